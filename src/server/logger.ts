import { pino, type DestinationStream, type Logger } from 'pino'

/**
 * Writes what went wrong on our side, a line of JSON each, and never who asked or what for: a log that is sent to
 * somebody for help must not tell how people voted.
 */
export function createLogger(destination: DestinationStream): Logger {
  return pino({ level: 'warn', base: null, serializers: { err: whereItHappened } }, destination)
}

/**
 * Of an error, what helps to find the fault. Not its further members: libraries keep there what they were given, the
 * body that could not be read for one.
 */
function whereItHappened(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as { code?: unknown }
  const causes = error.cause === undefined ? {} : { cause: whereItHappened(error.cause) }
  const codes = typeof code === 'string' ? { code } : {}
  return { type: error.name, message: error.message, ...codes, stack: error.stack, ...causes }
}
