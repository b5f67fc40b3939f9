import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runningPoll, startRoom, type TestRoom } from './room.ts'
import { tallyOf } from '../../src/domain/kinds/index.ts'

let room: TestRoom
beforeEach(async () => {
  room = await startRoom()
})
afterEach(() => room.close())

async function counts(pollId: string): Promise<Record<string, number>> {
  const { tally } = await room.host('getResult', { pollId })
  return Object.fromEntries(tallyOf('choice', tally).options.map((option) => [option.id, option.count]))
}

describe('a vote', () => {
  it('is counted and answered with a receipt', async () => {
    const { pollId } = await runningPoll(room)
    const phone = await room.phone('Ada')
    const reply = await phone.vote(pollId, ['o2'])
    expect(reply.status).toBe(200)
    expect(reply.json).toMatchObject({ receipt: expect.stringMatching(/^[0-9A-F]{10}$/), counted: true })
    expect(await counts(pollId)).toEqual({ o1: 0, o2: 1, o3: 0 })
  })

  it('is counted once, however often it is repeated with the same key', async () => {
    const { pollId } = await runningPoll(room)
    const phone = await room.phone()
    const replies = await Promise.all([1, 2, 3, 4].map(() => phone.vote(pollId, ['o1'], 'the-same-key')))
    expect(new Set(replies.map((reply) => reply.json.receipt)).size).toBe(1)
    expect(replies.every((reply) => reply.status === 200)).toBe(true)
    expect(await counts(pollId)).toEqual({ o1: 1, o2: 0, o3: 0 })
  })

  it('can be changed while the poll is open, and a late retry of the old one changes nothing', async () => {
    const { pollId } = await runningPoll(room)
    const phone = await room.phone()
    const first = await phone.vote(pollId, ['o1'], 'first-key')
    await phone.vote(pollId, ['o3'], 'second-key')
    const late = await phone.vote(pollId, ['o1'], 'first-key')
    expect(late.json).toMatchObject({ receipt: first.json.receipt, counted: false })
    expect(await counts(pollId)).toEqual({ o1: 0, o2: 0, o3: 1 })
  })

  it('keeps its answer: one key cannot carry two', async () => {
    const { pollId } = await runningPoll(room)
    const phone = await room.phone()
    await phone.vote(pollId, ['o1'], 'one-key-only')
    expect(await phone.vote(pollId, ['o2'], 'one-key-only')).toMatchObject({ status: 409, json: { code: 'keyReused' } })
    expect(await counts(pollId)).toEqual({ o1: 1, o2: 0, o3: 0 })
  })

  it('stays as it is where the poll does not allow changing or taking back', async () => {
    const { pollId } = await runningPoll(room, { settings: { allowChange: false, allowWithdraw: false } })
    const phone = await room.phone()
    await phone.vote(pollId, ['o1'])
    expect((await phone.vote(pollId, ['o2'])).json.code).toBe('changeNotAllowed')
    expect((await phone.withdraw(pollId)).json.code).toBe('withdrawNotAllowed')
    expect(await counts(pollId)).toEqual({ o1: 1, o2: 0, o3: 0 })
  })

  it('can be taken back, twice without harm, and given again', async () => {
    const { pollId } = await runningPoll(room)
    const phone = await room.phone()
    await phone.vote(pollId, ['o1'], 'before-taking-back')
    expect((await phone.withdraw(pollId)).status).toBe(200)
    expect((await phone.withdraw(pollId)).status).toBe(200)
    expect(await counts(pollId)).toEqual({ o1: 0, o2: 0, o3: 0 })
    // A retry of the vote that was taken back must not bring it back.
    expect((await phone.vote(pollId, ['o1'], 'before-taking-back')).json.counted).toBe(false)
    expect(await counts(pollId)).toEqual({ o1: 0, o2: 0, o3: 0 })
    await phone.vote(pollId, ['o2'])
    expect(await counts(pollId)).toEqual({ o1: 0, o2: 1, o3: 0 })
  })

  it('is refused once the poll is closed, but a retry of a counted one still gets its receipt', async () => {
    const { pollId, meetingId } = await runningPoll(room)
    const phone = await room.phone()
    const counted = await phone.vote(pollId, ['o1'], 'in-good-time')
    await room.host('closePoll', { pollId })
    expect((await phone.vote(pollId, ['o2'])).json.code).toBe('pollNotOpen')
    expect((await phone.withdraw(pollId)).json.code).toBe('pollNotOpen')
    expect((await phone.vote(pollId, ['o1'], 'in-good-time')).json.receipt).toBe(counted.json.receipt)
    await room.host('endMeeting', { meetingId })
    expect((await phone.vote(pollId, ['o1'], 'in-good-time')).json.receipt).toBe(counted.json.receipt)
    expect(await counts(pollId)).toEqual({ o1: 1, o2: 0, o3: 0 })
  })

  it('queued before a close is counted, behind it is refused', async () => {
    const { pollId } = await runningPoll(room)
    const phones = await Promise.all(Array.from({ length: 20 }, () => room.phone()))
    const before = phones.slice(0, 10).map((phone) => phone.vote(pollId, ['o1']))
    const closing = room.host('closePoll', { pollId })
    const behind = phones.slice(10).map((phone) => phone.vote(pollId, ['o2']))
    const replies = await Promise.all([...before, ...behind])
    await closing
    const counted = replies.filter((reply) => reply.status === 200).length
    const { tally } = await room.host('getResult', { pollId })
    expect(tally.people).toBe(counted)
    expect(replies.filter((reply) => reply.status === 409)).toHaveLength(20 - counted)
  })

  it('for an earlier round is not counted in the next one', async () => {
    const { pollId } = await runningPoll(room)
    const phone = await room.phone()
    await phone.vote(pollId, ['o1'], 'key-of-round-one', 1)
    await room.host('closePoll', { pollId })
    await room.host('runAgain', { pollId })
    expect((await phone.vote(pollId, ['o2'], 'late-for-round-one', 1)).json.code).toBe('roundOver')
    // The counted one, repeated, still has its receipt and does not become a vote of round two.
    expect((await phone.vote(pollId, ['o1'], 'key-of-round-one')).json.counted).toBe(true)
    expect(await counts(pollId)).toEqual({ o1: 0, o2: 0, o3: 0 })
    const first = await room.host('getResult', { pollId, round: 1 })
    expect(tallyOf('choice', first.tally).options.map((option) => option.count)).toEqual([1, 0, 0])
  })
})

