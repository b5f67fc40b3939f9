import type { CommandAnswer, CommandInput, HostCommand } from '../../../contract/hostApi.ts'
import { problemSentence, useWords } from '../../../web/words.ts'
import { command } from '../../client.ts'
import { notices } from './notices.ts'

/** Runs a command and tells the host in a notice when it was refused. Null: it was. */
export type Run = <C extends HostCommand>(name: C, input: CommandInput<C>) => Promise<CommandAnswer<C> | null>

export function useRun(): Run {
  const { t } = useWords()
  return async (name, input) => {
    const reply = await command(name, input)
    if (reply.ok) return reply.value
    notices.problem(problemSentence(t, reply.problem))
    return null
  }
}
