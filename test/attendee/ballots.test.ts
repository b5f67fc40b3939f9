import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createBallots, slowAfterMs, type Ballots } from '../../src/attendee/ballots.ts'
import type { Keep } from '../../src/attendee/keep.ts'
import { wakeAll } from '../../src/attendee/patience.ts'
import type { Me } from '../../src/contract/views.ts'
import { FakeRoom, fakeKeep, place } from './fakeRoom.ts'

let room: FakeRoom
let keep: Keep
let keysMade: number
const onCounted = vi.fn()
const onRejected = vi.fn()
const onDoubt = vi.fn()

/** Opens the page: what an earlier visit left in the storage is still there. */
function visit(): Ballots {
  const newKey = (): string => `key-${String(++keysMade)}`
  const ballots = createBallots({ client: room, keep, newKey, onCounted, onRejected, onDoubt })
  ballots.attend('m1')
  return ballots
}

const ticked = (...options: string[]) => ({ options })
const mine = (ballots: Ballots) => ballots.voteOf(place.pollId, place.round)
const wishOf = (ballots: Ballots) => {
  const { wish } = mine(ballots)
  return wish?.kind === 'vote' ? wish.answer : null
}

/** Lets everything happen that takes no time, then this much time pass. */
const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  vi.clearAllMocks()
  room = new FakeRoom()
  keep = fakeKeep()
  keysMade = 0
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a vote', () => {
  test('is counted only once the server has said so', async () => {
    const ballots = visit()
    const release = room.hold()
    ballots.cast(place, ticked('o1'))
    await pass()
    expect(mine(ballots)).toMatchObject({ counted: null, wish: { kind: 'vote' } })
    expect(onCounted).not.toHaveBeenCalled()
    release()
    await pass()
    expect(mine(ballots)).toMatchObject({
      wish: null,
      counted: { receipt: 'receipt of key-1', answer: { options: ['o1'] } },
    })
    expect(onCounted).toHaveBeenCalledOnce()
  })

  test('names its round, so that it cannot count in the next', async () => {
    visit().cast({ ...place, round: 3 }, ticked('o1'))
    await pass()
    expect(room.sent[0]).toEqual({
      method: 'PUT',
      path: '/api/polls/p1/ballot',
      body: { answer: { options: ['o1'] }, key: 'key-1', round: 3 },
    })
  })

  test.each(['requestLost', 'answerLost', 'internal', 'notStored', 'tooManyRequests'] as const)(
    'keeps its key while the outcome is unknown (%s)',
    async (fate) => {
      const ballots = visit()
      room.fates.push(fate, fate, fate)
      ballots.cast(place, ticked('o1'))
      await pass()
      expect(mine(ballots).trouble).not.toBeNull()
      expect(mine(ballots).counted).toBeNull()
      await pass(60_000)
      expect(room.keys).toEqual(['key-1', 'key-1', 'key-1', 'key-1'])
      expect(mine(ballots)).toMatchObject({ wish: null, trouble: null, counted: { key: 'key-1' } })
    },
  )

  test('that cannot be stored is tried until the disk has room again', async () => {
    const ballots = visit()
    room.fates.push(...Array.from({ length: 20 }, () => 'notStored' as const))
    ballots.cast(place, ticked('o1'))
    await pass(30_000)
    expect(mine(ballots).trouble?.problem?.code).toBe('notStored')
    await pass(120_000)
    expect(mine(ballots).counted?.key).toBe('key-1')
    expect(new Set(room.keys)).toEqual(new Set(['key-1']))
  })

  test('goes out at once when the network is back', async () => {
    const ballots = visit()
    room.fates.push('requestLost', 'requestLost', 'requestLost', 'requestLost')
    ballots.cast(place, ticked('o1'))
    for (let attempt = 0; attempt < 5; attempt++) {
      await pass()
      wakeAll()
    }
    await pass()
    expect(mine(ballots).counted?.key).toBe('key-1')
  })

  test('without an answer is said to be kept after a moment, although the request goes on', async () => {
    const ballots = visit()
    const release = room.hold()
    ballots.cast(place, ticked('o1'))
    await pass(slowAfterMs - 1)
    expect(mine(ballots).trouble).toBeNull()
    await pass(1)
    expect(mine(ballots).trouble).toEqual({ problem: null })
    expect(room.keys).toEqual(['key-1'])
    release()
    await pass()
    expect(mine(ballots)).toMatchObject({ trouble: null, counted: { key: 'key-1' } })
  })

  test('cast twice by a nervous finger is one vote', async () => {
    const ballots = visit()
    ballots.cast(place, ticked('o1'))
    ballots.cast(place, ticked('o1'))
    await pass()
    ballots.cast(place, ticked('o1'))
    await pass()
    expect(room.keys).toEqual(['key-1'])
  })

  test('that a captive portal answers is not refused: it was never there', async () => {
    const ballots = visit()
    const portal = vi.spyOn(room, 'request').mockResolvedValueOnce({ ok: false, problem: null, status: 404 })
    ballots.cast(place, ticked('o1'))
    await pass()
    expect(mine(ballots)).toMatchObject({ refused: null, wish: { kind: 'vote' } })
    portal.mockRestore()
    await pass(60_000)
    expect(mine(ballots).counted?.key).toBe('key-1')
  })
})

