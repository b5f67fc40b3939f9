import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { HostPoll } from '../../../contract/views.ts'
import { entriesOf } from '../../../domain/kinds/index.ts'
import type { Entry, EntryState } from '../../../domain/kinds/entries.ts'
import { useWords } from '../../../web/words.ts'
import { notices } from '../parts/notices.ts'
import { useRun } from '../parts/run.ts'
import { decisionFor, found, inSeenOrder, isModerated, stateAfter, type EntryAct } from './entries.ts'

export interface Moderation {
  /** States that the poll can have entries in, each with how many. */
  readonly tabs: ComputedRef<readonly { readonly state: EntryState; readonly count: number }[]>
  readonly tab: Ref<EntryState>
  readonly typed: Ref<string>
  /** What the tab holds and the search finds. */
  readonly listed: ComputedRef<readonly Entry[]>
  /** How many the tab holds, found or not. */
  readonly held: ComputedRef<number>
  /** Does it, says so in a notice with a way back; false where there is nothing to do. */
  act(entry: Entry, act: EntryAct): boolean
}

/** Long enough to know an entry by. */
const noticeLength = 40

function short(text: string): string {
  const characters = [...text]
  return characters.length <= noticeLength ? text : `${characters.slice(0, noticeLength - 1).join('')}…`
}

/** What people wrote to one round of a poll, and what the host decides about it. */
export function useModeration(poll: () => HostPoll): Moderation {
  const { t } = useWords()
  const run = useRun()
  const { id: pollId, round } = poll()
  const questions = poll().kind === 'questions'
  const moderated = computed(() => isModerated(poll()))

  const seen = shallowRef<readonly string[]>([])
  /** Decided and on the way to the store: the list goes on at once. `answered`: it is there, and the next view has it. */
  const underWay = ref(new Map<string, { readonly state: EntryState; readonly answered: boolean }>())
  const entries = computed(() => entriesOf(poll().result.tally) ?? [])
  watch(
    entries,
    (now) => {
      seen.value = inSeenOrder(seen.value, now).map(({ id }) => id)
      const states = new Map(now.map(({ id, state }) => [id, state]))
      for (const [id, { state, answered }] of underWay.value) {
        if (answered || states.get(id) === state) underWay.value.delete(id)
      }
    },
    { immediate: true },
  )
  const stateOf = ({ id, state }: Entry): EntryState => underWay.value.get(id)?.state ?? state

  const tab = ref<EntryState>(moderated.value ? 'pending' : 'shown')
  const typed = ref('')
  const counts = computed(() => {
    const count: Record<EntryState, number> = { pending: 0, shown: 0, removed: 0, answered: 0 }
    for (const entry of entries.value) count[stateOf(entry)] += 1
    return count
  })
  const tabs = computed(() =>
    (['pending', 'shown', 'answered', 'removed'] as const)
      .filter((state) => {
        if (state === 'pending') return moderated.value || counts.value.pending > 0
        return state !== 'answered' || questions
      })
      .map((state) => ({ state, count: counts.value[state] })),
  )
  const inTab = computed(() => entries.value.filter((entry) => stateOf(entry) === tab.value))
  const listed = computed(() =>
    found(tab.value === 'pending' ? inSeenOrder(seen.value, inTab.value) : inTab.value, typed.value),
  )

  async function decide(id: string, state: EntryState): Promise<boolean> {
    underWay.value.set(id, { state, answered: false })
    const decision = decisionFor(state, moderated.value)
    const done = (await run('decideEntry', { pollId, round, entry: id, decision })) !== null
    if (!done) underWay.value.delete(id)
    else if (underWay.value.get(id)?.state === state) settle(id, state)
    return done
  }

  /** The view may have come before the answer; then there is nothing left to wait for. */
  function settle(id: string, state: EntryState): void {
    const stored = entries.value.find((entry) => entry.id === id)?.state
    if (stored === state) underWay.value.delete(id)
    else underWay.value.set(id, { state, answered: true })
  }

  /** Going through a hundred of them must not leave a stack of notices: the newest takes the place of the one before. */
  let lastSaid: string | null = null
  function say(text: string, undo: () => void): void {
    const before = notices.list.find((notice) => notice.text === lastSaid)
    if (before !== undefined) notices.remove(before.id)
    lastSaid = text
    notices.done(text, undo)
  }

  const said = {
    shown: 'host.moderation.doneShown',
    removed: 'host.moderation.doneRemoved',
    answered: 'host.moderation.doneAnswered',
  } as const

  return {
    tabs,
    tab,
    typed,
    listed,
    held: computed(() => inTab.value.length),
    act(entry, act) {
      const before = stateOf(entry)
      const next = stateAfter(act, before, questions)
      if (next === null || next === 'pending') return false
      const text = t(said[next], { text: short(entry.text) })
      void decide(entry.id, next).then((done) => {
        if (done) say(text, () => void decide(entry.id, before))
      })
      return true
    },
  }
}
