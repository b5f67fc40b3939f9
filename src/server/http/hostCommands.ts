import type { Response } from 'express'
import type * as en from '../../contract/languages/en.ts'
import type { CommandAnswers, hostCommands, HostCommand } from '../../contract/hostApi.ts'
import type { z } from 'zod'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { closePoll } from '../operations/closePoll.ts'
import { createMeeting } from '../operations/createMeeting.ts'
import { createPoll } from '../operations/createPoll.ts'
import { deleteMeeting } from '../operations/deleteMeeting.ts'
import { deletePoll } from '../operations/deletePoll.ts'
import { duplicatePoll } from '../operations/duplicatePoll.ts'
import { endMeeting } from '../operations/endMeeting.ts'
import { exportMeeting, fileNameOf, toCsv } from '../operations/exportMeeting.ts'
import { getResult } from '../operations/getResult.ts'
import { hidePoll } from '../operations/hidePoll.ts'
import { movePoll } from '../operations/movePoll.ts'
import { openPoll } from '../operations/openPoll.ts'
import type { Operation, Queries } from '../operations/ports.ts'
import { reopenPoll } from '../operations/reopenPoll.ts'
import { restoreMeeting } from '../operations/restoreMeeting.ts'
import { restorePoll } from '../operations/restorePoll.ts'
import type { Results } from '../operations/results.ts'
import { revealPoll } from '../operations/revealPoll.ts'
import type { Room } from '../operations/room.ts'
import { runAgain } from '../operations/runAgain.ts'
import { setStageMode } from '../operations/setStageMode.ts'
import { showPoll } from '../operations/showPoll.ts'
import { startMeeting } from '../operations/startMeeting.ts'
import { updateMeeting } from '../operations/updateMeeting.ts'
import { updatePoll } from '../operations/updatePoll.ts'
import { verdictSentence } from '../operations/verdict.ts'
import type { Views } from '../operations/views.ts'
import type { SettingsDesk } from '../operations/settingsDesk.ts'

export interface HostCommandOptions {
  readonly room: Room
  readonly read: Queries
  readonly results: Results
  readonly views: Views
  readonly settings: SettingsDesk
}

/** An answer that is a file instead of JSON. */
export class FileAnswer {
  readonly name: string
  readonly type: string
  readonly body: string

  constructor(name: string, type: string, body: string) {
    this.name = name
    this.type = type
    this.body = body
  }

  send(response: Response): void {
    response.attachment(this.name)
    response.set({ 'Content-Type': this.type, 'Cache-Control': 'no-store' }).send(this.body)
  }
}

type Catalogue = Pick<typeof en, 'documents' | 'verdicts' | 'common'>
type Output<C extends HostCommand> = C extends 'exportMeeting' ? FileAnswer : CommandAnswers[C]
type Handler<C extends HostCommand> = (
  input: z.output<(typeof hostCommands)[C]>,
  words: Catalogue,
) => Promise<Result<Output<C>>> | Result<Output<C>>
export type HostHandlers = { readonly [C in HostCommand]: Handler<C> }

/** One handler per command: calls one operation and shows what came of it. */
export function createHostHandlers({ room, read, results, views, settings }: HostCommandOptions): HostHandlers {
  const meetingAnswer = (id: string): Result<CommandAnswers['getMeeting']> => {
    const meeting = read.meeting(id)
    return meeting === null ? refuse('meetingNotFound') : accept({ meeting: views.meetingDetail(meeting) })
  }
  const pollAnswer = (id: string): Result<CommandAnswers['createPoll']> => {
    const poll = read.poll(id)
    return poll === null ? refuse('pollNotFound') : accept({ poll: views.hostPoll(poll) })
  }

  /** Performs an operation that answers a meeting's id, then shows the meeting. */
  const onMeeting =
    <I>(operation: Operation<I, { meetingId: string }>) =>
    async (input: I) => {
      const performed = await room.perform(operation, input)
      return performed.ok ? meetingAnswer(performed.value.value.meetingId) : performed
    }
  const onPoll =
    <I>(operation: Operation<I, { pollId: string }>) =>
    async (input: I) => {
      const performed = await room.perform(operation, input)
      return performed.ok ? pollAnswer(performed.value.value.pollId) : performed
    }
  const silently =
    <I>(operation: Operation<I, null>) =>
    async (input: I): Promise<Result<Record<string, never>>> => {
      const performed = await room.perform(operation, input)
      return performed.ok ? accept({}) : performed
    }

  return {
    createMeeting: onMeeting(createMeeting),
    updateMeeting: onMeeting(updateMeeting),
    deleteMeeting: silently(deleteMeeting),
    restoreMeeting: onMeeting(restoreMeeting),
    startMeeting: onMeeting(startMeeting),
    endMeeting: onMeeting(endMeeting),
    listMeetings: () => accept({ meetings: views.summaries() }),
    getMeeting: ({ meetingId }) => meetingAnswer(meetingId),

    createPoll: onPoll(createPoll),
    updatePoll: onPoll(updatePoll),
    movePoll: onPoll(movePoll),
    duplicatePoll: onPoll(duplicatePoll),
    deletePoll: silently(deletePoll),
    restorePoll: onPoll(restorePoll),

    openPoll: onPoll(openPoll),
    closePoll: onPoll(closePoll),
    reopenPoll: onPoll(reopenPoll),
    revealPoll: onPoll(revealPoll),
    hidePoll: onPoll(hidePoll),
    runAgain: onPoll(runAgain),
    showPoll: onMeeting(showPoll),
    setStageMode: onMeeting(setStageMode),

    getResult({ pollId, round }, words) {
      const found = getResult(read, results, pollId, round)
      if (!found.ok) return found
      const { poll, tally, outcome } = found.value
      return accept({ poll, tally, outcome: { ...outcome, sentence: verdictSentence(words.verdicts, outcome) } })
    },

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

    getSettings: () => accept(settings.view()),
    updateSettings: async (input) => {
      const updated = await settings.update(input)
      return updated.ok ? accept(settings.view()) : updated
    },
  }
}
