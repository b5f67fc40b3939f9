import { computed, ref, watch, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import type { HostPoll, MeetingDetail } from '../../../contract/views.ts'
import type { PollKind } from '../../../domain/kinds/index.ts'
import { useWords } from '../../../web/words.ts'
import { notices } from '../parts/notices.ts'
import type { Run } from '../parts/run.ts'
import { afterRemoval, type Move } from './agendaOrder.ts'

export interface Agenda {
  readonly selected: ComputedRef<HostPoll | null>
  readonly moving: ComputedRef<boolean>
  select(id: string): void
  add(kind: PollKind): Promise<void>
  duplicate(id: string): Promise<void>
  remove(poll: HostPoll, number: number): Promise<void>
  move(move: Move): Promise<void>
}

/** Which poll is looked at, and every change to the list of polls. `move` moves headings as well. */
export function useAgenda(meeting: () => MeetingDetail | null, run: Run): Agenda {
  const { t } = useWords()
  // A search leads to one poll of the meeting.
  const { poll: linked } = useRoute().query
  const wanted = ref<string | null>(typeof linked === 'string' ? linked : null)
  /** What was shown last, in case `wanted` is not in the live view yet. */
  const shown = ref<string | null>(null)

  const selected = computed(() => {
    const detail = meeting()
    if (detail === null) return null
    const find = (id: string | null): HostPoll | undefined => detail.polls.find((poll) => poll.id === id)
    return find(wanted.value) ?? find(shown.value) ?? find(detail.currentPollId) ?? detail.polls[0] ?? null
  })
  watch(
    selected,
    (poll) => {
      shown.value = poll?.id ?? null
    },
    { immediate: true },
  )

  function select(id: string): void {
    wanted.value = id
  }

  // One move at a time, so that two quick ones arrive in the order they were made.
  let lastMove: Promise<unknown> = Promise.resolve()
  const movesUnderWay = ref(0)

  return {
    selected,
    moving: computed(() => movesUnderWay.value > 0),
    select,
    async add(kind) {
      const detail = meeting()
      if (detail === null) return
      const answer = await run('createPoll', { meetingId: detail.id, kind, question: '' })
      if (answer !== null) select(answer.poll.id)
    },
    async duplicate(id) {
      const answer = await run('duplicatePoll', { pollId: id })
      if (answer !== null) select(answer.poll.id)
    },
    async remove(poll, number) {
      const ids = meeting()?.polls.map((other) => other.id) ?? []
      const next = afterRemoval(ids, poll.id)
      if ((await run('deletePoll', { pollId: poll.id })) === null) return
      if (selected.value === null || selected.value.id === poll.id) wanted.value = next
      notices.done(t('host.notices.pollDeleted', { number }), () => {
        void run('restorePoll', { pollId: poll.id }).then((answer) => {
          if (answer !== null) select(answer.poll.id)
        })
      })
    },
    async move({ id, position }) {
      movesUnderWay.value += 1
      const isPoll = meeting()?.polls.some((poll) => poll.id === id) === true
      lastMove = lastMove.then((): Promise<unknown> =>
        isPoll ? run('movePoll', { pollId: id, position }) : run('moveSection', { sectionId: id, position }),
      )
      await lastMove
      movesUnderWay.value -= 1
    },
  }
}