describe('another choice', () => {
  test('has a key of its own', async () => {
    const ballots = visit()
    ballots.cast(place, ticked('o1'))
    await pass()
    ballots.cast(place, ticked('o2'))
    expect(wishOf(ballots)).toEqual(ticked('o2'))
    await pass()
    expect(room.keys).toEqual(['key-1', 'key-2'])
    expect(mine(ballots).counted?.answer).toEqual(ticked('o2'))
  })

  test('of many quick ones the last wins, one request at a time', async () => {
    const ballots = visit()
    const release = room.hold()
    for (const option of ['o1', 'o2', 'o3', 'o4']) ballots.cast(place, ticked(option))
    await pass()
    expect(room.keys).toEqual(['key-1'])
    release()
    await pass()
    expect(room.keys).toEqual(['key-1', 'key-4'])
    expect(room.mostAtOnce).toBe(1)
    expect(room.ballot?.answer).toEqual(ticked('o4'))
    expect(mine(ballots).counted?.answer).toEqual(ticked('o4'))
    expect(onCounted).toHaveBeenCalledOnce()
  })

  test('may be one option more, or one less', async () => {
    const ballots = visit()
    for (const options of [['o1'], ['o1', 'o2'], ['o2', 'o1'], ['o2']]) {
      ballots.cast(place, { options })
      await pass()
    }
    expect(room.keys).toEqual(['key-1', 'key-2', 'key-3'])
    expect(mine(ballots).counted?.answer).toEqual(ticked('o2'))
  })

  test('back to the one under way sends nothing more', async () => {
    const ballots = visit()
    const release = room.hold()
    ballots.cast(place, ticked('o1'))
    ballots.cast(place, ticked('o2'))
    ballots.cast(place, ticked('o1'))
    release()
    await pass()
    expect(room.keys).toEqual(['key-1'])
    expect(mine(ballots).counted?.answer).toEqual(ticked('o1'))
  })

  test('waits until the first one, which may have arrived, is settled', async () => {
    const ballots = visit()
    room.fates.push('answerLost')
    ballots.cast(place, ticked('o1'))
    await pass()
    ballots.cast(place, ticked('o2'))
    await pass(60_000)
    expect(room.keys).toEqual(['key-1', 'key-1', 'key-2'])
    expect(room.ballot?.answer).toEqual(ticked('o2'))
  })

  test('that is refused leaves the counted one, and asks what is true', async () => {
    const ballots = visit()
    room.allowChange = false
    ballots.cast(place, ticked('o1'))
    await pass()
    ballots.cast(place, ticked('o2'))
    await pass()
    expect(mine(ballots)).toMatchObject({
      wish: null,
      counted: { answer: { options: ['o1'] } },
      refused: { problem: { code: 'changeNotAllowed' } },
    })
    expect(onDoubt).toHaveBeenCalledOnce()
  })

  test('clears what was refused before', async () => {
    const ballots = visit()
    room.fates.push('optionUnknown')
    ballots.cast(place, ticked('o9'))
    await pass()
    expect(mine(ballots).refused?.problem.code).toBe('optionUnknown')
    ballots.cast(place, ticked('o1'))
    expect(mine(ballots).refused).toBeNull()
  })
})

