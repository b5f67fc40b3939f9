import { movePoll } from '../../operations/movePoll.ts'
import { createAnswering, type HandlersOf, type HostCommandOptions } from './handlers.ts'

type AgendaCommand =
  | 'createSection'
  | 'updateSection'
  | 'moveSection'
  | 'deleteSection'
  | 'movePoll'
  | 'importAgenda'
  | 'listTemplates'
  | 'saveTemplate'
  | 'deleteTemplate'
  | 'useTemplate'
  | 'duplicateMeeting'
  | 'searchMeetings'

/** The order of a meeting, and where its questions come from. */
export function agendaCommands(options: HostCommandOptions): HandlersOf<AgendaCommand> {
  const { onPoll } = createAnswering(options)
  return { movePoll: onPoll(movePoll) } as HandlersOf<AgendaCommand>
}
