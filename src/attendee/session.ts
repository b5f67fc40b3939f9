import { shallowRef, type ShallowRef } from 'vue'
import type { JoinAnswer, JoinRequest } from '../contract/attendeeApi.ts'
import { attendeeRoutes } from '../contract/routes.ts'
import type { Me } from '../contract/views.ts'
import type { Standing as Score } from '../domain/kinds/standings.ts'
import type { Client } from '../web/client.ts'
import { randomId } from '../web/random.ts'
import type { Failure } from './failure.ts'
import type { IdentityCard } from './identity.ts'
import { rest } from './patience.ts'

/** `unknown`: not asked yet, or no answer yet. `stranger`: this meeting does not know this phone. */
export type Standing = 'unknown' | 'stranger' | 'joined'

/** What the meeting asks for besides a name. */
export type Credential = Pick<JoinRequest, 'roomCode' | 'ticket'>

export interface Session {
  readonly standing: Readonly<ShallowRef<Standing>>
  /** A join is on its way. */
  readonly joining: Readonly<ShallowRef<boolean>>
  /** Why the last attempt to join failed, until the next. */
  readonly failure: Readonly<ShallowRef<Failure | null>>
  /** The server took us for joined before and does not any more. */
  readonly forgotten: Readonly<ShallowRef<boolean>>
  /** What the person called themselves the last time. */
  readonly knownName: string
  /** Who we are for the server, in the meeting of the last answer; empty before the first. */
  readonly attendeeId: string
  /** What the link that brought us here carries: a join code, or a whole ticket. */
  readonly linked: string | null
  /** Our place in the meeting's quiz, as far as its results are shown; `refresh` brings it up to date. */
  readonly score: Readonly<ShallowRef<Score | null>>
  /** The meeting that runs now, null if none does. Finds out who we are in it. */
  meet(meetingId: string | null): void
  join(name: string, credential?: Credential): Promise<void>
  /** Joining is open again: why it failed before is old news. */
  unlocked(): void
  /** Asks again for what is counted of us. */
  refresh(): void
  /** A request was answered "not joined". */
  reject(): void
}

export interface SessionOptions {
  readonly client: Client
  readonly card: IdentityCard
  /** The join code in the link that brought us here, if there was one. */
  readonly code: string | null
  /** Called before each question to the server; what it returns comes back with the answer. */
  readonly mark: () => number
  /** What the server counts of us. False: something has happened since `mark`, so ask again. */
  readonly adopt: (me: Me, mark: number) => boolean
}

/** `/K7QF` → `K7QF`; the bare address has no code. */
export function codeOfPath(path: string): string | null {
  return /^\/([0-9A-Za-z]{1,12})\/?$/.exec(path)?.[1] ?? null
}

export function createSession(options: SessionOptions): Session {
  const { client, card } = options
  const standing = shallowRef<Standing>('unknown')
  const joining = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  const forgotten = shallowRef(false)
  /** Of every join from this page, so that one whose answer was lost is not a second attendee. */
  const key = randomId()
  const score = shallowRef<Score | null>(null)
  let attendeeId = ''
  let meetingId: string | null = null
  let asking = false
  let askAgain = false

  /** Asks who we are until there is an answer. One question at a time; another wish to ask is served after it. */
  async function ask(): Promise<void> {
    if (asking) {
      askAgain = true
      return
    }
    asking = true
    let failures = 0
    do {
      askAgain = false
      const about = meetingId
      if (about === null) break
      const mark = options.mark()
      const reply = await client.request<Me>('GET', attendeeRoutes.me)
      if (about !== meetingId) {
        askAgain = meetingId !== null && standing.value === 'unknown'
      } else if (reply.ok) {
        failures = 0
        if (!welcome(reply.value, mark)) askAgain = true
      } else if (reply.status === 401) {
        reject()
      } else {
        failures += 1
        await rest(failures)
        askAgain = true
      }
    } while (askAgain)
    asking = false
  }

  function welcome(me: Me, mark: number): boolean {
    const known = card.current
    if (known !== null && known.meetingId !== me.meetingId) card.set({ ...known, meetingId: me.meetingId })
    // The server may be a meeting ahead of the view we hold; the view that comes next settles it.
    if (me.meetingId !== meetingId) {
      standing.value = 'stranger'
      return true
    }
    attendeeId = me.attendee.id
    score.value = me.standing
    standing.value = 'joined'
    forgotten.value = false
    return options.adopt(me, mark)
  }

  function reject(): void {
    forgotten.value = card.current?.meetingId === meetingId
    standing.value = 'stranger'
  }

  return {
    standing,
    joining,
    failure,
    forgotten,
    get knownName() {
      return card.current?.name ?? ''
    },
    linked: options.code,
    get attendeeId() {
      return attendeeId
    },
    score,

    meet(id) {
      if (id === meetingId) return
      meetingId = id
      failure.value = null
      forgotten.value = false
      // Who has never been here need not ask: a room of newcomers would ask for nothing but refusals.
      const worthAsking = id !== null && (card.mayBeForgotten || card.current?.meetingId === id)
      standing.value = id === null || worthAsking ? 'unknown' : 'stranger'
      if (worthAsking) void ask()
    },

    unlocked() {
      failure.value = null
    },

    async join(name, credential) {
      if (joining.value || meetingId === null) return
      joining.value = true
      failure.value = null
      const about = meetingId
      const body = { name: name.trim() === '' ? null : name, code: options.code, key, ...credential }
      const reply = await client.request<JoinAnswer>('POST', attendeeRoutes.join, body)
      if (reply.ok) {
        card.set({ token: reply.value.token, name: reply.value.attendee.name, meetingId: about })
        // Also for newcomers: a phone that lost its memory but not its cookie has votes here.
        await ask()
      } else {
        failure.value = { problem: reply.problem }
      }
      joining.value = false
    },

    refresh() {
      if (standing.value === 'joined') void ask()
    },

    reject,
  }
}
