import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashedText, logRoot } from '../../src/domain/log.ts'
import { runningPoll, startRoom, type TestPhone, type TestRoom } from './room.ts'

let room: TestRoom
beforeEach(async () => {
  room = await startRoom()
})
afterEach(() => room.close())

async function vote(pollId: string, votes: readonly (readonly string[])[]): Promise<TestPhone[]> {
  const phones: TestPhone[] = []
  for (const options of votes) {
    const phone = await room.phone()
    expect((await phone.vote(pollId, options)).status).toBe(200)
    phones.push(phone)
  }
  return phones
}

/** At least a third of everyone entitled. */
const ofMembers = { comparison: 'atLeast', numerator: 1, denominator: 3, base: 'entitled' }
const motion = { kind: 'motion', question: 'Do we?', options: undefined } as const
const outcome = async (pollId: string) => (await room.host('getResult', { pollId })).outcome

describe('a tie', () => {
  test('of a motion is lost, unless the chair is to decide: then by a casting vote that is recorded apart', async () => {
    const { meetingId, pollId } = await runningPoll(room, { ...motion, settings: { tie: 'castingVote' } })
    await vote(pollId, [['yes'], ['no']])
    expect((await room.tryHost('recordCastingVote', { pollId, choice: 'yes' })).json.code).toBe('pollStillOpen')
    await room.host('closePoll', { pollId })
    expect((await outcome(pollId)).status).toBe('tie')
    expect((await room.tryHost('recordCastingVote', { pollId, choice: 'abstain' })).json.code).toBe('choiceNotTied')
    expect((await room.tryHost('drawLot', { pollId })).json.code).toBe('noTie')
    const { poll } = await room.host('recordCastingVote', { pollId, choice: 'yes' })
    expect(poll.result.outcome).toMatchObject({ status: 'carried', decidedBy: { act: 'castingVote', choice: 'yes' } })
    // No ballot was added: the chair's vote stands beside them.
    expect(poll.result.tally.people).toBe(2)
    expect((await room.tryHost('recordCastingVote', { pollId, choice: 'no' })).json.code).toBe('noTie')
    expect((await room.host('getLog', { meetingId })).entries.at(-1)).toMatchObject({ act: 'castingVote' })

    // More votes, another result: what was decided about the tie goes, and the log keeps it.
    await room.host('reopenPoll', { pollId })
    await vote(pollId, [['no']])
    await room.host('closePoll', { pollId })
    expect(await outcome(pollId)).toMatchObject({ status: 'lost', decidedBy: null })
  })

  test('of an election is broken by a lot that names those it was drawn from', async () => {
    const { meetingId, pollId } = await runningPoll(room, { settings: { election: { seats: 1, rule: 'mostVotes' } } })
    await vote(pollId, [['o1'], ['o2']])
    await room.host('closePoll', { pollId })
    expect(await outcome(pollId)).toMatchObject({ status: 'tie', tied: ['o1', 'o2'] })
    const { poll } = await room.host('drawLot', { pollId })
    const [elected] = poll.result.outcome.elected
    expect(['o1', 'o2']).toContain(elected)
    expect(poll.result.outcome.status).toBe('elected')
    const { entries } = await room.host('getLog', { meetingId })
    expect(entries.at(-1)).toMatchObject({ act: 'lotDrawn', detail: { among: ['o1', 'o2'], drawn: elected } })
    room = await room.restart()
    expect((await outcome(pollId)).elected).toEqual([elected])
  })

  test('for leaving an instant run-off waits for a lot, and the run-off goes on', async () => {
    const { pollId } = await runningPoll(room, { kind: 'ranking' })
    for (const ranking of [['o1'], ['o1'], ['o2', 'o1'], ['o3', 'o2']]) {
      expect((await (await room.phone()).answer(pollId, { ranking })).status).toBe(200)
    }
    await room.host('closePoll', { pollId })
    const tie = await outcome(pollId)
    expect(tie.status).toBe('tie')
    // Not the first places are equal, but the last.
    expect(tie.sentence).toBe(
      'Tie. Fewest votes, and equal: Hills, Nowhere. A lot must decide who leaves. Counted by instant run-off.',
    )
    // Who leaves is not for the chair to say, and an act that decides nothing is not recorded.
    const cast = await room.tryHost('recordCastingVote', { pollId, choice: 'o2' })
    expect([cast.status, cast.json.code]).toEqual([422, 'choiceNotTied'])
    const { poll } = await room.host('drawLot', { pollId })
    expect(poll.result.outcome).toMatchObject({ status: expect.stringMatching(/elected|tie/) })
    expect(poll.result.tally).toMatchObject({ instantRunoff: { rounds: expect.any(Array) } })
  })
})

