import type { PaperCount } from '../../../domain/kinds/paper.ts'
import { useWords } from '../../../web/words.ts'
import type { Agenda } from '../agenda/useAgenda.ts'
import { notices } from '../parts/notices.ts'
import type { Run } from '../parts/run.ts'

/** What the host does about the selected poll besides its steps. */
export interface PollActs {
  showNames(shown: boolean): Promise<void>
  /** The chair's casting vote. */
  cast(choice: string): Promise<void>
  drawLot(): Promise<void>
  makeSecondRound(): Promise<void>
  /** Hands or paper ballots, as they were entered twice. */
  enterPaper(counts: { readonly count: PaperCount; readonly again: PaperCount }): Promise<void>
  removePaper(): Promise<void>
}

export function usePollActs(agenda: Agenda, run: Run): PollActs {
  const { t } = useWords()
  const selectedId = (): string | null => agenda.selected.value?.id ?? null

  return {
    async showNames(shown) {
      const pollId = selectedId()
      if (pollId !== null) await run('showNames', { pollId, shown })
    },
    async cast(choice) {
      const pollId = selectedId()
      if (pollId !== null) await run('recordCastingVote', { pollId, choice })
    },
    async drawLot() {
      const pollId = selectedId()
      if (pollId !== null) await run('drawLot', { pollId })
    },
    async enterPaper({ count, again }) {
      const pollId = selectedId()
      if (pollId !== null) await run('enterPaper', { pollId, count: asInput(count), again: asInput(again) })
    },
    async removePaper() {
      const pollId = selectedId()
      if (pollId !== null) await run('removePaper', { pollId })
    },
    async makeSecondRound() {
      const pollId = selectedId()
      const answer = pollId === null ? null : await run('makeSecondRound', { pollId })
      if (answer === null) return
      agenda.select(answer.poll.id)
      notices.done(t('host.tie.secondRoundMade'))
    },
  }
}

/** Commands take lists that they could change. */
function asInput(count: PaperCount): PaperCount & { options: { id: string; count: number }[] } {
  return { ...count, options: [...count.options] }
}
