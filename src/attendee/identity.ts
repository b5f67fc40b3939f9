import type { Keep } from './keep.ts'

/** Who this phone is, in one meeting. */
export interface Identity {
  readonly token: string
  readonly meetingId: string
  /** What the person called themselves; fills the field when they join the next meeting. */
  readonly name: string | null
}

export interface IdentityCard {
  readonly current: Identity | null
  /** Could a missing identity be one that we are unable to remember? Then only the server knows, by its cookie. */
  readonly mayBeForgotten: boolean
  set(identity: Identity): void
  /** The header that says who asks. Empty before joining: then the cookie speaks, if there is one. */
  authorise(): Readonly<Record<string, string>>
}

const key = 'attendee'

function readIdentity(raw: unknown): Identity | null {
  const { token, meetingId, name } = Object(raw) as Partial<Record<keyof Identity, unknown>>
  if (typeof token !== 'string' || typeof meetingId !== 'string') return null
  return { token, meetingId, name: typeof name === 'string' ? name : null }
}

/**
 * An identity is only ever replaced, never thrown away: a token that the server refuses today is good again when the
 * ended meeting goes on, and without it the same phone would count as another person.
 */
export function createIdentityCard(keep: Keep): IdentityCard {
  let current = readIdentity(keep.read(key))
  return {
    get current() {
      return current
    },
    mayBeForgotten: !keep.works,
    set(identity) {
      current = identity
      keep.write(key, identity)
    },
    authorise: () => (current === null ? {} : { Authorization: `Bearer ${current.token}` }),
  }
}