test('a second round is made from the first: the best candidates, as many seats as are open', async () => {
  const { meetingId, pollId } = await runningPoll(room, {
    settings: { election: { seats: 1, rule: 'absoluteMajority' } },
  })
  expect((await room.tryHost('makeSecondRound', { pollId })).json.code).toBe('noSecondRound')
  await vote(pollId, [['o1'], ['o1'], ['o2'], ['o2'], ['o3']])
  await room.host('closePoll', { pollId })
  const { poll } = await room.host('makeSecondRound', { pollId })
  expect(poll).toMatchObject({
    status: 'draft',
    kind: 'choice',
    options: [{ id: 'o1' }, { id: 'o2' }],
    settings: { max: 1, election: { seats: 1, rule: 'mostVotes' } },
  })
  const { meeting } = await room.host('getMeeting', { meetingId })
  expect(meeting.polls.map(({ id }) => id)).toEqual([pollId, poll.id])
  await room.host('openPoll', { pollId: poll.id })
})

test('a quorum stays with the second round; the majority that nobody reached does not', async () => {
  const quorum = { form: 'number', by: 'heads', atLeast: 3 }
  const { meeting } = await room.host('createMeeting', { title: 'Assembly' })
  const meetingId = meeting.id
  await room.host('startMeeting', { meetingId })
  await room.host('setRoll', { meetingId, entitledHeads: 9, presentHeads: 3 })
  const { poll: first } = await room.host('createPoll', {
    meetingId,
    kind: 'choice',
    question: 'Who chairs?',
    options: ['Ann', 'Bob'],
    settings: { blank: true, election: { seats: 1, rule: 'absoluteMajority', majorities: [ofMembers], quorum } },
  })
  const pollId = first.id
  await room.host('openPoll', { pollId })
  await vote(pollId, [['o1'], ['o1'], ['o2'], []])
  await room.host('closePoll', { pollId })
  expect(await outcome(pollId)).toMatchObject({ status: 'none', needed: 3, base: 9, quorum: { holds: true } })
  const { poll } = await room.host('makeSecondRound', { pollId })
  expect(poll.settings).toMatchObject({ blank: true, election: { seats: 1, rule: 'mostVotes', quorum } })
  expect(poll.settings).not.toHaveProperty('election.majorities')
  await room.host('setRoll', { meetingId, presentHeads: 2 })
  await room.host('openPoll', { pollId: poll.id })
  await vote(poll.id, [['o1'], ['o2']])
  await room.host('closePoll', { pollId: poll.id })
  expect(await outcome(poll.id)).toMatchObject({ status: 'noQuorum', elected: [], tied: [] })
  // Where there is no quorum, nothing is decided otherwise either.
  for (const command of ['drawLot', 'makeSecondRound'] as const) {
    expect((await room.tryHost(command, { pollId: poll.id })).json.code).toMatch(/noTie|noSecondRound/)
  }
  expect((await room.tryHost('recordCastingVote', { pollId: poll.id, choice: 'o1' })).json.code).toBe('noTie')
})

test('a blank vote is counted by itself, and never for a candidate', async () => {
  const { meetingId, pollId } = await runningPoll(room, {
    settings: { blank: true, election: { seats: 1, rule: 'absoluteMajority' } },
  })
  const [, , blank] = await vote(pollId, [['o1'], ['o1'], [], []])
  // It is changed and repeated like any other.
  expect((await blank?.vote(pollId, ['o2']))?.status).toBe(200)
  await room.host('closePoll', { pollId })
  const { tally, outcome: judged } = await room.host('getResult', { pollId })
  expect(tally).toMatchObject({ people: 4, blank: { count: 1, weight: 1 } })
  expect(judged).toMatchObject({ status: 'elected', elected: ['o1'], base: 3, needed: 2 })
  expect(judged.sentence).toBe('Elected: Sea (2). More than half of all valid votes needed: 2 of 3. Seats: 1.')
  const plain = await room.host('createPoll', { meetingId, kind: 'choice', question: '?', options: ['Tea', 'Mate'] })
  await room.host('openPoll', { pollId: plain.poll.id })
  expect((await (await room.phone()).answer(plain.poll.id, { options: [] })).json.code).toBe('answerEmpty')
})