describe('several choices', () => {
  it('name people and ticks', async () => {
    const { pollId } = await runningPoll(room, { settings: { max: 2 } })
    await (await room.phone()).vote(pollId, ['o1', 'o2'])
    await (await room.phone()).vote(pollId, ['o2'])
    const { tally, outcome } = await room.host('getResult', { pollId })
    expect(tally).toMatchObject({ people: 2, ballots: 2, ticks: 3 })
    expect(tallyOf('choice', tally).options).toEqual([
      { id: 'o1', count: 1, weight: 1 },
      { id: 'o2', count: 2, weight: 2 },
      { id: 'o3', count: 0, weight: 0 },
    ])
    expect(outcome.status).toBe('none')
  })
})

describe('a motion', () => {
  it('ends with a verdict and its arithmetic', async () => {
    const rule = { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' }
    const { pollId } = await runningPoll(room, { kind: 'motion', options: undefined, settings: { rule } })
    for (const answer of ['yes', 'yes', 'no', 'abstain']) await (await room.phone()).vote(pollId, [answer])
    const { outcome } = await room.host('getResult', { pollId })
    expect(outcome).toMatchObject({ status: 'carried', needed: 2, reached: 2, base: 3 })
    expect(outcome.sentence).toBe('Carried. At least two thirds of yes and no needed: 2 of 3. Reached: 2.')
  })
})

describe('an election', () => {
  it('names who won and who is equal, in the language that a script asks for', async () => {
    const settings = { election: { seats: 1, rule: 'mostVotes' } }
    const { pollId } = await runningPoll(room, { options: ['Ada', 'Ben'], settings })
    const ada = await room.phone()
    await ada.vote(pollId, ['o1'])
    const { outcome } = await room.host('getResult', { pollId })
    expect(outcome.sentence).toBe('Elected: Ada (1). Seats: 1, for the most votes.')
    await (await room.phone()).vote(pollId, ['o2'])
    const tied = await room.tryHost('getResult', { pollId }, { 'accept-language': 'zh-CN' })
    expect(tied.json.outcome.sentence).toContain('票数相同：Ada、Ben。')
  })
})

describe('an attendee', () => {
  it('stays the same person when the phone joins again', async () => {
    await runningPoll(room)
    const phone = await room.phone('Ada')
    const again = await room.lan('POST', '/api/join', {
      body: { name: 'Ada L.' },
      headers: { authorization: `Bearer ${phone.token}` },
    })
    expect(again.json).toEqual({ attendee: { id: phone.attendeeId, name: 'Ada L.' }, token: phone.token })
    expect((await room.lan('GET', '/api/view')).json.joined).toBe(1)
  })

  it('is known by the cookie alone', async () => {
    const { pollId } = await runningPoll(room)
    const joined = await room.lan('POST', '/api/join', { body: {}, headers: { 'x-requested-with': 'show-of-hands' } })
    const [cookie = ''] = joined.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^soh-attendee-\d+=[\w-]{22}; .*HttpOnly; SameSite=Strict/)
    expect(cookie).not.toMatch(/Secure/)
    const headers = { cookie: cookie.split(';')[0] ?? '', 'x-requested-with': 'show-of-hands' }
    const reply = await room.lan('PUT', `/api/polls/${pollId}/ballot`, {
      body: { answer: { options: ['o1'] }, key: 'by-cookie-alone' },
      headers,
    })
    expect(reply.status).toBe(200)
    expect((await room.lan('GET', '/api/me', { headers })).json.ballots).toHaveLength(1)
  })

  it('sees their own votes in the present rounds', async () => {
    const { pollId } = await runningPoll(room)
    const phone = await room.phone('Ada')
    await phone.vote(pollId, ['o2'], 'my-own-ballot')
    expect((await phone.me()).json).toMatchObject({
      attendee: { id: phone.attendeeId, name: 'Ada' },
      ballots: [{ pollId, round: 1, answer: { options: ['o2'] }, key: 'my-own-ballot' }],
    })
    await room.host('closePoll', { pollId })
    await room.host('runAgain', { pollId })
    expect((await phone.me()).json.ballots).toEqual([])
  })

  it('of an earlier meeting is not an attendee of this one', async () => {
    const { meetingId } = await runningPoll(room)
    const phone = await room.phone('Ada')
    await room.host('endMeeting', { meetingId })
    expect((await phone.me()).json.code).toBe('notJoined')
    const next = await runningPoll(room)
    expect((await phone.me()).json.code).toBe('notJoined')
    expect((await phone.vote(next.pollId, ['o1'])).json.code).toBe('pollNotFound')
    expect(await counts(next.pollId)).toEqual({ o1: 0, o2: 0, o3: 0 })
  })

  it('with an old link is told so, and with no link is welcome', async () => {
    const { meetingId } = await runningPoll(room)
    const { meeting } = await room.host('getMeeting', { meetingId })
    const headers = { 'x-requested-with': 'show-of-hands' }
    const join = (code: string) => room.lan('POST', '/api/join', { body: { code }, headers })
    expect((await join('0000' === meeting.joinCode ? '1111' : '0000')).json.code).toBe('wrongCode')
    expect((await join(meeting.joinCode.toLowerCase())).status).toBe(200)
  })
})

