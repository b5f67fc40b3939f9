import { accept, type Result } from '../../domain/refusal.ts'
import type { Change, Operation, Store } from './ports.ts'
import type { Results } from './results.ts'

/** Who listens. The names are the live hub's; what each may see is `views.ts`'s. */
export const audiences = {
  attendees: 'attendees',
  stage: 'stage',
  lobby: 'lobby',
  meeting: (id: string) => `meeting:${id}`,
  /** The public results of one poll; null follows the poll on stage. */
  results: (pollId: string | null) => `results:${pollId ?? ''}`,
} as const

export interface Announcement {
  readonly audience: string
  readonly urgency: 'status' | 'counts'
}

/** What the room needs of the live hub. */
export interface Announcer {
  revision(): number
  /** Tells audiences that their view has changed; answers the new revision. */
  announce(announcements: readonly Announcement[]): number
  /** Those that somebody listens to now. */
  audiences(): readonly string[]
}

export interface Performed<Output> {
  readonly value: Output
  /** Views with this revision, or a later one, show the change. */
  readonly revision: number
}

/** The way into the room for everybody: performs an operation, and announces it once it is on disk. */
export interface Room {
  perform<Input, Output>(operation: Operation<Input, Output>, input: Input): Promise<Result<Performed<Output>>>
  /** Tells the host's pages and the stage that something beside the meetings has changed: addresses, settings, presence. */
  tellHost(urgency: Announcement['urgency']): void
  /** Tells everybody that everything may have changed. */
  tellAll(): void
}

/**
 * Announcing waits for the next turn of the event loop: whoever is being answered in this one hears first that their
 * vote is counted, and votes that were committed together are one announcement.
 */
export function createRoom(
  store: Store,
  results: Results,
  announcer: Announcer,
  /** Told of every committed change that somebody hears of. */
  onChange: (changes: readonly Change[]) => void = () => undefined,
): Room {
  let waiting: Announcement[] = []
  let turn: NodeJS.Immediate | null = null

  function announceNext(announcements: readonly Announcement[]): number {
    waiting.push(...announcements)
    turn ??= setImmediate(() => {
      const all = waiting
      waiting = []
      turn = null
      announcer.announce(all)
    })
    return announcer.revision() + 1
  }

  /** Every meeting page that is open: each also shows what runs elsewhere. */
  const meetingPages = (): readonly string[] => announcer.audiences().filter((name) => name.startsWith('meeting:'))

  function announcementsOf({ scope, urgency, meetingId, pollId }: Change): readonly Announcement[] {
    const to: string[] = [audiences.lobby, audiences.meeting(meetingId)]
    if (scope === 'room') to.push(audiences.attendees, audiences.stage, audiences.results(null))
    if (scope === 'room' && urgency === 'status') to.push(...meetingPages())
    if (pollId !== undefined) to.push(audiences.results(pollId))
    return to.map((audience) => ({ audience, urgency }))
  }

  return {
    async perform(operation, input) {
      const result = await store.write(operation, input)
      if (!result.ok) return result
      const { value, changes } = result.value
      for (const change of changes) if (change.pollId !== undefined) results.forget(change.pollId)
      const announcements = changes.flatMap(announcementsOf)
      if (changes.length > 0) onChange(changes)
      return accept({
        value,
        revision: announcements.length === 0 ? announcer.revision() : announceNext(announcements),
      })
    },
    tellHost(urgency) {
      const to = [audiences.lobby, audiences.stage, ...meetingPages()]
      announceNext(to.map((audience) => ({ audience, urgency })))
    },
    tellAll() {
      announceNext(announcer.audiences().map((audience) => ({ audience, urgency: 'status' })))
    },
  }
}