describe('who is entitled and present', () => {
  test('is asked for before an election whose majority is taken of it', async () => {
    const { meeting } = await room.host('createMeeting', { title: 'Assembly' })
    const meetingId = meeting.id
    await room.host('startMeeting', { meetingId })
    const { poll } = await room.host('createPoll', {
      meetingId,
      kind: 'choice',
      question: 'Who chairs?',
      options: ['Ann', 'Bob'],
      settings: { election: { seats: 1, rule: 'absoluteMajority', majorities: [ofMembers] } },
    })
    const pollId = poll.id
    expect((await room.tryHost('openPoll', { pollId })).json.code).toBe('entitledNeeded')
    await room.host('setRoll', { meetingId, entitledHeads: 6 })
    await room.host('openPoll', { pollId })
    await vote(pollId, [['o1'], ['o1'], ['o2']])
    await room.host('closePoll', { pollId })
    await room.host('setRoll', { meetingId, entitledHeads: 60 })
    const closed = await outcome(pollId)
    expect(closed.sentence).toBe('Elected: Ann (2). At least 1/3 of everyone entitled needed: 2 of 6. Seats: 1.')
    room = await room.restart()
    expect(await outcome(pollId)).toEqual(closed)
  })

  test('is asked for before a poll that needs it opens, and frozen when it closes', async () => {
    const { meeting } = await room.host('createMeeting', { title: 'Assembly' })
    const meetingId = meeting.id
    await room.host('startMeeting', { meetingId })
    const rule = { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'entitled' }
    const { poll } = await room.host('createPoll', {
      meetingId,
      kind: 'motion',
      question: 'Do we?',
      settings: { rule },
    })
    expect((await room.tryHost('openPoll', { pollId: poll.id })).json.code).toBe('entitledNeeded')
    const above = await room.tryHost('setRoll', { meetingId, entitledHeads: 3, presentHeads: 4 })
    expect(above.json.code).toBe('presentAboveEntitled')
    await room.host('setRoll', { meetingId, entitledHeads: 5 })
    await room.host('openPoll', { pollId: poll.id })
    await vote(poll.id, [['yes'], ['yes'], ['yes']])
    await room.host('setRoll', { meetingId, entitledHeads: 6 })
    await room.host('closePoll', { pollId: poll.id })
    const closed = await outcome(poll.id)
    expect(closed).toMatchObject({ status: 'lost', base: 6, needed: 4, reached: 3 })
    // Who comes later does not change what was decided.
    await room.host('setRoll', { meetingId, entitledHeads: 5 })
    expect(await outcome(poll.id)).toEqual(closed)
    room = await room.restart()
    expect(await outcome(poll.id)).toEqual(closed)
  })

  test('a quorum that is not met leaves nothing decided', async () => {
    const quorum = { form: 'number', by: 'heads', atLeast: 10 }
    const { meeting } = await room.host('createMeeting', { title: 'Assembly' })
    await room.host('startMeeting', { meetingId: meeting.id })
    await room.host('setRoll', { meetingId: meeting.id, presentHeads: 9 })
    const settings = { quorum }
    const { poll } = await room.host('createPoll', { meetingId: meeting.id, kind: 'motion', question: '?', settings })
    await room.host('openPoll', { pollId: poll.id })
    await vote(poll.id, [['yes']])
    await room.host('closePoll', { pollId: poll.id })
    expect(await outcome(poll.id)).toMatchObject({ status: 'noQuorum', quorum: { needed: 10, present: 9 } })
    // Whoever votes is there, whatever number was entered.
    await room.host('reopenPoll', { pollId: poll.id })
    await vote(
      poll.id,
      Array.from({ length: 9 }, () => ['yes']),
    )
    await room.host('closePoll', { pollId: poll.id })
    expect(await outcome(poll.id)).toMatchObject({ status: 'carried', quorum: { needed: 10, present: 10 } })
  })

  test('weights count beside heads', async () => {
    const { meetingId, pollId } = await runningPoll(room, motion)
    const heavy = await room.phone('Ann')
    const light = [await room.phone(), await room.phone()]
    const { attendees } = await room.host('listAttendees', { meetingId })
    const ann = attendees.find(({ name }) => name === 'Ann')
    await room.host('setWeight', { attendeeId: ann?.id ?? '', weight: 3 })
    await heavy.vote(pollId, ['yes'])
    for (const phone of light) await phone.vote(pollId, ['no'])
    await room.host('closePoll', { pollId })
    const { tally, outcome: decided } = await room.host('getResult', { pollId })
    expect(tally).toMatchObject({ people: 3, weight: 5 })
    expect(decided).toMatchObject({ status: 'carried', weighted: true, reached: 3, base: 5, needed: 3 })
    expect((await room.tryHost('setWeight', { attendeeId: 'nobody', weight: 2 })).json.code).toBe('attendeeNotFound')
  })
})

