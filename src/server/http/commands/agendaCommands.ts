import { accept } from '../../../domain/refusal.ts'
import { createSection } from '../../operations/createSection.ts'
import { deleteSection } from '../../operations/deleteSection.ts'
import { deleteTemplate } from '../../operations/deleteTemplate.ts'
import { duplicateMeeting } from '../../operations/duplicateMeeting.ts'
import { findMeeting } from '../../operations/find.ts'
import { importAgenda, readAgenda, shownItems } from '../../operations/importAgenda.ts'
import { movePoll } from '../../operations/movePoll.ts'
import { moveSection } from '../../operations/moveSection.ts'
import { saveTemplate } from '../../operations/saveTemplate.ts'
import { searchMeetings } from '../../operations/searchMeetings.ts'
import { summariesOf } from '../../operations/templates.ts'
import { updateSection } from '../../operations/updateSection.ts'
import { useTemplate } from '../../operations/useTemplate.ts'
import { createAnswering, type HandlersOf, type HostCommandOptions } from './handlers.ts'

type AgendaCommand =
  | 'createSection'
  | 'updateSection'
  | 'moveSection'
  | 'deleteSection'
  | 'movePoll'
  | 'importAgenda'
  | 'listTemplates'
  | 'saveTemplate'
  | 'deleteTemplate'
  | 'useTemplate'
  | 'duplicateMeeting'
  | 'searchMeetings'

/** The order of a meeting, and where its questions come from. */
export function agendaCommands(options: HostCommandOptions): HandlersOf<AgendaCommand> {
  const { room, read } = options
  const { onMeeting, onPoll } = createAnswering(options)
  const templates = () => accept({ templates: summariesOf(read) })

  return {
    createSection: onMeeting(createSection),
    updateSection: onMeeting(updateSection),
    moveSection: onMeeting(moveSection),
    deleteSection: onMeeting(deleteSection),
    movePoll: onPoll(movePoll),

    async importAgenda({ meetingId, format, text, preview = false }) {
      if (meetingId !== undefined) {
        const found = findMeeting(read, meetingId)
        if (!found.ok) return found
      }
      // Read before it is queued: a long text must not keep votes waiting.
      const items = readAgenda(read, format, text)
      if (!items.ok) return items
      // Without a meeting it is a preview, as the contract has it.
      if (!preview && meetingId !== undefined) {
        const added = await room.perform(importAgenda, { meetingId, items: items.value })
        if (!added.ok) return added
      }
      return accept(shownItems(format, items.value))
    },

    listTemplates: templates,
    async saveTemplate(input) {
      const saved = await room.perform(saveTemplate, input)
      return saved.ok ? templates() : saved
    },
    async deleteTemplate(input) {
      const deleted = await room.perform(deleteTemplate, input)
      return deleted.ok ? templates() : deleted
    },
    useTemplate: onMeeting(useTemplate),

    duplicateMeeting: ({ meetingId }, words) =>
      onMeeting(duplicateMeeting)({ meetingId, copyTitle: words.documents.copyOf }),
    searchMeetings: ({ query, kind }) => accept({ hits: searchMeetings(read, query, kind ?? null) }),
  }
}
