import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { CommandAnswer, CommandInput, HostCommand } from '../../src/contract/hostApi.ts'
import { hostRoutes } from '../../src/contract/routes.ts'
import type { Face } from '../../src/server/http/pages.ts'
import { startServer, type RunningServer, type ServerOptions } from '../../src/server/index.ts'

/** A whole server for one test: real SQLite in a folder of its own, real sockets on loopback. */
export interface TestRoom {
  readonly server: RunningServer
  readonly dataDir: string
  readonly lanPort: number
  readonly hostPort: number
  /** Performs a host command and expects it to go through. */
  host<C extends HostCommand>(name: C, input: CommandInput<C>): Promise<CommandAnswer<C>>
  /** Performs a host command, whatever comes of it. */
  tryHost(name: string, input: unknown, headers?: Record<string, string>): Promise<Reply>
  lan(method: string, path: string, options?: SendOptions): Promise<Reply>
  phone(name?: string): Promise<TestPhone>
  /** Stops the server; `restart` starts another one on the same folder. */
  close(): Promise<void>
  restart(): Promise<TestRoom>
}

export interface TestPhone {
  readonly token: string
  readonly attendeeId: string
  vote(pollId: string, options: readonly string[], key?: string, round?: number): Promise<Reply>
  /** A vote in any kind of poll. */
  answer(pollId: string, answer: unknown, key?: string): Promise<Reply>
  withdraw(pollId: string, key?: string): Promise<Reply>
  me(): Promise<Reply>
}

export interface SendOptions {
  readonly body?: unknown
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Buffer
  readonly headers?: Record<string, string>
}

export interface Reply {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
  readonly bytes: Buffer
  // Tests say what they expect of it; a type here would only repeat the contract.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  readonly json: any
}

const stubFace = (name: string): Face => ({
  assets: (_request, _response, next) => next(),
  document: (_request, response) => void response.type('html').send(`<!doctype html><title>${name}</title>`),
})

export const stubPages = { attendee: stubFace('attendee'), host: stubFace('host') }

export async function startRoom(options: Partial<ServerOptions> = {}): Promise<TestRoom> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'soh-test-')))
  const full: ServerOptions = {
    dataDir,
    port: 0,
    hostPort: 0,
    pages: stubPages,
    // A test that brings interfaces of its own wants them ranked, not overruled.
    ...(options.interfaces === undefined ? { address: '127.0.0.1' } : {}),
    logger: pino({ level: 'silent' }),
    ...options,
  }
  const server = await startServer(full)
  const lanPort = Number(new URL(server.joinUrl).port)
  const hostPort = Number(new URL(server.hostUrl).port)
  let keys = 0

  const tryHost: TestRoom['tryHost'] = (name, input, headers = {}) =>
    send(hostPort, 'POST', hostRoutes.command(name), {
      body: input,
      headers: { authorization: `Bearer ${server.hostSecret}`, ...headers },
    })

  const room: TestRoom = {
    server,
    dataDir,
    lanPort,
    hostPort,
    tryHost,
    async host(name, input) {
      const reply = await tryHost(name, input)
      if (reply.status !== 200) throw new Error(`${name}: ${reply.status} ${reply.text}`)
      return reply.json
    },
    lan: (method, path, sendOptions) => send(lanPort, method, path, sendOptions),
    async phone(name) {
      const joined = await send(lanPort, 'POST', '/api/join', {
        body: name === undefined ? {} : { name },
        headers: { 'x-requested-with': 'show-of-hands' },
      })
      if (joined.status !== 200) throw new Error(`join: ${joined.status} ${joined.text}`)
      const { token, attendee } = joined.json as { token: string; attendee: { id: string } }
      const headers = { authorization: `Bearer ${token}` }
      return {
        token,
        attendeeId: attendee.id,
        vote: (pollId, chosen, key = `key-${++keys}-${token.slice(0, 8)}`, round) =>
          send(lanPort, 'PUT', `/api/polls/${pollId}/ballot`, {
            body: { answer: { options: chosen }, key, ...(round === undefined ? {} : { round }) },
            headers,
          }),
        answer: (pollId, answer, key = `key-${++keys}-${token.slice(0, 8)}`) =>
          send(lanPort, 'PUT', `/api/polls/${pollId}/ballot`, { body: { answer, key }, headers }),
        withdraw: (pollId, withdrawn) =>
          send(lanPort, 'DELETE', `/api/polls/${pollId}/ballot${withdrawn === undefined ? '' : `?key=${withdrawn}`}`, {
            headers,
          }),
        me: () => send(lanPort, 'GET', '/api/me', { headers }),
      }
    },
    async close() {
      await server.close()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
    async restart() {
      await server.close()
      return startRoom({ ...options, dataDir })
    },
  }
  return room
}

/** One HTTP request to loopback, outside fetch's rules: any header may be set. */
export function send(port: number, method: string, path: string, options: SendOptions = {}): Promise<Reply> {
  const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
  const headers: Record<string, string> = { ...options.headers }
  if (payload !== undefined) {
    headers['content-type'] ??= 'application/json'
    headers['content-length'] = String(Buffer.byteLength(payload))
  }
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, bytes, json: parsed(text) })
      })
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(payload)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Stores a picture for options; answers its id. */
export async function addPicture(room: TestRoom, raw: Buffer, type: string): Promise<string> {
  const reply = await send(room.hostPort, 'POST', hostRoutes.images, {
    raw,
    headers: { authorization: `Bearer ${room.server.hostSecret}`, 'content-type': type },
  })
  if (reply.status !== 200) throw new Error(`picture: ${reply.status} ${reply.text}`)
  return (reply.json as { id: string }).id
}

/** A meeting that runs, with one open poll. */
export async function runningPoll(
  room: TestRoom,
  poll: Partial<CommandInput<'createPoll'>> = {},
): Promise<{ meetingId: string; pollId: string }> {
  const { meeting } = await room.host('createMeeting', { title: 'Annual meeting' })
  await room.host('startMeeting', { meetingId: meeting.id })
  const created = await room.host('createPoll', {
    meetingId: meeting.id,
    kind: 'choice',
    question: 'Where do we go?',
    options: ['Sea', 'Hills', 'Nowhere'],
    ...poll,
  })
  await room.host('openPoll', { pollId: created.poll.id })
  return { meetingId: meeting.id, pollId: created.poll.id }
}