test('a locked door keeps new phones out and lets those inside go on', async () => {
  const { meetingId, pollId } = await runningPoll(room)
  const inside = await room.phone()
  await room.host('lockJoining', { meetingId, locked: true })
  const refused = await room.lan('POST', '/api/join', { body: {}, headers: { 'x-requested-with': 'show-of-hands' } })
  expect([refused.status, refused.json.code]).toEqual([403, 'joiningLocked'])
  expect((await room.lan('GET', '/api/view')).json.joiningLocked).toBe(true)
  expect((await inside.vote(pollId, ['o1'])).status).toBe(200)
  const again = await room.lan('POST', '/api/join', { body: {}, headers: { authorization: `Bearer ${inside.token}` } })
  expect(again.json.attendee.id).toBe(inside.attendeeId)
  await room.host('lockJoining', { meetingId, locked: false })
  await room.phone()
})

test('notes are for the host alone', async () => {
  const { pollId } = await runningPoll(room)
  const { poll } = await room.host('setNotes', { pollId, notes: '  Ask Ms Li first\nThen vote\u202E ' })
  expect(poll.notes).toBe('Ask Ms Li first\nThen vote')
  for (const path of ['/api/view', '/api/me']) expect((await room.lan('GET', path)).text).not.toContain('Ms Li')
})

describe('the log', () => {
  test('binds every act to the one before, and cannot be changed in the file', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    await vote(pollId, [['o1'], ['o2']])
    await room.host('closePoll', { pollId })
    await room.host('closePoll', { pollId })
    await room.host('revealPoll', { pollId })
    await room.host('runAgain', { pollId })
    await room.host('endMeeting', { meetingId })
    const { entries } = await room.host('getLog', { meetingId })
    expect(entries.map(({ act }) => act)).toEqual([
      'meetingCreated',
      'meetingStarted',
      'pollOpened',
      'pollClosed',
      'resultRevealed',
      'pollRunAgain',
      'pollClosed',
      'meetingEnded',
    ])
    let previous = logRoot
    for (const [index, entry] of entries.entries()) {
      expect(entry.number).toBe(index + 1)
      expect(entry.hash).toBe(createHash('sha256').update(hashedText(previous, entry)).digest('hex'))
      previous = entry.hash
    }
    const { meeting } = await room.host('getMeeting', { meetingId })
    expect(meeting.log).toEqual({ entries: entries.length, head: previous })

    await room.server.close()
    const db = new Database(join(room.dataDir, 'show-of-hands.db'))
    expect(() => db.exec("UPDATE log_entry SET act = 'pollOpened' WHERE number = 4")).toThrow(/never changed/)
    expect(() => db.exec('DELETE FROM log_entry')).toThrow(/never removed/)
    db.close()
  })
})

