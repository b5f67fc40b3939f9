import { fill } from '../../../contract/languages/index.ts'
import { accept } from '../../../domain/refusal.ts'
import { drawLot, recordCastingVote } from '../../operations/breakTie.ts'
import { closePoll } from '../../operations/closePoll.ts'
import { extendCountdown, pauseCountdown, resumeCountdown, setCountdown } from '../../operations/countdown.ts'
import { createPoll } from '../../operations/createPoll.ts'
import { decideEntry } from '../../operations/decideEntry.ts'
import { deletePoll } from '../../operations/deletePoll.ts'
import { duplicatePoll } from '../../operations/duplicatePoll.ts'
import { enterPaper } from '../../operations/enterPaper.ts'
import { getResult } from '../../operations/getResult.ts'
import { hidePoll } from '../../operations/hidePoll.ts'
import { makeSecondRound } from '../../operations/makeSecondRound.ts'
import { openPoll } from '../../operations/openPoll.ts'
import { removePaper } from '../../operations/removePaper.ts'
import { reopenPoll } from '../../operations/reopenPoll.ts'
import { restorePoll } from '../../operations/restorePoll.ts'
import { revealPoll } from '../../operations/revealPoll.ts'
import { runAgain } from '../../operations/runAgain.ts'
import { setNotes } from '../../operations/setNotes.ts'
import { showNames } from '../../operations/showNames.ts'
import { updatePoll } from '../../operations/updatePoll.ts'
import { verdictSentence } from '../../operations/verdict.ts'
import { createAnswering, type HandlersOf, type HostCommandOptions } from './handlers.ts'

type PollCommand =
  | 'createPoll'
  | 'updatePoll'
  | 'duplicatePoll'
  | 'deletePoll'
  | 'restorePoll'
  | 'openPoll'
  | 'closePoll'
  | 'reopenPoll'
  | 'revealPoll'
  | 'hidePoll'
  | 'runAgain'
  | 'setCountdown'
  | 'extendCountdown'
  | 'pauseCountdown'
  | 'resumeCountdown'
  | 'decideEntry'
  | 'showNames'
  | 'setNotes'
  | 'recordCastingVote'
  | 'drawLot'
  | 'makeSecondRound'
  | 'enterPaper'
  | 'removePaper'
  | 'getResult'

/** A poll from its first word to what was decided about its result. */
export function pollCommands(options: HostCommandOptions): HandlersOf<PollCommand> {
  const { read, results } = options
  const { onPoll, silently } = createAnswering(options)
  return {
    createPoll: onPoll(createPoll),
    updatePoll: onPoll(updatePoll),
    duplicatePoll: onPoll(duplicatePoll),
    deletePoll: silently(deletePoll),
    restorePoll: onPoll(restorePoll),

    openPoll: onPoll(openPoll),
    closePoll: onPoll(closePoll),
    reopenPoll: onPoll(reopenPoll),
    revealPoll: onPoll(revealPoll),
    hidePoll: onPoll(hidePoll),
    runAgain: onPoll(runAgain),

    setCountdown: onPoll(setCountdown),
    extendCountdown: onPoll(extendCountdown),
    pauseCountdown: onPoll(pauseCountdown),
    resumeCountdown: onPoll(resumeCountdown),

    decideEntry: onPoll(decideEntry),
    showNames: onPoll(showNames),
    setNotes: onPoll(setNotes),
    recordCastingVote: onPoll(recordCastingVote),
    drawLot: onPoll(drawLot),
    makeSecondRound: ({ pollId }, words) =>
      onPoll(makeSecondRound)({
        pollId,
        titled: (question) => fill(words.documents.secondRoundOf, { question }),
      }),

    enterPaper: onPoll(enterPaper),
    removePaper: onPoll(removePaper),

    getResult({ pollId, round }, words) {
      const found = getResult(read, results, pollId, round)
      if (!found.ok) return found
      const { poll, tally, outcome } = found.value
      return accept({ poll, tally, outcome: { ...outcome, sentence: verdictSentence(words, poll, outcome) } })
    },
  }
}
