import { accept, refuse } from '../../../domain/refusal.ts'
import { makeTickets, type MadeTickets } from '../../operations/makeTickets.ts'
import { voidTickets } from '../../operations/voidTickets.ts'
import { newToken } from '../identity.ts'
import { createAnswering, type HandlersOf, type HostCommandOptions } from './handlers.ts'

type AdmissionCommand = 'makeTickets' | 'voidTickets' | 'getTicketSheet'

/** So many sheets are kept to be printed; of the oldest, the codes are forgotten. */
const mostSheets = 20

interface Sheet extends MadeTickets {
  readonly weight: number
}

/** Tickets and lists. Codes in clear live here, in memory, until the program is closed. */
export function admissionCommands(options: HostCommandOptions): HandlersOf<AdmissionCommand> {
  const { room, read } = options
  const { meeting, onMeeting } = createAnswering(options)
  const sheets = new Map<string, Sheet>()

  return {
    async makeTickets({ meetingId, size, spare = 0, weight = 1 }) {
      const made = await room.perform(makeTickets, { meetingId, size, spare, weight, mac: options.ticketMac })
      if (!made.ok) return made
      const sheetId = newToken()
      sheets.set(sheetId, { ...made.value.value, weight })
      for (const oldest of sheets.keys()) {
        if (sheets.size <= mostSheets) break
        sheets.delete(oldest)
      }
      const answer = meeting(meetingId)
      return answer.ok ? accept({ ...answer.value, sheetId }) : answer
    },

    getTicketSheet({ sheetId }) {
      const sheet = sheets.get(sheetId)
      const found = sheet === undefined ? null : read.meeting(sheet.meetingId)
      if (sheet === undefined || found === null) return refuse('sheetGone')
      const { batch, weight, tickets } = sheet
      return accept({ title: found.title, address: options.address(), batch, weight, tickets })
    },

    voidTickets: onMeeting(voidTickets),
  }
}
