import fc from 'fast-check'
import { z } from 'zod'
import { hostCommands, type HostCommand } from '../../src/contract/hostApi.ts'
import type { PollKind } from '../../src/domain/kinds/index.ts'

/** Requests as nobody's browser sends them: some are plain nonsense, most are almost right. */

/** What a fuzzed request may know of the room. */
export interface Knowledge {
  readonly port: Readonly<Record<Door, number>>
  readonly polls: readonly { readonly id: string; readonly kind: PollKind }[]
  readonly meetingId: string
  readonly tokens: readonly string[]
  readonly hostSecret: string
}

export type Door = 'lan' | 'host'

export interface FuzzedRequest {
  readonly door: Door
  readonly bytes: Buffer
  /** Others can be sent behind it on the same connection. */
  readonly framed: boolean
}

const methods = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE') },
  { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'M-SEARCH', 'PURGE') },
)

/** A path segment, already as it goes over the wire. */
const segment = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%00',
    '%zz',
    '%',
    '%ff',
    '%c0%af',
    '',
    '__proto__',
    'constructor',
    'a'.repeat(3000),
  ),
  fc.constantFrom('api', 'host', 'polls', 'ballot', 'events', 'view', 'me', 'join', 'images', 'assets', 'minutes'),
  fc.string({ unit: 'binary', maxLength: 8 }).map(encodeURIComponent),
)

const query = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '?',
    '?poll=',
    '?poll=x&poll=y',
    '?poll[$ne]=1',
    '?stream=%00',
    '?key=x',
    '?lang=zh-CN',
    '?meeting=x',
  ),
  fc.constantFrom('?__proto__[x]=1', '?constructor=1', `?${'a=b&'.repeat(500)}`, '?%zz=%', '?poll=__proto__'),
  fc.string({ unit: 'binary-ascii', maxLength: 12 }).map((text) => `?${encodeURIComponent(text)}`),
)

