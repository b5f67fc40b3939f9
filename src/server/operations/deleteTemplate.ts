import { done } from './answers.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Operation } from './ports.ts'

/** Meetings that were made from it keep what they have. */
export const deleteTemplate: Operation<{ templateId: string }, null> = {
  name: 'deleteTemplate',
  run(tx, { templateId }) {
    if (tx.template(templateId) === null) return refuse('templateNotFound')
    tx.deleteTemplate(templateId)
    return done(null)
  },
}
