import type { Problem } from '../contract/problems.ts'
import type { Say } from '../web/words.ts'

/** Why a request failed; `problem` is null where the host computer did not answer. */
export interface Failure {
  readonly problem: Problem | null
}

/**
 * What to tell a person about it. The server's refusals come with their sentence in the language that the request asked
 * for, which spares every phone the list of them all (3 KB compressed of the 40 that a visit may weigh).
 */
export function failureSentence(t: Say, { problem }: Failure): string {
  return problem === null ? t('common.unreachable') : problem.detail
}
