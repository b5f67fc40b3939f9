import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../../src/server/documents/readDocument.ts'
import { fileRows } from '../fileRows.ts'
import { send, startRoom, type Reply, type TestRoom } from '../room.ts'
import { hold, parishPlan } from './plans.ts'

/** Files that somebody sends: whatever is in them, they are taken whole or refused by name, and leave no trace then. */

let room: TestRoom
let original: string
beforeAll(async () => {
  room = await startRoom()
  const meetingId = await hold(room, parishPlan)
  original = (await room.tryHost('exportMeeting', { meetingId, format: 'json' })).text
  await room.close()
  room = await startRoom()
})
afterAll(() => room.close())

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Container = Json[] | { [name: string]: Json }

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null

/** Every place of a document that holds something: the container and the key in it. */
function placesIn(value: Container): [Container, string][] {
  return Object.keys(value).flatMap((key) => {
    const held = (value as Record<string, Json>)[key]
    return [[value, key] as [Container, string], ...(isContainer(held) ? placesIn(held) : [])]
  })
}

/** As JSON.parse would: a name of Object's own is a member like any other. */
function put(container: Container, key: string, value: Json): void {
  // In JSON, a list has no names.
  if (Array.isArray(container) && !/^\d+$/.test(key)) container.push(value)
  else Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true })
}

const deep: Json = JSON.parse('['.repeat(500) + ']'.repeat(500)) as Json
const strange: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 0.5, 1e308, 2 ** 53, '', 'x', [], {}, [null], deep),
  fc.constantFrom<Json>('__proto__', '\u0000', '\uD800', '\u202E', 'x'.repeat(10_000), '2026-01-01', '=1+1'),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
)
const names = fc.constantFrom('__proto__', 'constructor', 'toString', 'then', 'id', 'weight', '0', '')

interface Change {
  readonly at: number
  readonly how: 'replace' | 'remove' | 'add' | 'repeat' | 'borrow'
  readonly value: Json
  readonly name: string
  readonly from: number
}

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'remove', 'add', 'repeat', 'borrow'),
    value: strange,
    name: names,
    from: fc.nat(),
  }),
  { minLength: 1, maxLength: 4 },
)

function changed(list: readonly Change[]): Json {
  const document = JSON.parse(original) as Container
  for (const { at, how, value, name, from } of list) {
    const places = placesIn(document)
    const [container, key] = places[at % places.length] ?? [document, 'format']
    const held = (container as Record<string, Json>)[key] ?? null
    if (how === 'replace') put(container, key, value)
    else if (how === 'add') put(isContainer(held) ? held : container, name, value)
    else if (how === 'repeat') {
      if (Array.isArray(container)) container.push(held)
      else put(container, name, held)
    } else if (how === 'borrow') {
      const [other, otherKey] = places[from % places.length] ?? [document, 'format']
      put(container, key, structuredClone((other as Record<string, Json>)[otherKey] ?? null))
    } else if (Array.isArray(container)) container.splice(Number(key), 1)
    else delete container[key]
  }
  // As every document arrives: in JSON no list has members by name.
  return JSON.parse(JSON.stringify(document)) as Json
}

const bring = (raw: string): Promise<Reply> =>
  send(room.hostPort, 'POST', '/host/api/importMeeting', {
    raw,
    headers: { authorization: `Bearer ${room.server.hostSecret}` },
  })

/** Refused by name and nothing written; or, rarely, a change that means nothing, and taken whole. */
async function takenOrRefused(ask: () => Promise<Reply>): Promise<void> {
  const before = fileRows(room.dataDir)
  const { status, json, text } = await ask()
  if (status === 200) return
  expect([400, 409, 413, 415, 422]).toContain(status)
  expect(String(json.code)).toMatch(/^\w+$/)
  expect(text).not.toMatch(/\bat .*\.ts:|node_modules|SQLITE/)
  expect(fileRows(room.dataDir)).toBe(before)
}

describe('a meeting from a file', { timeout: 60_000 }, () => {
  it('that was changed anywhere is read or refused, and never breaks the reader', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const read = readDocument(changed(list))
        if (!read.ok) expect(read.code).toMatch(/^import\w+$/)
      }),
      { numRuns: 400 },
    )
  })

  it('that was changed anywhere leaves no row behind when it is refused', async () => {
    await fc.assert(
      fc.asyncProperty(changes, (list) => takenOrRefused(() => bring(JSON.stringify({ document: changed(list) })))),
      { numRuns: 60 },
    )
  })

  it('whose bytes are damaged leaves no row behind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat({ max: 400 }),
        fc.string({ unit: 'binary', maxLength: 40 }),
        (at, cut, junk) => {
          const whole = JSON.stringify({ document: JSON.parse(original) as Json })
          const start = at % whole.length
          return takenOrRefused(() => bring(whole.slice(0, start) + junk + whole.slice(start + cut)))
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('an agenda from a file', { timeout: 60_000 }, () => {
  const piece = fc.oneof(
    fc.constantFrom('\n', '\r\n', '\t', ',', ';', '"', '""', '#', '# ', '-', '- ', '[motion]', '[quiz]', '[', ']', '*'),
    fc.constantFrom(
      'question',
      'kind',
      'option1',
      'options',
      'section',
      'max',
      '|',
      '(max 2)',
      '\uFEFF',
      '\u0000',
      '=1+1',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  const agenda = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))

  it.each(['lines', 'csv'] as const)(
    'of %s is added whole or refused, and looking at it first writes nothing',
    async (format) => {
      const { meeting } = await room.host('createMeeting', { title: format })
      await fc.assert(
        fc.asyncProperty(agenda, async (text) => {
          const before = fileRows(room.dataDir)
          const preview = await room.tryHost('importAgenda', { format, text, preview: true })
          expect(fileRows(room.dataDir)).toBe(before)
          let done: Reply | null = null
          await takenOrRefused(
            async () => (done = await room.tryHost('importAgenda', { meetingId: meeting.id, format, text })),
          )
          expect((done as Reply | null)?.status).toBe(preview.status)
        }),
        { numRuns: 80 },
      )
    },
  )
})
