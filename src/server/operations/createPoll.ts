import type { PollKind } from '../../domain/kinds/index.ts'
import { draftState } from '../../domain/poll.ts'
import { placeAt } from './agendaOrder.ts'
import { consoleChanged, done } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'
import { emptyQuestion, readQuestion, type QuestionInput } from './readQuestion.ts'

type Input = QuestionInput & {
  readonly meetingId: string
  readonly kind: PollKind
  readonly position?: number | undefined
}

export const createPoll: Operation<Input, { pollId: string }> = {
  name: 'createPoll',
  run(tx, input, context) {
    const meeting = findMeeting(tx, input.meetingId)
    if (!meeting.ok) return meeting
    const question = readQuestion(tx, emptyQuestion(input.kind), input)
    if (!question.ok) return question
    const id = context.newId()
    tx.insertPoll({ ...question.value, ...draftState, id, meetingId: input.meetingId })
    if (input.position !== undefined) placeAt(tx, input.meetingId, { type: 'poll', id }, input.position)
    return done({ pollId: id }, consoleChanged(input.meetingId))
  },
}
