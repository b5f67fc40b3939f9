import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createIdentityCard } from '../../src/attendee/identity.ts'
import { createKeep, type Keep } from '../../src/attendee/keep.ts'
import { codeOfPath, createSession, type Session } from '../../src/attendee/session.ts'
import type { Me } from '../../src/contract/views.ts'
import { FakeRoom, fakeKeep } from './fakeRoom.ts'

let room: FakeRoom
let keep: Keep
let adopted: Me[]
let answered: number

/** Opens the page with what an earlier visit left in the storage. */
function visit(code: string | null = null): Session {
  return createSession({
    client: room,
    card: createIdentityCard(keep),
    code,
    mark: () => answered,
    adopt: (me, mark) => {
      if (mark !== answered) return false
      adopted.push(me)
      return true
    },
  })
}

const paths = (): string[] => room.sent.map(({ path }) => path)
const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

async function joinedBefore(): Promise<void> {
  const session = visit()
  session.meet('m1')
  await session.join('Ada')
  room.sent.length = 0
}

beforeEach(() => {
  vi.useFakeTimers()
  room = new FakeRoom()
  keep = fakeKeep()
  adopted = []
  answered = 0
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a newcomer', () => {
  test('is a stranger without asking', async () => {
    const session = visit()
    expect(session.standing.value).toBe('unknown')
    session.meet('m1')
    await pass()
    expect(session.standing.value).toBe('stranger')
    expect(room.sent).toEqual([])
  })

  test('joins with the code of the link, and with a name or none', async () => {
    // Made before asking, so that a join whose answer gets lost is not a second attendee.
    const key = expect.stringMatching(/^[\w-]{22}$/) as string
    const session = visit('K7QF')
    session.meet('m1')
    await session.join('  ')
    expect(room.sent[0]).toEqual({ method: 'POST', path: '/api/join', body: { name: null, code: 'K7QF', key } })
    expect(session.standing.value).toBe('joined')
    const other = visit()
    other.meet('m2')
    room.meetingId = 'm2'
    await other.join('Ada')
    expect(room.sent.find(({ body }) => (body as { name?: string } | undefined)?.name === 'Ada')?.body).toEqual({
      name: 'Ada',
      code: null,
      key,
    })
  })

  test('learns at once which votes this phone has: it may have lost its memory, not its cookie', async () => {
    room.ballot = { pollId: 'p1', round: 1, answer: { options: ['o1'] }, receipt: 'R', key: 'k' }
    const session = visit()
    session.meet('m1')
    await session.join('')
    expect(paths()).toEqual(['/api/join', '/api/me'])
    expect(adopted[0]?.ballots).toEqual([room.ballot])
  })

  test('is told why it cannot join, and can try again', async () => {
    const session = visit('ZZZZ')
    session.meet('m1')
    room.fates.push('wrongCode')
    await session.join('')
    expect(session.failure.value?.problem?.code).toBe('wrongCode')
    expect(session.standing.value).toBe('stranger')
    room.fates.push('requestLost')
    await session.join('')
    expect(session.failure.value).toEqual({ problem: null })
    await session.join('')
    expect(session.failure.value).toBeNull()
    expect(session.standing.value).toBe('joined')
  })

  test('forgets that the door was closed once it is open', async () => {
    const session = visit()
    session.meet('m1')
    room.fates.push('joiningLocked')
    await session.join('')
    expect(session.failure.value?.problem?.code).toBe('joiningLocked')
    session.unlocked()
    expect(session.failure.value).toBeNull()
  })

  test('pressing twice joins once', async () => {
    const session = visit()
    session.meet('m1')
    const release = room.hold()
    const first = session.join('')
    await session.join('')
    release()
    await first
    expect(paths().filter((path) => path === '/api/join')).toHaveLength(1)
  })
})

