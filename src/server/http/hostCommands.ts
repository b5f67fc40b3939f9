import type { HostCommand } from '../../contract/hostApi.ts'
import { admissionCommands } from './commands/admissionCommands.ts'
import { agendaCommands } from './commands/agendaCommands.ts'
import { documentCommands } from './commands/documentCommands.ts'
import type { HandlersOf, HostCommandOptions } from './commands/handlers.ts'
import { meetingCommands } from './commands/meetingCommands.ts'
import { pollCommands } from './commands/pollCommands.ts'
import { storageCommands } from './commands/storageCommands.ts'

export { FileAnswer, type HostCommandOptions } from './commands/handlers.ts'

export type HostHandlers = HandlersOf<HostCommand>

/** One handler per command: calls one operation and shows what came of it. */
export function createHostHandlers(options: HostCommandOptions): HostHandlers {
  return {
    ...meetingCommands(options),
    ...admissionCommands(options),
    ...agendaCommands(options),
    ...pollCommands(options),
    ...documentCommands(options),
    ...storageCommands(options),
  }
}
