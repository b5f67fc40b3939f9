import { createHash, randomBytes } from 'node:crypto'
import { accept, refuse, type Result } from '../../../domain/refusal.ts'
import type { ExportFormat } from '../../../contract/hostApi.ts'
import type { MeetingDocument } from '../../../contract/meetingDocument.ts'
import { csvText } from '../../documents/csv.ts'
import { fileNameOf } from '../../documents/fileName.ts'
import { documentFile, meetingDocument } from '../../documents/meetingDocument.ts'
import { minutesPage } from '../../documents/minutes/minutes.ts'
import { readDocument } from '../../documents/readDocument.ts'
import { xlsxFile } from '../../documents/xlsx.ts'
import { contradictions } from '../../documents/verify.ts'
import { importMeeting } from '../../operations/importMeeting.ts'
import { createAnswering, FileAnswer, type Catalogue, type HandlersOf, type HostCommandOptions } from './handlers.ts'

type DocumentCommand = 'exportMeeting' | 'importMeeting' | 'getLog'

/** What leaves the meeting and comes back. */
export function documentCommands(options: HostCommandOptions): HandlersOf<DocumentCommand> {
  const { room, read } = options
  const { meeting: meetingAnswer } = createAnswering(options)
  return {
    async exportMeeting({ meetingId, format, pollId }, words): Promise<Result<FileAnswer>> {
      const meeting = read.meeting(meetingId)
      if (meeting === null) return refuse('meetingNotFound')
      const document = meetingDocument(read, meeting)
      const poll = document.polls.find(({ id }) => id === pollId)
      if (pollId !== undefined && poll === undefined) return refuse('pollNotFound')
      const titles = [meeting.title, ...(poll === undefined ? [] : [poll.question.question])]
      const name = fileNameOf(titles, format)
      const body = await bodyOf(format, document, words, pollId)
      return body.ok ? accept(new FileAnswer(name, mediaTypes[format], body.value)) : body
    },

    async importMeeting({ document: raw }) {
      // Read before it is queued: a large file must not keep votes waiting.
      const document = readDocument(raw)
      if (!document.ok) return document
      // A result that its own log contradicts would stand here under a hash that is genuine.
      const contradicted = contradictions(raw)
      if (contradicted > 0) return refuse('importChanged', { count: contradicted })
      const tokenHash = (): Uint8Array => createHash('sha256').update(randomBytes(32)).digest()
      const imported = await room.perform(importMeeting, { document: document.value, tokenHash })
      return imported.ok ? meetingAnswer(imported.value.value.meetingId) : imported
    },

    getLog: ({ meetingId }) =>
      read.meeting(meetingId) === null ? refuse('meetingNotFound') : accept({ entries: read.log(meetingId) }),
  }
}

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
}

async function bodyOf(
  format: ExportFormat,
  document: MeetingDocument,
  words: Catalogue,
  pollId: string | undefined,
): Promise<Result<string | Buffer>> {
  switch (format) {
    case 'json':
      return documentFile(document)
    case 'csv':
      return accept(csvText(document, words, pollId))
    case 'xlsx':
      return accept(await xlsxFile(document, words))
    case 'html':
      return accept(minutesPage(document, words))
  }
}
