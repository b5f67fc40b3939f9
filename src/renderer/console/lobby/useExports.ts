import type { ExportFormat } from '../../../contract/hostApi.ts'
import { hostRoutes } from '../../../contract/routes.ts'
import { problemSentence, useWords } from '../../../web/words.ts'
import { notices } from '../parts/notices.ts'
import { saveExport } from './exportFile.ts'

/** Files that a meeting leaves. Named here, because the contract's own list would bring its schemas to the page. */
export const fileFormats = ['xlsx', 'csv', 'json'] as const satisfies readonly ExportFormat[]

export interface Exports {
  /** A notice says why, where there is no file. `pollId`: of one question alone. */
  save(meetingId: string, format: ExportFormat, pollId?: string): Promise<void>
  /** Address of the page to print. */
  minutes(meetingId: string): string
}

export function useExports(): Exports {
  const { t, language } = useWords()
  return {
    async save(meetingId, format, pollId) {
      const input = { meetingId, format, ...(pollId === undefined ? {} : { pollId }) }
      const reply = await saveExport(input, language.value)
      if (reply.ok) return
      const reason = problemSentence(t, reply.problem)
      notices.problem(reply.problem === null ? t('host.lobby.exportFailed') : reason)
    },
    minutes: (meetingId) => `${hostRoutes.minutes(encodeURIComponent(meetingId))}?lang=${language.value}`,
  }
}