describe('an answer of any kind', () => {
  test('is sent as it was given, and repeated after a reload', async () => {
    const answer = { posts: [{ text: 'When?', anonymous: true }], upvotes: ['e1'] }
    room.fates.push('answerLost')
    visit().cast(place, answer)
    await pass()
    vi.clearAllTimers()
    const ballots = visit()
    await pass()
    expect(room.keys).toEqual(['key-1', 'key-1'])
    expect(room.sent.map(({ body }) => (body as { answer?: unknown } | undefined)?.answer)).toEqual([answer, answer])
    expect(mine(ballots).counted?.answer).toEqual(answer)
  })

  test('given again is no new vote, although the server has added to it and put it in order', async () => {
    const ballots = visit()
    const told = { options: ['o1', 'o2'], name: 'Ada', player: 'p', tookMs: 1200 }
    room.ballot = { pollId: 'p1', round: 1, answer: told, receipt: 'R', key: 'old-visit' }
    ballots.adopt(meWith(room), ballots.mark())
    ballots.cast(place, ticked('o2', 'o1'))
    await pass()
    expect(room.keys).toEqual([])
    ballots.cast(place, ticked('o2'))
    await pass()
    expect(room.keys).toEqual(['key-1'])
  })
})

describe('a poll that closes meanwhile', () => {
  test('refuses the vote that never arrived', async () => {
    const ballots = visit()
    room.fates.push('requestLost')
    ballots.cast(place, ticked('o1'))
    await pass()
    room.open = false
    await pass(60_000)
    expect(mine(ballots)).toMatchObject({ wish: null, counted: null, refused: { problem: { code: 'pollNotOpen' } } })
    expect(onCounted).not.toHaveBeenCalled()
  })

  test('still says "counted" of the vote that had arrived', async () => {
    const ballots = visit()
    room.fates.push('answerLost')
    ballots.cast(place, ticked('o1'))
    await pass()
    room.open = false
    await pass(60_000)
    expect(mine(ballots)).toMatchObject({ refused: null, counted: { key: 'key-1' } })
  })

  test('is named when the room has moved on, until the next vote', async () => {
    const ballots = visit()
    room.fates.push('requestLost')
    ballots.cast(place, ticked('o1'))
    room.open = false
    await pass(60_000)
    expect(ballots.missed({ pollId: 'p1', round: 1 })).toBeNull()
    expect(ballots.missed({ pollId: 'p2', round: 1 })?.question).toBe('Lunch?')
    expect(ballots.missed({ pollId: 'p1', round: 2 })?.question).toBe('Lunch?')
    ballots.cast({ ...place, pollId: 'p2' }, ticked('o1'))
    expect(ballots.missed({ pollId: 'p2', round: 1 })).toBeNull()
  })
})

describe('taking a vote back', () => {
  test('is believed only when answered', async () => {
    const ballots = visit()
    ballots.cast(place, ticked('o1'))
    await pass()
    room.fates.push('requestLost')
    ballots.withdraw(place)
    await pass()
    expect(mine(ballots)).toMatchObject({ counted: { key: 'key-1' }, wish: { kind: 'withdraw' } })
    await pass(60_000)
    expect(mine(ballots)).toMatchObject({ counted: null, wish: null })
    expect(room.ballot).toBeNull()
  })

  test('and voting again at once ends with the new vote', async () => {
    const ballots = visit()
    ballots.cast(place, ticked('o1'))
    await pass()
    ballots.withdraw(place)
    ballots.cast(place, ticked('o1'))
    await pass()
    expect(room.ballot?.key).toBe('key-2')
    expect(mine(ballots).counted?.key).toBe('key-2')
  })
})

describe('another round', () => {
  test('is another vote', async () => {
    const ballots = visit()
    ballots.cast(place, ticked('o1'))
    await pass()
    expect(ballots.voteOf('p1', 2)).toEqual({ counted: null, wish: null, trouble: null, refused: null })
  })
})

