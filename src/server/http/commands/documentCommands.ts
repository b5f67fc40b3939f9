import { accept, refuse } from '../../../domain/refusal.ts'
import { exportMeeting, fileNameOf, toCsv } from '../../operations/exportMeeting.ts'
import { createAnswering, FileAnswer, type HandlersOf, type HostCommandOptions } from './handlers.ts'

type DocumentCommand = 'exportMeeting' | 'importMeeting' | 'getLog'

/** What leaves the meeting and comes back. */
export function documentCommands(options: HostCommandOptions): HandlersOf<DocumentCommand> {
  const { read, results } = options
  return {
    exportMeeting({ meetingId, format }, words) {
      const meeting = read.meeting(meetingId)
      if (meeting === null) return refuse('meetingNotFound')
      const exported = exportMeeting(read, results, meeting)
      const name = fileNameOf(meeting.title, format)
      return accept(
        format === 'json'
          ? new FileAnswer(name, 'application/json; charset=utf-8', `${JSON.stringify(exported, null, 2)}\n`)
          : new FileAnswer(name, 'text/csv; charset=utf-8', toCsv(exported, words)),
      )
    },
    getLog: ({ meetingId }) =>
      read.meeting(meetingId) === null ? refuse('meetingNotFound') : accept({ entries: read.log(meetingId) }),
  } as HandlersOf<DocumentCommand>
}