describe('a phone that has joined', () => {
  test('is known after a reload, with its votes and without a question', async () => {
    await joinedBefore()
    const session = visit()
    session.meet('m1')
    expect(session.standing.value).toBe('unknown')
    await pass()
    expect(session.standing.value).toBe('joined')
    expect(paths()).toEqual(['/api/me'])
  })

  test('knows who it is and its place in the quiz, and asks for it anew', async () => {
    await joinedBefore()
    const session = visit()
    expect(session.attendeeId).toBe('')
    session.meet('m1')
    await pass()
    expect(session.attendeeId).toBe('a1')
    expect(session.score.value).toBeNull()
    room.score = { player: 'x', name: 'Ada', sign: null, place: 2, points: 100, right: 1, lastPoints: 100 }
    session.refresh()
    await pass()
    expect(session.score.value).toEqual(room.score)
  })

  test('sends its token', async () => {
    await joinedBefore()
    expect(createIdentityCard(keep).authorise()).toEqual({ Authorization: 'Bearer token' })
    expect(createIdentityCard(fakeKeep()).authorise()).toEqual({})
  })

  test('asks until it is answered', async () => {
    await joinedBefore()
    room.fates.push('requestLost', 'internal')
    const session = visit()
    session.meet('m1')
    await pass()
    expect(session.standing.value).toBe('unknown')
    await pass(60_000)
    expect(session.standing.value).toBe('joined')
  })

  test('joins another meeting anew, with the name it had', async () => {
    await joinedBefore()
    const session = visit()
    session.meet('m2')
    await pass()
    expect(session.standing.value).toBe('stranger')
    expect(session.forgotten.value).toBe(false)
    expect(session.knownName).toBe('Ada')
    expect(room.sent).toEqual([])
  })

  test('that the server forgot is asked to join again, and keeps its token until then', async () => {
    await joinedBefore()
    room.joined = false
    const session = visit()
    session.meet('m1')
    await pass()
    expect(session.standing.value).toBe('stranger')
    expect(session.forgotten.value).toBe(true)
    expect(createIdentityCard(keep).current?.token).toBe('token')
    await session.join('Ada')
    expect(session.standing.value).toBe('joined')
    expect(session.forgotten.value).toBe(false)
  })

  test('is a stranger again when a request is answered "not joined"', async () => {
    const session = visit()
    session.meet('m1')
    await session.join('')
    session.reject()
    expect(session.standing.value).toBe('stranger')
    expect(session.forgotten.value).toBe(true)
  })

  test('follows from one meeting to the next and back', async () => {
    const session = visit()
    session.meet('m1')
    await session.join('')
    session.meet(null)
    expect(session.standing.value).toBe('unknown')
    session.meet('m1')
    await pass()
    expect(session.standing.value).toBe('joined')
  })

  test('asks again when a vote was answered while it asked', async () => {
    await joinedBefore()
    adopted = []
    const session = visit()
    const release = room.hold()
    session.meet('m1')
    await pass()
    answered = 1
    release()
    await pass()
    expect(paths()).toEqual(['/api/me', '/api/me'])
    expect(adopted).toHaveLength(1)
  })

  test('refreshes one question at a time', async () => {
    const session = visit()
    session.meet('m1')
    await session.join('')
    room.sent.length = 0
    const release = room.hold()
    session.refresh()
    session.refresh()
    session.refresh()
    await pass()
    expect(paths()).toEqual(['/api/me'])
    release()
    await pass()
    expect(paths()).toEqual(['/api/me', '/api/me'])
  })
})

describe('where storage is forbidden', () => {
  test('the cookie may know us, so the server is asked', async () => {
    keep = fakeKeep(false)
    const session = visit()
    session.meet('m1')
    await pass()
    expect(session.standing.value).toBe('joined')
  })

  test('and one whom it does not know joins, and is known for as long as the page is open', async () => {
    keep = fakeKeep(false)
    room.joined = false
    const session = visit()
    session.meet('m1')
    await pass()
    expect(session.standing.value).toBe('stranger')
    expect(session.forgotten.value).toBe(false)
    await session.join('')
    expect(session.standing.value).toBe('joined')
  })

  test('nothing throws', () => {
    const forbidden = createKeep(() => {
      throw new Error('SecurityError')
    })
    expect(forbidden.works).toBe(false)
    expect(forbidden.read('attendee')).toBeNull()
    expect(() => {
      forbidden.write('attendee', { token: 'x' })
    }).not.toThrow()
  })
})

describe('what is remembered', () => {
  test('comes back as it was, and null forgets it', () => {
    const store = new Map<string, string>()
    const storage = {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, value: string) => void store.set(key, value),
      removeItem: (key: string) => void store.delete(key),
    } as Storage
    const kept = createKeep(() => storage)
    kept.write('a', { b: [1] })
    expect(createKeep(() => storage).read('a')).toEqual({ b: [1] })
    kept.write('a', null)
    expect(kept.read('a')).toBeNull()
    expect(store.size).toBe(0)
    storage.setItem('show-of-hands.a', '{broken')
    expect(kept.read('a')).toBeNull()
  })

  test('an identity that is not one is none', () => {
    for (const raw of [null, 7, 'x', [], { token: 1, meetingId: 'm1' }, { token: 't' }]) {
      keep.write('attendee', raw)
      expect(createIdentityCard(keep).current).toBeNull()
    }
  })
})

test('the join code is the path', () => {
  expect(codeOfPath('/K7QF')).toBe('K7QF')
  expect(codeOfPath('/k7qf/')).toBe('k7qf')
  expect(codeOfPath('/')).toBeNull()
  expect(codeOfPath('/a/b')).toBeNull()
})
