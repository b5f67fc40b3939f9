import { accept } from '../../domain/refusal.ts'
import { pollStep } from './pollSteps.ts'

/** Shows or hides, on phones and stage, the names that a roll call collects. */
export const showNames = pollStep<{ shown: boolean }>(
  'showNames',
  { running: false, shows: false, act: (poll) => (poll.namesShown ? 'namesShown' : 'namesHidden') },
  (poll, _context, { shown }) => accept(poll.namesShown === shown ? poll : { ...poll, namesShown: shown }),
)
