import type { CommandInput, ExportFormat } from '../../../contract/hostApi.ts'
import { hostRoutes, requestedWith } from '../../../contract/routes.ts'

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

/** Fetches the file and hands it to the browser to keep. False: there was none. */
export async function saveExport(meetingId: string, format: ExportFormat): Promise<boolean> {
  const input: CommandInput<'exportMeeting'> = { meetingId, format }
  try {
    const response = await fetch(hostRoutes.command('exportMeeting'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [requestedWith.header]: requestedWith.value },
      body: JSON.stringify(input),
    })
    if (!response.ok) return false
    const url = URL.createObjectURL(await response.blob())
    const link = document.createElement('a')
    link.href = url
    link.download = fileNameOf(response.headers.get('Content-Disposition'), `meeting.${format}`)
    link.click()
    URL.revokeObjectURL(url)
    return true
  } catch {
    return false
  }
}
