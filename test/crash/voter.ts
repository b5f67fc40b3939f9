import { Agent, request } from 'node:http'
import { randomBytes } from 'node:crypto'
import type { BallotAnswer, JoinAnswer } from '../../src/contract/attendeeApi.ts'

/** What a voter believes about their vote, kept where no crash of the program can reach it. */
export interface Belief {
  readonly token: string
  /** The last answer that the program said was counted. */
  counted: { key: string; option: string; receipt: string } | null
  /** Every receipt ever acknowledged, by key. */
  readonly acknowledged: Map<string, string>
  /** Sent, and no answer yet: may be stored or not. */
  pending: { key: string; option: string } | null
  retries: number
}

export interface Traffic {
  readonly base: string
  readonly pollId: string
  /** False: finish what is pending, then stop. */
  voting(): boolean
  /** Resolves when the program is worth another try. */
  back(): Promise<void>
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

export interface Reply<T> {
  readonly status: number
  /** What a 200 answers; a problem otherwise. */
  readonly json: T
}

/** One request. Rejects when the outcome is unknown: the program was killed on the way. */
export function call<T>(
  base: string,
  method: string,
  path: string,
  token: string | null,
  body?: unknown,
): Promise<Reply<T>> {
  const payload = body === undefined ? '' : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, base),
      {
        method,
        agent,
        headers: {
          ...(token === null ? { 'x-requested-with': 'show-of-hands' } : { authorization: `Bearer ${token}` }),
          ...(payload === ''
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          try {
            resolve({ status: response.statusCode ?? 0, json: JSON.parse(Buffer.concat(chunks).toString()) as T })
          } catch (error) {
            reject(new Error('half an answer', { cause: error }))
          }
        })
        response.on('error', reject)
        response.on('aborted', () => reject(new Error('cut off')))
      },
    )
    sent.setTimeout(10_000, () => sent.destroy(new Error('no answer')))
    sent.on('error', reject)
    sent.end(payload)
  })
}

export async function join(base: string): Promise<Belief> {
  const { status, json } = await call<JoinAnswer>(base, 'POST', '/api/join', null, {})
  if (status !== 200) throw new Error(`join: ${status}`)
  return { token: json.token, counted: null, acknowledged: new Map(), pending: null, retries: 0 }
}

/** Votes and changes the vote without pause. A request of unknown outcome is repeated with the same key, as phones do. */
export async function keepVoting(me: Belief, traffic: Traffic): Promise<void> {
  const options = ['o1', 'o2', 'o3']
  while (me.pending !== null || traffic.voting()) {
    me.pending ??= { key: randomBytes(12).toString('base64url'), option: options[randomBytes(1)[0]! % 3]! }
    const { key, option } = me.pending
    const path = `/api/polls/${traffic.pollId}/ballot`
    try {
      const { status, json } = await call<BallotAnswer>(traffic.base, 'PUT', path, me.token, {
        answer: { options: [option] },
        key,
      })
      if (status === 429) {
        await traffic.back()
        continue
      }
      if (status !== 200) throw new Error(`refused with ${status}: ${JSON.stringify(json)}`)
      const { receipt, counted } = json
      if (!counted) throw new Error('the only vote under way was said not to be the counted one')
      me.acknowledged.set(key, receipt)
      me.counted = { key, option, receipt }
      me.pending = null
    } catch (error) {
      if (error instanceof Error && /^(refused|the only)/.test(error.message)) throw error
      me.retries += 1
      await traffic.back()
    }
  }
}
