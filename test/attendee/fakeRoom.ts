import type { BallotAnswer, BallotRequest, JoinAnswer, JoinRequest } from '../../src/contract/attendeeApi.ts'
import { problemStatus, type Problem, type ProblemCode } from '../../src/contract/problems.ts'
import type { Me, MyBallot } from '../../src/contract/views.ts'
import type { Keep } from '../../src/attendee/keep.ts'
import type { Place } from '../../src/attendee/pending.ts'
import type { Client, Reply } from '../../src/web/client.ts'

/** What happens to one request: it is answered, or lost on the way there, or only its answer is, or refused. */
export type Fate = 'answered' | 'requestLost' | 'answerLost' | ProblemCode

export const place: Place = { meetingId: 'm1', pollId: 'p1', round: 1, question: 'Lunch?' }

export interface SentRequest {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

/** A meeting room as one phone sees it: counts votes as the real one does, over a line that fails on demand. */
export class FakeRoom implements Client {
  /** Fates of the next requests; then everything is answered. */
  readonly fates: Fate[] = []
  readonly sent: SentRequest[] = []
  meetingId = 'm1'
  joined = true
  open = true
  allowChange = true
  /** My place in the quiz. */
  score: Me['standing'] = null
  /** The one ballot in the box, if any. */
  ballot: MyBallot | null = null
  /** Most requests for ballots that were under way at once. */
  mostAtOnce = 0
  readonly #seen = new Map<string, string>()
  #atOnce = 0
  #gate: Promise<void> | null = null

  /** From now on requests wait; @returns what lets them go. */
  hold(): () => void {
    let release = (): void => undefined
    this.#gate = new Promise((resolve) => {
      release = () => {
        this.#gate = null
        resolve()
      }
    })
    return () => {
      release()
    }
  }

  get keys(): string[] {
    return this.sent.filter(({ method }) => method === 'PUT').map(({ body }) => (body as BallotRequest).key)
  }

  async request<T>(method: string, path: string, body?: unknown): Promise<Reply<T>> {
    this.sent.push({ method, path, body })
    this.#atOnce += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce)
    const fate = this.fates.shift() ?? 'answered'
    await (this.#gate ?? Promise.resolve())
    this.#atOnce -= 1
    if (fate === 'requestLost') return { ok: false, problem: null, status: 0 }
    if (fate !== 'answered' && fate !== 'answerLost') return refused(fate)
    const reply = this.#serve(method, path, body)
    return fate === 'answerLost' ? { ok: false, problem: null, status: 0 } : (reply as Reply<T>)
  }

  #serve(method: string, path: string, body: unknown): Reply<unknown> {
    if (path === '/api/join') return this.#join(body as JoinRequest)
    if (!this.joined) return refused('notJoined')
    if (path === '/api/me') {
      const ballots = this.ballot === null ? [] : [this.ballot]
      return {
        ok: true,
        value: {
          attendee: { id: 'a1', name: null },
          meetingId: this.meetingId,
          ballots,
          standing: this.score,
        } satisfies Me,
      }
    }
    return method === 'DELETE' ? this.#withdraw() : this.#cast(body as BallotRequest)
  }

  #join({ name }: JoinRequest): Reply<JoinAnswer> {
    this.joined = true
    return { ok: true, value: { attendee: { id: 'a1', name: name ?? null }, token: 'token' } }
  }

  #cast({ key, answer, round }: BallotRequest): Reply<BallotAnswer> {
    const receipt = `receipt of ${key}`
    if (this.#seen.has(key)) return { ok: true, value: { receipt, revision: 1, counted: this.ballot?.key === key } }
    if (!this.open) return refused('pollNotOpen')
    if (this.ballot !== null && !this.allowChange) return refused('changeNotAllowed')
    this.#seen.set(key, receipt)
    this.ballot = { pollId: 'p1', round: round ?? 1, answer: answer as MyBallot['answer'], receipt, key }
    return { ok: true, value: { receipt, revision: 1, counted: true } }
  }

  #withdraw(): Reply<{ revision: number }> {
    if (!this.open) return refused('pollNotOpen')
    this.ballot = null
    return { ok: true, value: { revision: 1 } }
  }
}

function refused(code: ProblemCode): { ok: false; problem: Problem; status: number } {
  const status = problemStatus[code]
  return { ok: false, status, problem: { type: 'about:blank', title: '', status, detail: code, code } }
}

/** Storage that outlives a page; `works: false` is a browser that forbids it. */
export function fakeKeep(works = true): Keep {
  const kept = new Map<string, string>()
  return {
    works,
    read: (key) => (works ? (JSON.parse(kept.get(key) ?? 'null') as unknown) : null),
    write: (key, value) => {
      if (works) kept.set(key, JSON.stringify(value))
    },
  }
}
