import { refuse } from '../../domain/refusal.ts'
import { consoleChanged, done } from './answers.ts'
import { findPoll } from './find.ts'
import type { Operation } from './ports.ts'
import { readQuestion, type QuestionInput } from './readQuestion.ts'

type Input = QuestionInput & { readonly pollId: string }

/** Edits a draft. A poll that has been opened stays as it was asked: its votes answered those words. */
export const updatePoll: Operation<Input, { pollId: string }> = {
  name: 'updatePoll',
  run(tx, input) {
    const found = findPoll(tx, input.pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    if (poll.status !== 'draft') return refuse('pollNotDraft')
    const question = readQuestion(tx, poll, input)
    if (!question.ok) return question
    tx.savePoll({ ...poll, ...question.value })
    return done({ pollId: input.pollId }, consoleChanged(meeting.id, input.pollId))
  },
}
