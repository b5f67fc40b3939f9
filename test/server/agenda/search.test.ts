import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SearchHit } from '../../../src/contract/hostApi.ts'
import type { PollKind } from '../../../src/domain/kinds/index.ts'
import { maxHits } from '../../../src/server/operations/searchMeetings.ts'
import { startRoom, type TestRoom } from '../room.ts'

let room: TestRoom
let nowMs = 1_800_000_000_000

beforeEach(async () => {
  room = await startRoom({ nowMs: () => nowMs })
})
afterEach(() => room.close())

const meetingOf = async (title: string): Promise<string> => {
  nowMs += 86_400_000
  return (await room.host('createMeeting', { title })).meeting.id
}
const choice = async (meetingId: string, question: string, options: string[]): Promise<string> =>
  (await room.host('createPoll', { meetingId, kind: 'choice', question, options })).poll.id
const search = async (query: string, kind?: PollKind): Promise<readonly SearchHit[]> =>
  (await room.host('searchMeetings', { query, ...(kind === undefined ? {} : { kind }) })).hits
const found = async (query: string): Promise<string[]> =>
  (await search(query)).map((hit) => hit.poll?.question ?? `# ${hit.meetingTitle}`)

it('looks in titles, questions and options of every meeting, the newest first', async () => {
  const first = await meetingOf('Summer party 2025')
  const asked = await choice(first, 'Where do we go?', ['Sea', 'Hills'])
  await room.host('startMeeting', { meetingId: first })
  await room.host('openPoll', { pollId: asked })
  await room.host('endMeeting', { meetingId: first })
  const endedAtMs = nowMs
  const second = await meetingOf('Board')
  await choice(second, 'Who brings the party tent?', ['Ada', 'Grace'])
  expect(await found('party')).toEqual(['Who brings the party tent?', '# Summer party 2025'])
  const [hit] = await search('hills')
  expect(hit).toEqual({
    meetingId: first,
    meetingTitle: 'Summer party 2025',
    atMs: endedAtMs,
    section: null,
    poll: {
      id: asked,
      kind: 'choice',
      question: 'Where do we go?',
      rounds: 1,
      foundIn: 'options',
      excerpt: 'Hills',
    },
  })
  expect(await found('grace')).toEqual(['Who brings the party tent?'])
})

it('looks in headings and in the notes of the host, and shows where it was', async () => {
  const meetingId = await meetingOf('Board')
  await room.host('createSection', { meetingId, title: 'Money and fees' })
  const pollId = await choice(meetingId, 'Where do we go?', ['Sea', 'Hills by the sea'])
  const long = `${'Speak slowly. '.repeat(30)}The treasurer knows the fees. ${'Then wait. '.repeat(30)}`
  await room.host('setNotes', { pollId, notes: `Before: coffee\n\n${long}` })
  const [heading, notes, ...more] = await search('fees')
  expect(more).toEqual([])
  expect(heading).toMatchObject({ section: 'Money and fees', poll: null })
  expect(notes).toMatchObject({ section: null, poll: { id: pollId, foundIn: 'notes' } })
  expect(notes?.poll?.excerpt).toMatch(/^….*The treasurer knows the fees\..*…$/)
  expect([...(notes?.poll?.excerpt ?? '')].length).toBeLessThanOrEqual(162)
  // Words of the question and of the notes together; only what the question lacks is shown.
  expect((await search('where coffee'))[0]?.poll).toMatchObject({ foundIn: 'notes', excerpt: 'Before: coffee' })
  expect((await search('where sea'))[0]?.poll).toMatchObject({ foundIn: 'options', excerpt: 'Sea · Hills by the sea' })
  expect((await search('where'))[0]?.poll).toMatchObject({ foundIn: 'question', excerpt: '' })
  // What a result is compared with is found by what the room was asked.
  expect(await search('coffee', 'choice')).toEqual([])
})

it('takes upper and lower case, full and half width, and any space for the same', async () => {
  const meetingId = await meetingOf('ＢＵＤＧＥＴ　２０２６')
  await choice(meetingId, '预算怎么分配？', ['Straßen', 'Wege'])
  expect(await found('budget 2026')).toEqual(['# ＢＵＤＧＥＴ ２０２６'])
  expect(await found('  2026\tBudget ')).toEqual(['# ＢＵＤＧＥＴ ２０２６'])
  expect(await found('STRAßEN')).toEqual(['预算怎么分配？'])
  expect(await found('预算')).toEqual(['预算怎么分配？'])
})

it('finds what holds every word, in the question or its options together', async () => {
  const meetingId = await meetingOf('Board')
  await choice(meetingId, 'Where do we go?', ['Sea', 'Hills'])
  await choice(meetingId, 'Where do we eat?', ['Inn', 'Hills'])
  expect(await found('where hills go')).toEqual(['Where do we go?'])
  expect(await found('where cellar')).toEqual([])
  // Wildcards of a database are letters here.
  expect(await found('%')).toEqual([])
  expect(await found('_')).toEqual([])
})

it('does not find every motion by the words that belong to the kind, nor what is deleted', async () => {
  const meetingId = await meetingOf('Board')
  const { poll } = await room.host('createPoll', { meetingId, kind: 'motion', question: 'Shall the fee rise?' })
  expect(await found('abstain')).toEqual([])
  expect(await found('fee')).toEqual(['Shall the fee rise?'])
  await room.host('deletePoll', { pollId: poll.id })
  expect(await found('fee')).toEqual([])
  await room.host('deleteMeeting', { meetingId })
  expect(await found('board')).toEqual([])
})

it('shows the latest results of a kind to compare with, without any word', async () => {
  const old = await meetingOf('2024')
  const oldPoll = await choice(old, 'Where do we go?', ['Sea', 'Hills'])
  await choice(old, 'Never asked', ['A', 'B'])
  const { poll: motion } = await room.host('createPoll', { meetingId: old, kind: 'motion', question: 'Shall we go?' })
  await room.host('startMeeting', { meetingId: old })
  for (const pollId of [oldPoll, motion.id]) await room.host('openPoll', { pollId })
  for (const pollId of [oldPoll, motion.id]) await room.host('closePoll', { pollId })
  await room.host('runAgain', { pollId: oldPoll })
  await room.host('endMeeting', { meetingId: old })
  const recent = await meetingOf('2025')
  const recentPoll = await choice(recent, 'Where now?', ['Sea', 'Hills'])
  await room.host('startMeeting', { meetingId: recent })
  await room.host('openPoll', { pollId: recentPoll })

  const hits = await search('', 'choice')
  expect(hits.map(({ poll }) => [poll?.question, poll?.rounds])).toEqual([
    ['Where now?', 1],
    ['Where do we go?', 2],
  ])
  expect((await search('go', 'motion')).map(({ poll }) => poll?.question)).toEqual(['Shall we go?'])
  // With a kind it is questions that are looked for, not titles.
  expect(await search('2025', 'choice')).toEqual([])
  expect(await search('')).toEqual([])
})

it('answers no more than can be read', async () => {
  const meetingId = await meetingOf('Long')
  const text = `question\n${'Shall we?\n'.repeat(60)}`
  await room.host('importAgenda', { meetingId, format: 'csv', text })
  expect(await search('shall')).toHaveLength(maxHits)
  expect((await room.tryHost('searchMeetings', { query: 'x'.repeat(201) })).json.code).toBe('badRequest')
  expect((await room.tryHost('searchMeetings', { query: 'x', kind: 'duel' })).json.code).toBe('badRequest')
})
