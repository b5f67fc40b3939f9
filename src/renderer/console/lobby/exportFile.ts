import type { CommandInput } from '../../../contract/hostApi.ts'
import type { Problem } from '../../../contract/problems.ts'
import { hostRoutes, requestedWith } from '../../../contract/routes.ts'
import type { Reply } from '../../../web/client.ts'

/** The name that the server gives the file: RFC 6266, the encoded form first. */
export function fileNameOf(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  const plain = /filename="([^"]+)"/i.exec(disposition ?? '')?.[1]
  try {
    return encoded === undefined ? (plain ?? otherwise) : decodeURIComponent(encoded)
  } catch {
    return plain ?? otherwise
  }
}

/** Hands a file to the browser to keep. */
export function keepFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

async function problemIn(response: Response): Promise<Problem | null> {
  try {
    const problem = (await response.json()) as Partial<Problem> | null
    return typeof problem?.code === 'string' ? (problem as Problem) : null
  } catch {
    return null
  }
}

/** Fetches the file and hands it to the browser to keep, in `language`. Never throws. */
export async function saveExport(input: CommandInput<'exportMeeting'>, language: string): Promise<Reply<null>> {
  try {
    const response = await fetch(hostRoutes.command('exportMeeting'), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Accept-Language': language,
        [requestedWith.header]: requestedWith.value,
      },
      body: JSON.stringify(input),
    })
    if (!response.ok) return { ok: false, problem: await problemIn(response), status: response.status }
    keepFile(await response.blob(), fileNameOf(response.headers.get('Content-Disposition'), `meeting.${input.format}`))
    return { ok: true, value: null }
  } catch {
    return { ok: false, problem: null, status: 0 }
  }
}
