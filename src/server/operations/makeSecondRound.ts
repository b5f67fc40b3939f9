import type { Question } from '../../domain/kinds/index.ts'
import { secondRoundOf } from '../../domain/outcome/tie.ts'
import { lineUpTo, textLimits } from '../../domain/text.ts'
import { draftState } from '../../domain/poll.ts'
import { refuse } from '../../domain/refusal.ts'
import { consoleChanged, done } from './answers.ts'
import { countRound } from './countRound.ts'
import { findPoll } from './find.ts'
import { logPoll } from './logPoll.ts'
import { placeAt } from './agendaOrder.ts'
import type { Operation } from './ports.ts'

interface Input {
  readonly pollId: string
  /** What the second round is called, given the question of the first. */
  readonly titled: (question: string) => string
}

/** A draft right behind an election that left seats open: the candidates who go on, and as many seats as are open. */
export const makeSecondRound: Operation<Input, { pollId: string }> = {
  name: 'makeSecondRound',
  run(tx, { pollId, titled }, context) {
    const found = findPoll(tx, pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    if (poll.status !== 'closed' || poll.kind !== 'choice') return refuse('noSecondRound')
    const again = secondRoundOf(countRound(tx, poll.id, poll.round, poll).outcome)
    if (again === null) return refuse('noSecondRound')
    const quorum = poll.settings.election?.quorum
    const name = lineUpTo(titled(poll.question), textLimits.question)
    const question: Question = {
      kind: 'choice',
      question: name.ok ? name.value : poll.question,
      options: poll.options.filter((option) => again.among.includes(option.id)),
      settings: {
        ...poll.settings,
        // Who could give fewer votes than there were seats still may not give more.
        max: Math.min(poll.settings.max, again.open),
        // Of those who go on most votes win: the majority that nobody reached would leave the seats open for ever.
        election: { seats: again.open, rule: 'mostVotes', ...(quorum == null ? {} : { quorum }) },
      },
    }
    const id = context.newId()
    const place = tx.agenda(meeting.id).findIndex((item) => item.id === poll.id)
    tx.insertPoll({ ...question, ...draftState, id, meetingId: meeting.id })
    placeAt(tx, meeting.id, { type: 'poll', id }, place + 1)
    logPoll(tx, poll, context.nowMs, 'secondRoundMade', { made: id })
    return done({ pollId: id }, consoleChanged(meeting.id))
  },
}
