import { shallowReactive } from 'vue'
import type { BallotAnswer, WithdrawAnswer } from '../contract/attendeeApi.ts'
import { attendeeRoutes } from '../contract/routes.ts'
import type { Me, MyBallot } from '../contract/views.ts'
import type { Answer } from '../domain/kinds/index.ts'
import type { Client, Reply } from '../web/client.ts'
import { isSame } from './answers.ts'
import type { Keep } from './keep.ts'
import { rest } from './patience.ts'
import { readAllPending, writeAllPending, type Place, type Step } from './pending.ts'
import { idOf, isVoteFor, untouched, type MyVote, type Thread } from './thread.ts'

export interface Ballots {
  voteOf(pollId: string, round: number): MyVote
  /** Gives this answer. The same answer again is no new vote; another one replaces a waiting one. */
  cast(place: Place, answer: Answer): void
  /** Takes the counted vote back. */
  withdraw(place: Place): void
  /** A vote that came too late for a round that is not `current`, until the next vote. */
  missed(current: { readonly pollId: string; readonly round: number } | null): Place | null
  /** For `adopt`: remembers what had been answered before a question was put to the server. */
  mark(): number
  /** Takes over what the server counts. False, and nothing taken, if an answer overtook the question. */
  adopt(me: Me, mark: number): boolean
  /**
   * We are in this meeting: sends what waits for it, forgets what waited for another. Null: in none for now, so nothing
   * is sent and nothing forgotten.
   */
  attend(meetingId: string | null): void
}

export interface BallotsOptions {
  readonly client: Client
  readonly keep: Keep
  readonly newKey: () => string
  /** The server has just counted a vote of ours. */
  readonly onCounted: () => void
  /** The server does not know us. What waits, waits for `attend`. */
  readonly onRejected: () => void
  /** What we believe may be wrong: ask the server and `adopt` its answer. */
  readonly onDoubt: () => void
}

/** No answer for this long is said on screen, although the request goes on. */
export const slowAfterMs = 2_500

/** Answers that say nothing about the vote: none at all, one that is not our server's, or "not now". */
function isWorthRepeating(reply: Reply<unknown>): boolean {
  return !reply.ok && (reply.problem === null || reply.status >= 500 || reply.status === 429)
}

/** Votes on their way, one request at a time for each round, repeated until the server has answered. */
export function createBallots(options: BallotsOptions): Ballots {
  const { client, keep } = options
  const threads = shallowReactive(new Map<string, Thread>())
  const working = new Set<string>()
  let meetingId: string | null = null
  let answered = 0

  for (const { place, votes } of readAllPending(keep)) threads.set(idOf(place), { ...untouched(place), steps: votes })

  function threadOf(place: Place): Thread {
    return threads.get(idOf(place)) ?? untouched(place)
  }

  function change(place: Place, part: Partial<Thread>): void {
    threads.set(idOf(place), { ...threadOf(place), ...part })
    if (part.steps !== undefined) remember()
  }

  /** Taking a vote back is not remembered: after a reload the person sees what counts and can ask again. */
  function remember(): void {
    const all = [...threads.values()].map(({ place, steps }) => {
      return { place, votes: steps.flatMap((step) => (step.kind === 'vote' ? [step] : [])) }
    })
    writeAllPending(
      keep,
      all.filter((pending) => pending.votes.length > 0),
    )
  }

  function ask(place: Place, step: Step): void {
    for (const [id, thread] of threads) if (thread.refused !== null) threads.set(id, { ...thread, refused: null })
    change(place, { place, steps: [...threadOf(place).steps.slice(0, 1), step] })
    void work(place)
  }

  async function send(place: Place, step: Step): Promise<Reply<BallotAnswer | WithdrawAnswer>> {
    const slow = setTimeout(() => {
      change(place, { trouble: { problem: null } })
    }, slowAfterMs)
    const path = attendeeRoutes.ballot(place.pollId)
    const reply =
      step.kind === 'withdraw'
        ? await client.request<WithdrawAnswer>('DELETE', `${path}?key=${threadOf(place).counted?.key ?? ''}`)
        : await client.request<BallotAnswer>('PUT', path, { answer: step.answer, key: step.key, round: place.round })
    clearTimeout(slow)
    return reply
  }

  async function work(place: Place): Promise<void> {
    const id = idOf(place)
    if (working.has(id)) return
    working.add(id)
    let failures = 0
    for (;;) {
      const step = threadOf(place).steps[0]
      if (step === undefined || place.meetingId !== meetingId) break
      const reply = await send(place, step)
      if (isWorthRepeating(reply)) {
        failures += 1
        change(place, { trouble: { problem: reply.ok ? null : reply.problem } })
        await rest(failures)
      } else if (!reply.ok && reply.status === 401) {
        change(place, { trouble: null })
        meetingId = null
        options.onRejected()
      } else {
        failures = 0
        settle(place, step, reply)
      }
    }
    working.delete(id)
  }

  function settle(place: Place, step: Step, reply: Reply<BallotAnswer | WithdrawAnswer>): void {
    answered += 1
    const steps = threadOf(place).steps.slice(1)
    if (!reply.ok) {
      // Only a problem of our server gets here; it may mean that something else is counted than we believe.
      const refused = reply.problem === null ? null : { step, problem: reply.problem }
      change(place, { steps, trouble: null, refused })
      options.onDoubt()
    } else if (step.kind === 'withdraw') {
      change(place, { steps, trouble: null, refused: null, counted: null })
    } else {
      const { receipt, counted } = reply.value as BallotAnswer
      const { pollId, round } = place
      const ballot: MyBallot = { pollId, round, answer: step.answer, receipt, key: step.key }
      change(place, { steps, trouble: null, refused: null, ...(counted ? { counted: ballot } : {}) })
      if (!counted) options.onDoubt()
      else if (steps.length === 0) options.onCounted()
    }
  }

  return {
    voteOf(pollId, round) {
      const { steps, counted, trouble, refused } = threadOf({ meetingId: '', pollId, round, question: '' })
      return { counted, wish: steps[steps.length - 1] ?? null, trouble, refused }
    },

    cast(place, answer) {
      const { steps, counted } = threadOf(place)
      const last = steps[steps.length - 1]
      const isSaid = last === undefined ? counted !== null && isSame(counted.answer, answer) : isVoteFor(last, answer)
      if (isSaid) return
      // Back to what is already on its way: nothing else needs to be sent.
      if (isVoteFor(steps[0], answer)) change(place, { steps: steps.slice(0, 1) })
      else ask(place, { kind: 'vote', key: options.newKey(), answer })
    },

    withdraw(place) {
      ask(place, { kind: 'withdraw' })
    },

    missed(current) {
      for (const [id, { place, refused }] of threads) {
        if (refused?.step.kind === 'vote' && (current === null || id !== idOf(current))) return place
      }
      return null
    },

    mark: () => answered,

    adopt(me, mark) {
      if (mark !== answered) return false
      for (const [id, thread] of threads) threads.set(id, { ...thread, counted: null })
      for (const counted of me.ballots) {
        const { pollId, round } = counted
        change({ meetingId: me.meetingId, pollId, round, question: '' }, { counted })
      }
      return true
    },

    attend(id) {
      meetingId = id
      if (id === null) return
      for (const [key, { place }] of threads) {
        if (place.meetingId !== id) threads.delete(key)
        else void work(place)
      }
      remember()
    },
  }
}