describe('a quiz', () => {
  test('keeps its answer to itself until it is closed and revealed, then ranks who was right', async () => {
    const { meetingId, pollId } = await runningPoll(room, {
      kind: 'quiz',
      question: 'Capital of Tennessee?',
      options: ['Memphis', 'Nashville', 'Knoxville'],
      settings: { correct: ['o2'], countdownSeconds: null },
    })
    const [ann, bob, cem] = [await room.phone('Ann'), await room.phone('Bob'), await room.phone()]
    await ann.vote(pollId, ['o2'])
    await bob.vote(pollId, ['o1'])
    await cem.vote(pollId, ['o2'])
    expect((await room.tryHost('revealPoll', { pollId })).json.code).toBe('pollStillOpen')
    const bytes = async (): Promise<string> => (await room.lan('GET', '/api/view')).text + (await ann.me()).text
    expect(await bytes()).not.toMatch(/"correct":\["o2"\]|"right"/)
    await room.host('closePoll', { pollId })
    await room.host('setStageMode', { meetingId, mode: 'standings' })
    expect((await room.lan('GET', '/api/view')).json.standings).toEqual([])
    expect(await bytes()).not.toMatch(/"correct":\["o2"\]|"right"/)

    await room.host('revealPoll', { pollId })
    await room.host('setStageMode', { meetingId, mode: 'standings' })
    const view = (await room.lan('GET', '/api/view')).json
    expect(view.poll.settings.correct).toEqual(['o2'])
    const standings = view.standings as { name: string | null; place: number }[]
    expect(standings.map(({ name, place }) => [name, place])).toEqual(
      expect.arrayContaining([
        ['Ann', 1],
        [null, 1],
        ['Bob', 3],
      ]),
    )
    expect((await bob.me()).json.standing).toMatchObject({ place: 3, points: 0 })
    await room.host('hidePoll', { pollId })
    expect((await bob.me()).json.standing).toBeNull()
  })

  test('ranks by the order in which it was asked, wherever its questions stand in the agenda', async () => {
    const settings = { correct: ['o1'], countdownSeconds: null }
    const quiz = { kind: 'quiz' as const, options: ['Right', 'Wrong'], settings }
    const asked = async (pollId: string, option: string): Promise<void> => {
      await ann.vote(pollId, [option])
      await room.host('closePoll', { pollId })
      await room.host('revealPoll', { pollId })
    }
    const { meetingId, pollId } = await runningPoll(room, { ...quiz, question: 'First asked' })
    const ann = await room.phone('Ann')
    const { poll } = await room.host('createPoll', { ...quiz, meetingId, question: 'Second asked' })
    await room.host('movePoll', { pollId: poll.id, position: 0 })
    await asked(pollId, 'o2')
    await room.host('openPoll', { pollId: poll.id })
    await asked(poll.id, 'o1')
    expect((await ann.me()).json.standing).toMatchObject({ points: 100, lastPoints: 100 })
  })
})

test('a draft is counted as what it is now, not as what it was when somebody looked at it before', async () => {
  const { meeting } = await room.host('createMeeting', { title: 'Drafts' })
  const options = ['Sea', 'Hills']
  const { poll } = await room.host('createPoll', { meetingId: meeting.id, kind: 'choice', question: 'Which?', options })
  const edited = await room.host('updatePoll', { pollId: poll.id, kind: 'rating' })
  expect(edited.poll.result.tally).toMatchObject({ rated: 0 })
})

test('the longest questions and the most support that a poll takes get through, in any script', async () => {
  const { pollId } = await runningPoll(room, { kind: 'questions', options: undefined, settings: { maxPosts: 10 } })
  const posts = Array.from({ length: 10 }, (_, index) => ({ text: `${'问'.repeat(299)}${index}`, anonymous: false }))
  const upvotes = Array.from({ length: 500 }, (_, index) => `e${'z'.repeat(20)}${index}`)
  const reply = await (await room.phone()).answer(pollId, { posts, upvotes })
  expect([reply.status, reply.json.counted]).toEqual([200, true])
})

test('another kind keeps the options where it has written ones, and a quiz forgets an answer that is gone', async () => {
  const { meeting } = await room.host('createMeeting', { title: 'Drafts' })
  const options = ['Memphis', 'Nashville', 'Knoxville']
  const draft = { meetingId: meeting.id, kind: 'quiz', question: 'Capital?', options } as const
  const { poll } = await room.host('createPoll', { ...draft, settings: { correct: ['o2'] } })
  expect(poll.settings).toMatchObject({ correct: ['o2'] })
  const [first, , third] = poll.options
  const without = [first, third].map((option) => ({ id: option?.id, label: option?.label ?? '' }))
  expect((await room.host('updatePoll', { pollId: poll.id, options: without })).poll.settings).toMatchObject({
    correct: [],
  })
  const ranked = (await room.host('updatePoll', { pollId: poll.id, kind: 'ranking' })).poll
  expect(ranked.options.map(({ label }) => label)).toEqual(['Memphis', 'Knoxville'])
  expect((await room.host('updatePoll', { pollId: poll.id, kind: 'rating' })).poll.options).toEqual([])
})
