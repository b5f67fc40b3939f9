import type { MeetingAnswer } from '../../../contract/hostApi.ts'
import type { MeetingDetail } from '../../../contract/views.ts'
import { useWords } from '../../../web/words.ts'
import { command } from '../../client.ts'
import { notices } from '../parts/notices.ts'
import { useRun } from '../parts/run.ts'
import type { SavingQueue } from '../parts/savingQueue.ts'
import type { Savings } from '../parts/savings.ts'

export interface Sections {
  /** Answers the id of the new heading; null where it was refused. */
  add(): Promise<string | null>
  /** Takes a heading away, with a way back. The polls below it stay. `title` is what it says on the page. */
  remove(id: string, title: string): Promise<void>
  /** What saves the title of a heading as it is typed; the same one for the same heading. */
  titleOf(id: string): SavingQueue<{ title: string }>
}

/** The headings of an agenda. */
export function useSections(meeting: () => MeetingDetail, savings: Savings): Sections {
  const { t } = useWords()
  const run = useRun()
  const titles = new Map<string, SavingQueue<{ title: string }>>()

  return {
    async add() {
      const before = new Set(meeting().agenda.map(({ id }) => id))
      const title = t('host.agenda.newSection')
      const answer = await run('createSection', { meetingId: meeting().id, title })
      return answer?.meeting.agenda.find(({ id, type }) => type === 'section' && !before.has(id))?.id ?? null
    },

    async remove(id, title) {
      const { id: meetingId, agenda } = meeting()
      const position = agenda.findIndex((item) => item.id === id)
      await titles.get(id)?.flush()
      if ((await run('deleteSection', { sectionId: id })) === null) return
      notices.done(t('host.agenda.sectionDeleted', { title }), () => {
        void run('createSection', { meetingId, title, position })
      })
    },

    titleOf(id) {
      const queue =
        titles.get(id) ??
        savings.open<{ title: string }, MeetingAnswer>(`section.${id}`, {
          send: (patch) => command('updateSection', { sectionId: id, ...patch }),
          merge: (_, newer) => newer,
        })
      titles.set(id, queue)
      return queue
    },
  }
}