function paths({ polls, meetingId }: Knowledge): fc.Arbitrary<string> {
  const known = [
    '/',
    '/K7QF',
    '/healthz',
    '/api/me',
    '/api/view',
    '/vote/result-sse',
    '/host/api',
    '/host/session',
    '/host/images',
    '/stage',
    '/settings',
    `/meetings/${meetingId}`,
    `/host/minutes/${meetingId}`,
    '/images/0123456789abcdef0123456789abcdef',
    ...polls.map(({ id }) => `/api/polls/${id}/ballot`),
    ...Object.keys(hostCommands).map((name) => `/host/api/${name}`),
  ]
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join('/')}`) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...known), segment).map(([path, part]) => `${path}/${part}`),
    },
  )
}

const junk = fc.oneof(
  fc.constantFrom('null', 'true', '0', '-1', '1e999', '0.1', '""', '[]', '{}', '{"__proto__":1}', '[[[[[[[[]]]]]]]]'),
  fc.constantFrom('['.repeat(5000) + ']'.repeat(5000), '{"a":'.repeat(2000) + '1' + '}'.repeat(2000)),
  fc.constantFrom('"\\u0000"', '"\\ud800"', '"\\u202e"', '"<img src=x onerror=alert(1)>"', `"${'x'.repeat(3000)}"`),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
)

const ids = ['o1', 'o2', 'o3', 'yes', 'o99', '__proto__', '']
const answers = fc.oneof(
  fc.record({ options: fc.array(fc.constantFrom(...ids), { maxLength: 4 }) }),
  fc.record({ options: fc.constantFrom(['o1'], ['o2']), other: fc.string({ unit: 'binary', maxLength: 6 }) }),
  fc.record({ value: fc.oneof(fc.integer(), fc.double(), fc.string({ maxLength: 4 })) }),
  fc.record({ ranking: fc.array(fc.constantFrom(...ids), { maxLength: 4 }) }),
  fc.record({ points: fc.dictionary(fc.constantFrom(...ids), fc.oneof(fc.integer(), fc.double()), { maxKeys: 3 }) }),
  fc.record({ words: fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 4 }) }),
  fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 20 }) }),
  fc.record({
    posts: fc.array(fc.string({ maxLength: 8 }), { maxLength: 3 }),
    upvotes: fc.array(fc.string({ maxLength: 8 }), { maxLength: 3 }),
  }),
  fc.jsonValue({ maxDepth: 2 }),
)
const keys = fc.oneof(fc.constantFrom('a-key-that-is-fine', 'short', '', 'x'.repeat(100)), fc.string({ maxLength: 20 }))
const ballots = fc.record(
  { answer: answers, key: keys, round: fc.oneof(fc.constant(1), fc.integer(), fc.constant('1')) },
  { requiredKeys: ['key'] },
)

/** An answer that each kind takes while its poll is open. */
const rightAnswers: Readonly<Record<PollKind, unknown>> = {
  choice: { options: ['o1'] },
  motion: { options: ['yes'] },
  rating: { value: 3 },
  ranking: { ranking: ['o2', 'o1', 'o3'] },
  points: { points: { o1: 60, o2: 40 } },
  words: { words: ['trust'] },
  text: { text: 'All is well' },
  number: { value: 42 },
  quiz: { options: ['o1'] },
  questions: { posts: [{ text: 'Why?', anonymous: true }], upvotes: [] },
}

/** Nothing is wrong with these but that the poll is closed; some are damaged in a letter or two. */
function rightBallots(kind: PollKind): fc.Arbitrary<string> {
  const right = fc
    .stringMatching(/^[a-z]{8,12}$/)
    .map((key) => JSON.stringify({ answer: rightAnswers[kind], key, round: 1 }))
  return fc.oneof(right, damaged(right))
}

/** Something of a text replaced by something else, or cut off. */
const damaged = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(texts, fc.nat(), fc.nat({ max: 6 }), junk).map(([text, at, length, put]) => {
    const start = at % (text.length + 1)
    return text.slice(0, start) + put + text.slice(start + length)
  })

function bodies({ hostSecret }: Knowledge): fc.Arbitrary<string> {
  const whole = ballots.map((ballot) => JSON.stringify(ballot))
  const named = fc.record({
    name: fc.string({ unit: 'binary', maxLength: 50 }),
    code: fc.string({ maxLength: 5 }),
    roomCode: fc.oneof(fc.constant('123456'), fc.string({ unit: 'binary', maxLength: 9 })),
  })
  return fc.oneof(
    { weight: 4, arbitrary: whole },
    { weight: 3, arbitrary: damaged(whole) },
    { weight: 2, arbitrary: junk },
    { weight: 1, arbitrary: named.map((join) => JSON.stringify(join)) },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', '{', JSON.stringify({ secret: hostSecret.slice(1) })) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  )
}

/** Bodies of commands that name what is not there, or have a member too many: a host's, and none may change a thing. */
const commandBodies = fc
  .dictionary(
    fc.constantFrom(
      'meetingId',
      'pollId',
      'sectionId',
      'templateId',
      'attendeeId',
      'title',
      'question',
      'kind',
      'text',
      'format',
      'round',
      'options',
      'settings',
      'position',
      'weight',
      'seconds',
      'entry',
      'document',
      'query',
      'choice',
    ),
    fc.oneof(
      fc.constantFrom<unknown>('nowhere', '__proto__', '', 0, -1, 1e300, null, [], {}, true, 'csv', 'json', 'choice'),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    { maxKeys: 6 },
  )
  .map((members) => JSON.stringify({ ...members, memberTooMany: 1 }))

/** A header's line. No line break within, so that whatever it holds, the request keeps its form. */
const oddHeaders = fc.oneof(
  fc.constantFrom(
    'Content-Encoding: gzip',
    'Expect: 100-continue',
    'Expect: tea',
    'Connection: upgrade',
    'Upgrade: h2c',
  ),
  fc.constantFrom('Origin: null', 'Origin: http://evil.example', 'Accept-Encoding: \u00ff', 'Accept-Language: *;q=9'),
  fc.constantFrom('Range: bytes=0-', 'If-None-Match: *', 'Accept-Language: zh-CN', 'X-Forwarded-For: 1.2.3.4'),
  fc.constantFrom(
    'Cookie: =;;;=',
    `Cookie: ${'a=b; '.repeat(200)}`,
    'Cookie: soh-attendee-1=%zz',
    'Last-Event-ID: 1e9',
  ),
  fc.constantFrom('X-HTTP-Method-Override: PUT', `X-Long: ${'x'.repeat(7000)}`, 'Sec-Fetch-Site: cross-site'),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }).map((text) => `X-Odd: ${text.replace(/[^\t -~]/g, '')}`),
)

const types = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'application/json; charset=utf-16',
      'image/png',
      'multipart/form-data',
      ';',
    ),
  },
)

/** Requests of the right form with anything in them. */
function framed(known: Knowledge): fc.Arbitrary<FuzzedRequest> {
  const { tokens, hostSecret, port } = known
  const credentials = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...tokens).map((token) => `Authorization: Bearer ${token}`) },
    { weight: 2, arbitrary: fc.constant('X-Requested-With: show-of-hands') },
    { weight: 1, arbitrary: fc.constantFrom('Authorization: Bearer', 'Authorization: Basic eDp5', 'X-None: 1') },
    { weight: 1, arbitrary: fc.string({ maxLength: 30 }).map((text) => `Authorization: Bearer ${encodeURI(text)}`) },
  )
  const anyone = fc.record({
    door: fc.constantFrom<Door>('lan', 'lan', 'host'),
    method: methods,
    target: fc.tuple(paths(known), query).map((parts) => parts.join('')),
    headers: fc.tuple(credentials, fc.array(oddHeaders, { maxLength: 2 })).map(([one, more]) => [one, ...more]),
    type: types,
    body: bodies(known),
  })
  const host = fc.record({
    door: fc.constant<Door>('host'),
    method: fc.constant('POST'),
    target: fc.constantFrom(...Object.keys(hostCommands)).map((name) => `/host/api/${name}`),
    headers: fc.array(oddHeaders, { maxLength: 1 }).map((more) => [`Authorization: Bearer ${hostSecret}`, ...more]),
    type: types,
    body: commandBodies,
  })
  const voting = fc.constantFrom(...known.polls).chain(({ id, kind }) =>
    fc.record({
      door: fc.constant<Door>('lan'),
      method: fc.constantFrom('PUT', 'PUT', 'PUT', 'DELETE'),
      target: query.map((text) => `/api/polls/${id}/ballot${text}`),
      headers: fc.constantFrom(...tokens).map((token) => [`Authorization: Bearer ${token}`]),
      type: fc.constant('application/json'),
      body: fc.oneof({ weight: 1, arbitrary: rightBallots(kind) }, { weight: 3, arbitrary: bodies(known) }),
    }),
  )
  // Never with a token: whoever has one may change the name that goes with it.
  const joining = fc.record({
    door: fc.constant<Door>('lan'),
    method: methods,
    target: query.map((text) => `/api/join${text}`),
    headers: fc.array(oddHeaders, { maxLength: 1 }).map((more) => ['X-Requested-With: show-of-hands', ...more]),
    type: types,
    body: bodies(known),
  })
  return fc
    .oneof(
      { weight: 5, arbitrary: anyone },
      { weight: 4, arbitrary: voting },
      { weight: 2, arbitrary: host },
      { weight: 1, arbitrary: joining },
    )
    .map((parts) => request(parts, port[parts.door]))
}

interface Parts {
  readonly door: Door
  readonly method: string
  readonly target: string
  readonly headers: readonly string[]
  readonly type: string
  readonly body: string
}

function request({ door, method, target, headers, type, body }: Parts, port: number): FuzzedRequest {
  const bytes = Buffer.from(body)
  const sized = bytes.length === 0 ? [] : [`Content-Type: ${type}`, `Content-Length: ${bytes.length}`]
  const head = [`${method} ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, ...sized].join('\r\n')
  return { door, framed: true, bytes: Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), bytes]) }
}

