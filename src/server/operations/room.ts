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
}

export interface Performed<Output> {
  readonly value: Output
  /** Views with this revision, or a later one, show the change. */
  readonly revision: number
}

/** The way into the room for everybody: performs an operation, and announces it once it is on disk. */
export interface Room {
  perform<Input, Output>(operation: Operation<Input, Output>, input: Input): Promise<Result<Performed<Output>>>
}

export function createRoom(store: Store, results: Results, announcer: Announcer): Room {
  return {
    async perform(operation, input) {
      const result = await store.write(operation, input)
      if (!result.ok) return result
      const { value, changes } = result.value
      for (const change of changes) if (change.pollId !== undefined) results.forget(change.pollId)
      const announcements = changes.flatMap(announcementsOf)
      const revision = announcements.length === 0 ? announcer.revision() : announcer.announce(announcements)
      return accept({ value, revision })
    },
  }
}

function announcementsOf(change: Change): readonly Announcement[] {
  const { urgency, meetingId, pollId } = change
  const to = [audiences.lobby, audiences.meeting(meetingId)]
  if (change.scope === 'room') to.push(audiences.attendees, audiences.stage, audiences.results(null))
  if (pollId !== undefined) to.push(audiences.results(pollId))
  return to.map((audience) => ({ audience, urgency }))
}