describe('after a reload', () => {
  test('a vote of unknown outcome goes on with the key it had', async () => {
    room.fates.push('answerLost')
    visit().cast(place, ticked('o1'))
    await pass()
    // The page is killed while it waits; its timers die with it.
    vi.clearAllTimers()
    const ballots = visit()
    expect(wishOf(ballots)).toEqual(ticked('o1'))
    await pass()
    expect(room.keys).toEqual(['key-1', 'key-1'])
    expect(mine(ballots).counted?.key).toBe('key-1')
    // Settled: the visit after that has nothing to send.
    visit()
    await pass()
    expect(room.keys).toHaveLength(2)
  })

  test('a change of mind is not forgotten either', async () => {
    room.fates.push('answerLost')
    const before = visit()
    before.cast(place, ticked('o1'))
    await pass()
    before.cast(place, ticked('o2'))
    vi.clearAllTimers()
    const ballots = visit()
    expect(wishOf(ballots)).toEqual(ticked('o2'))
    await pass()
    expect(room.ballot?.answer).toEqual(ticked('o2'))
    expect(mine(ballots).counted?.answer).toEqual(ticked('o2'))
  })

  test('a retry of a vote that was replaced since is not shown as counted', async () => {
    room.fates.push('answerLost')
    visit().cast(place, ticked('o1'))
    await pass()
    vi.clearAllTimers()
    const later = { ...place, pollId: 'p1' }
    const elsewhere = createBallots({
      client: room,
      keep: fakeKeep(),
      newKey: () => 'other-tab',
      onCounted,
      onRejected,
      onDoubt,
    })
    elsewhere.attend('m1')
    elsewhere.cast(later, ticked('o2'))
    await pass()
    onDoubt.mockClear()
    const ballots = visit()
    await pass()
    expect(mine(ballots).counted).toBeNull()
    expect(onDoubt).toHaveBeenCalledOnce()
    ballots.adopt(meWith(room), ballots.mark())
    expect(mine(ballots).counted?.answer).toEqual(ticked('o2'))
  })

  test('votes of another meeting are forgotten', async () => {
    room.fates.push('requestLost')
    visit().cast(place, ticked('o1'))
    await pass()
    vi.clearAllTimers()
    const newKey = (): string => 'never'
    const next = createBallots({ client: room, keep, newKey, onCounted, onRejected, onDoubt })
    next.attend('m2')
    await pass(60_000)
    expect(room.keys).toEqual(['key-1'])
    expect(keep.read('pending')).toBeNull()
  })

  test('what somebody wrote into the storage by hand does no harm', async () => {
    keep.write('pending', [null, 7, { place: null }, { place, votes: 'x' }, { place, votes: [{ key: 1 }] }])
    const ballots = visit()
    await pass()
    expect(room.sent).toEqual([])
    ballots.cast(place, ticked('o1'))
    await pass()
    expect(mine(ballots).counted?.key).toBe('key-1')
  })

  test('where nothing can be stored a vote is still counted once', async () => {
    keep = fakeKeep(false)
    const ballots = visit()
    room.fates.push('answerLost')
    ballots.cast(place, ticked('o1'))
    await pass(60_000)
    expect(room.keys).toEqual(['key-1', 'key-1'])
    expect(mine(ballots).counted?.key).toBe('key-1')
  })
})

describe('a phone that the server does not know', () => {
  test('keeps the vote and sends it after joining again', async () => {
    const ballots = visit()
    room.joined = false
    ballots.cast(place, ticked('o1'))
    await pass(60_000)
    expect(onRejected).toHaveBeenCalledOnce()
    expect(room.keys).toEqual(['key-1'])
    expect(wishOf(ballots)).toEqual(ticked('o1'))
    room.joined = true
    ballots.attend('m1')
    await pass()
    expect(mine(ballots).counted?.key).toBe('key-1')
  })

  test('sends nothing while it is in no meeting', async () => {
    const ballots = visit()
    ballots.attend(null)
    ballots.cast(place, ticked('o1'))
    await pass(60_000)
    expect(room.sent).toEqual([])
  })
})

describe('what the server counts', () => {
  test('is taken over', () => {
    const ballots = visit()
    room.ballot = { pollId: 'p1', round: 1, answer: { options: ['o2'] }, receipt: 'R', key: 'old-visit' }
    expect(ballots.adopt(meWith(room), ballots.mark())).toBe(true)
    expect(mine(ballots).counted?.receipt).toBe('R')
    room.ballot = null
    expect(ballots.adopt(meWith(room), ballots.mark())).toBe(true)
    expect(mine(ballots).counted).toBeNull()
  })

  test('is not taken over when a vote was answered after the question', async () => {
    const ballots = visit()
    const mark = ballots.mark()
    const stale = meWith(room)
    ballots.cast(place, ticked('o1'))
    await pass()
    expect(ballots.adopt(stale, mark)).toBe(false)
    expect(mine(ballots).counted?.key).toBe('key-1')
  })
})

function meWith({ ballot }: FakeRoom): Me {
  const ballots = ballot === null ? [] : [ballot]
  return { attendee: { id: 'a1', name: null }, meetingId: 'm1', ballots, standing: null }
}
