import { accept } from '../../../domain/refusal.ts'
import { createMeeting } from '../../operations/createMeeting.ts'
import { deleteMeeting } from '../../operations/deleteMeeting.ts'
import { endMeeting } from '../../operations/endMeeting.ts'
import { lockJoining } from '../../operations/lockJoining.ts'
import { restoreMeeting } from '../../operations/restoreMeeting.ts'
import { setRoll } from '../../operations/setRoll.ts'
import { setStageMode } from '../../operations/setStageMode.ts'
import { setWeight } from '../../operations/setWeight.ts'
import { showPoll } from '../../operations/showPoll.ts'
import { startMeeting } from '../../operations/startMeeting.ts'
import { updateMeeting } from '../../operations/updateMeeting.ts'
import { createAnswering, type HandlersOf, type HostCommandOptions } from './handlers.ts'

type MeetingCommand =
  | 'createMeeting'
  | 'updateMeeting'
  | 'deleteMeeting'
  | 'restoreMeeting'
  | 'startMeeting'
  | 'endMeeting'
  | 'listMeetings'
  | 'getMeeting'
  | 'lockJoining'
  | 'setRoll'
  | 'listAttendees'
  | 'setWeight'
  | 'showPoll'
  | 'setStageMode'
  | 'getSettings'
  | 'updateSettings'

/** Meetings, the people in them, and what the room sees. */
export function meetingCommands(options: HostCommandOptions): HandlersOf<MeetingCommand> {
  const { read, views, settings } = options
  const { meeting, onMeeting, silently } = createAnswering(options)
  return {
    createMeeting: onMeeting(createMeeting),
    updateMeeting: onMeeting(updateMeeting),
    deleteMeeting: silently(deleteMeeting),
    restoreMeeting: onMeeting(restoreMeeting),
    startMeeting: onMeeting(startMeeting),
    endMeeting: onMeeting(endMeeting),
    listMeetings: () => accept({ meetings: views.summaries() }),
    getMeeting: ({ meetingId }) => meeting(meetingId),
    lockJoining: onMeeting(lockJoining),
    setRoll: onMeeting(setRoll),
    listAttendees({ meetingId }) {
      const found = meeting(meetingId)
      if (!found.ok) return found
      const attendees = read.attendees(meetingId).map(({ id, name, joinedAtMs, weight }) => {
        return { id, name, joinedAtMs, weight }
      })
      return accept({ attendees })
    },
    setWeight: silently(setWeight),
    showPoll: onMeeting(showPoll),
    setStageMode: onMeeting(setStageMode),
    getSettings: () => accept(settings.view()),
    updateSettings: async (input) => {
      const updated = await settings.update(input)
      return updated.ok ? accept(settings.view()) : updated
    },
  }
}