/** Bytes that are hardly a request: one or a few of a good one replaced, or none of them good. */
function broken(known: Knowledge): fc.Arbitrary<FuzzedRequest> {
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })
  const flipped = fc.tuple(framed(known), flips).map(([request, list]): FuzzedRequest => {
    const bytes = Buffer.from(request.bytes)
    for (const [at, byte] of list) bytes[at % bytes.length] = byte
    return { ...request, bytes, framed: false }
  })
  const noise = fc
    .tuple(fc.constantFrom<Door>('lan', 'host'), fc.uint8Array({ minLength: 1, maxLength: 200 }))
    .map(([door, bytes]): FuzzedRequest => ({ door, bytes: Buffer.from(bytes), framed: false }))
  return fc.oneof({ weight: 4, arbitrary: flipped }, { weight: 1, arbitrary: noise })
}

/** What a host with a script that has gone wrong sends: real ids, and anything else. Some of it may well be done. */
export function hostMistakes(known: Knowledge): fc.Arbitrary<FuzzedRequest> {
  const { port, hostSecret, meetingId } = known
  const pollIds = known.polls.map(({ id }) => id)
  const member = fc.oneof(
    {
      weight: 2,
      arbitrary: fc.constantFrom<unknown>(meetingId, ...pollIds, 'o1', 'yes', 0, 1, true, null, 'csv', 'choice'),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  )
  const bodyOf = (name: HostCommand): fc.Arbitrary<string> =>
    fc
      .record(
        Object.fromEntries(
          membersOf(name).map((key) => [
            key,
            key === 'meetingId' ? real(meetingId) : key === 'pollId' ? real(...pollIds) : member,
          ]),
        ),
        {
          requiredKeys: membersOf(name).filter((key) => key === 'meetingId' || key === 'pollId'),
        },
      )
      .map((members) => JSON.stringify(members))
  const real = (...ids: string[]): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom<unknown>(...ids) }, { weight: 1, arbitrary: member })
  return fc
    .constantFrom(...commandNames)
    .chain((name) => fc.tuple(fc.constant(name), bodyOf(name)))
    .map(([name, body]) => {
      const headers = [`Authorization: Bearer ${hostSecret}`]
      const target = `/host/api/${name}`
      return request({ door: 'host', method: 'POST', target, headers, type: 'application/json', body }, port.host)
    })
}

const commandNames = Object.keys(hostCommands) as HostCommand[]

/** The members that a command takes. */
function membersOf(name: HostCommand): string[] {
  return Object.keys(z.toJSONSchema(hostCommands[name], { io: 'input' }).properties ?? {})
}

export function fuzzedRequests(known: Knowledge): fc.Arbitrary<FuzzedRequest> {
  return fc.oneof({ weight: 9, arbitrary: framed(known) }, { weight: 1, arbitrary: broken(known) })
}