describe('a request that was late on its way', () => {
  it('to take back a vote of an earlier round leaves the newer vote alone', async () => {
    const { pollId } = await runningPoll(room)
    const phone = await room.phone()
    await phone.vote(pollId, ['o1'], 'key-of-round-one')
    await room.host('closePoll', { pollId })
    await room.host('runAgain', { pollId })
    await phone.vote(pollId, ['o2'], 'key-of-round-two')
    expect((await phone.withdraw(pollId, 'key-of-round-one')).json.code).toBe('voteReplaced')
    expect(await counts(pollId)).toEqual({ o1: 0, o2: 1, o3: 0 })
    expect((await phone.withdraw(pollId, 'key-of-round-two')).status).toBe(200)
    expect(await counts(pollId)).toEqual({ o1: 0, o2: 0, o3: 0 })
  })

  it('to join is the same attendee, and in another meeting another one', async () => {
    const { meetingId } = await runningPoll(room)
    const headers = { 'x-requested-with': 'show-of-hands' }
    const join = () => room.lan('POST', '/api/join', { body: { name: 'Ada', key: 'made-before-asking' }, headers })
    const [first, second] = await Promise.all([join(), join()])
    expect(second.json).toEqual(first.json)
    expect((await room.lan('GET', '/api/view')).json.joined).toBe(1)
    await room.host('endMeeting', { meetingId })
    await runningPoll(room)
    const next = await join()
    expect(next.status).toBe(200)
    expect(next.json.token).not.toBe(first.json.token)
  })
})
