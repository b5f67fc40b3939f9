import { randomBytes } from 'node:crypto'
import { get } from 'node:http'
import type { JoinAnswer } from '../../src/contract/attendeeApi.ts'
import { attendeeRoutes, requestedWith, streamParameter } from '../../src/contract/routes.ts'
import type { HostPoll } from '../../src/contract/views.ts'

/** Attendees without a screen: they join, stay connected and vote as phones do, over HTTP. */
export interface Crowd {
  /** The first people vote for the first option, the next for the second, until `votes` are given or `atMost` people have voted. */
  vote(poll: HostPoll, votes: readonly number[], atMost?: number): Promise<void>
  /** One answer each, in order; undefined: this one says nothing. */
  answer(poll: Pick<HostPoll, 'id' | 'round'>, answers: readonly unknown[]): Promise<void>
  /** Closes their streams. */
  leave(): void
}

/** From another address than the host page's own, as phones are. Some systems have but one loopback address. */
const elsewhere = '127.0.0.2'

function arrive(origin: string): Promise<void> {
  return new Promise((done) => {
    get(`${origin}${attendeeRoutes.health}`, { localAddress: elsewhere }, (response) => response.resume())
      .once('close', done)
      .once('error', done)
  })
}

async function send<T>(method: 'POST' | 'PUT', url: string, body: unknown, token?: string): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {
      'Content-Type': 'application/json',
      [requestedWith.header]: requestedWith.value,
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${url}: ${await response.text()}`)
  return (await response.json()) as T
}

/** @param origin where phones reach the server */
export async function gather(
  origin: string,
  people: number,
  nameOf: (person: number) => string | null = () => null,
): Promise<Crowd> {
  await arrive(origin)
  const tokens: string[] = []
  const left = new AbortController()
  while (tokens.length < people) {
    const { token } = await send<JoinAnswer>('POST', `${origin}${attendeeRoutes.join}`, { name: nameOf(tokens.length) })
    tokens.push(token)
    const stream = `${origin}${attendeeRoutes.events}?${streamParameter}=${String(tokens.length)}`
    const opened = await fetch(stream, { headers: { Authorization: `Bearer ${token}` }, signal: left.signal })
    // What it says is for phones; somebody has to drain it.
    void opened.body?.pipeTo(new WritableStream()).catch(() => undefined)
  }

  async function cast(poll: Pick<HostPoll, 'id' | 'round'>, person: number, answer: unknown): Promise<void> {
    const key = randomBytes(16).toString('base64url')
    await send('PUT', `${origin}${attendeeRoutes.ballot(poll.id)}`, { answer, key, round: poll.round }, tokens[person])
  }

  return {
    async answer(poll, answers) {
      for (const [person, answer] of answers.entries()) if (answer !== undefined) await cast(poll, person, answer)
    },
    async vote(poll, votes, atMost = Infinity) {
      const several = poll.kind === 'choice' && poll.settings.max > 1
      const answers = several ? spread(poll, votes, tokens.length) : oneEach(poll, votes)
      for (const [person, options] of answers.slice(0, atMost).entries()) {
        if (options.length === 0) continue
        await cast(poll, person, { options })
      }
    },
    leave: () => left.abort(),
  }
}

/** Shuffled by a fixed step, so that a poll that is half done looks like one. */
function oneEach(poll: HostPoll, votes: readonly number[]): string[][] {
  const all = poll.options.flatMap(({ id }, index) => Array.from({ length: votes[index] ?? 0 }, () => [id]))
  const step = all.length % 7 === 0 ? 5 : 7
  return all.map((_, index) => all[(index * step) % all.length] ?? [])
}

/** Each option's ticks go round the room, so that most people choose several and nobody the same one twice. */
function spread(poll: HostPoll, votes: readonly number[], people: number): string[][] {
  const answers = Array.from({ length: people }, (): string[] => [])
  let person = 0
  for (const [index, { id }] of poll.options.entries()) {
    for (let tick = 0; tick < (votes[index] ?? 0); tick++) answers[person++ % people]?.push(id)
  }
  return answers
}
