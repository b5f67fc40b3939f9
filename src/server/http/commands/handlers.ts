import type { Response } from 'express'
import type { z } from 'zod'
import type * as en from '../../../contract/languages/en.ts'
import type { CommandAnswers, hostCommands, HostCommand } from '../../../contract/hostApi.ts'
import { accept, refuse, type Result } from '../../../domain/refusal.ts'
import type { Operation, Queries, Store } from '../../operations/ports.ts'
import type { Results } from '../../operations/results.ts'
import type { Room } from '../../operations/room.ts'
import type { SettingsDesk } from '../../operations/settingsDesk.ts'
import type { Views } from '../../operations/views.ts'

export interface HostCommandOptions {
  readonly room: Room
  readonly read: Queries
  readonly results: Results
  readonly views: Views
  readonly settings: SettingsDesk
  readonly storage: Pick<Store, 'backups' | 'backUp' | 'restore' | 'acknowledge'>
  /** What is kept of a ticket. */
  readonly ticketMac: (code: string) => Uint8Array
  /** `192.168.1.5:8080`, as phones reach this computer now. */
  readonly address: () => string
}

/** An answer that is a file instead of JSON. */
export class FileAnswer {
  readonly name: string
  readonly type: string
  readonly body: string | Buffer

  constructor(name: string, type: string, body: string | Buffer) {
    this.name = name
    this.type = type
    this.body = body
  }

  send(response: Response): void {
    response.attachment(this.name)
    response.set({ 'Content-Type': this.type, 'Cache-Control': 'no-store' }).send(this.body)
  }
}

/** The sentences that answers are made of, in the reader's language. */
export type Catalogue = Pick<
  typeof en,
  'documents' | 'verdicts' | 'common' | 'admissions' | 'privacies' | 'kindNames' | 'standings'
>
type Output<C extends HostCommand> = C extends 'exportMeeting' ? FileAnswer : CommandAnswers[C]
export type Handler<C extends HostCommand> = (
  input: z.output<(typeof hostCommands)[C]>,
  words: Catalogue,
) => Promise<Result<Output<C>>> | Result<Output<C>>

/** Handlers of some commands; together they are `HostHandlers`. */
export type HandlersOf<C extends HostCommand> = { readonly [Name in C]: Handler<Name> }

/** Ways to answer that many commands share. */
export interface Answering {
  readonly meeting: (id: string) => Result<CommandAnswers['getMeeting']>
  readonly poll: (id: string) => Result<CommandAnswers['createPoll']>
  /** Performs an operation that answers a meeting's id, then shows the meeting. */
  readonly onMeeting: <I>(
    operation: Operation<I, { meetingId: string }>,
  ) => (input: I) => Promise<Result<CommandAnswers['getMeeting']>>
  readonly onPoll: <I>(
    operation: Operation<I, { pollId: string }>,
  ) => (input: I) => Promise<Result<CommandAnswers['createPoll']>>
  readonly silently: <I>(operation: Operation<I, null>) => (input: I) => Promise<Result<Record<string, never>>>
}

export function createAnswering({ room, read, views }: HostCommandOptions): Answering {
  const meeting: Answering['meeting'] = (id) => {
    const found = read.meeting(id)
    return found === null ? refuse('meetingNotFound') : accept({ meeting: views.meetingDetail(found) })
  }
  const poll: Answering['poll'] = (id) => {
    const found = read.poll(id)
    return found === null ? refuse('pollNotFound') : accept({ poll: views.hostPoll(found) })
  }
  return {
    meeting,
    poll,
    onMeeting: (operation) => async (input) => {
      const performed = await room.perform(operation, input)
      return performed.ok ? meeting(performed.value.value.meetingId) : performed
    },
    onPoll: (operation) => async (input) => {
      const performed = await room.perform(operation, input)
      return performed.ok ? poll(performed.value.value.pollId) : performed
    },
    silently: (operation) => async (input) => {
      const performed = await room.perform(operation, input)
      return performed.ok ? accept({}) : performed
    },
  }
}
