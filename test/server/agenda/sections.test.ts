import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingDetail } from '../../../src/contract/views.ts'
import { startRoom, type TestRoom } from '../room.ts'

let room: TestRoom
let meetingId: string

beforeEach(async () => {
  room = await startRoom()
  meetingId = (await room.host('createMeeting', { title: 'Annual meeting' })).meeting.id
})
afterEach(() => room.close())

const poll = async (question: string, position?: number): Promise<string> => {
  const at = position === undefined ? {} : { position }
  return (await room.host('createPoll', { meetingId, kind: 'motion', question, ...at })).poll.id
}
const detail = async (): Promise<MeetingDetail> => (await room.host('getMeeting', { meetingId })).meeting

/** The agenda as one reads it, headings with a `#`. */
const agenda = async (): Promise<string[]> => {
  const meeting = await detail()
  return meeting.agenda.map((item) =>
    item.type === 'section'
      ? `# ${item.title}`
      : (meeting.polls.find((one) => one.id === item.id)?.question ?? 'a poll that is not there'),
  )
}
const sectionId = async (title: string): Promise<string> => {
  const found = (await detail()).agenda.find((item) => item.type === 'section' && item.title === title)
  return found?.id ?? ''
}

describe('headings and questions', () => {
  it('stand in one order, each where it was put', async () => {
    await poll('Minutes')
    await poll('Budget')
    await room.host('createSection', { meetingId, title: 'Money', position: 1 })
    await room.host('createSection', { meetingId, title: '  Any  other business ' })
    await poll('Opening', 0)
    expect(await agenda()).toEqual(['Opening', 'Minutes', '# Money', 'Budget', '# Any other business'])
  })

  it('move over each other, by places counted from 0 over both', async () => {
    const first = await poll('First')
    await room.host('createSection', { meetingId, title: 'Part' })
    await poll('Second')
    await room.host('movePoll', { pollId: first, position: 1 })
    expect(await agenda()).toEqual(['# Part', 'First', 'Second'])
    await room.host('moveSection', { sectionId: await sectionId('Part'), position: 2 })
    expect(await agenda()).toEqual(['First', 'Second', '# Part'])
    await room.host('moveSection', { sectionId: await sectionId('Part'), position: 0 })
    expect(await agenda()).toEqual(['# Part', 'First', 'Second'])
    await room.host('movePoll', { pollId: first, position: 9999 })
    expect(await agenda()).toEqual(['# Part', 'Second', 'First'])
    expect((await detail()).polls.map(({ question }) => question)).toEqual(['Second', 'First'])
  })

  it('a copy of a question stands right behind it, below the same heading, with its notes', async () => {
    const original = await poll('Budget')
    await room.host('setNotes', { pollId: original, notes: 'Ask the treasurer first' })
    await room.host('createSection', { meetingId, title: 'Later' })
    const { poll: copy } = await room.host('duplicatePoll', { pollId: original })
    expect(copy.notes).toBe('Ask the treasurer first')
    expect((await detail()).agenda.map(({ id }) => id).slice(0, 2)).toEqual([original, copy.id])
    expect(await agenda()).toEqual(['Budget', 'Budget', '# Later'])
  })

  it('are renamed and taken out; the questions below a heading stay', async () => {
    await room.host('createSection', { meetingId, title: 'Money' })
    await poll('Budget')
    const id = await sectionId('Money')
    await room.host('updateSection', { sectionId: id, title: 'Finances' })
    expect(await agenda()).toEqual(['# Finances', 'Budget'])
    await room.host('deleteSection', { sectionId: id })
    expect(await agenda()).toEqual(['Budget'])
    expect((await room.tryHost('deleteSection', { sectionId: id })).json.code).toBe('sectionNotFound')
  })

  it('keep their order over a restart', async () => {
    await poll('Minutes')
    await room.host('createSection', { meetingId, title: 'Money', position: 0 })
    room = await room.restart()
    expect(await agenda()).toEqual(['# Money', 'Minutes'])
  })

  it('refuse what is no heading, and change nothing', async () => {
    await room.host('createSection', { meetingId, title: 'Money' })
    const id = await sectionId('Money')
    const refused = async (name: string, input: object): Promise<[number, string]> => {
      const { status, json } = await room.tryHost(name, input)
      return [status, json.code]
    }
    expect(await refused('createSection', { meetingId, title: ' \u200b ' })).toEqual([422, 'textEmpty'])
    expect(await refused('createSection', { meetingId, title: 'x'.repeat(121) })).toEqual([422, 'textTooLong'])
    expect(await refused('createSection', { meetingId: 'none', title: 'x' })).toEqual([404, 'meetingNotFound'])
    expect(await refused('updateSection', { sectionId: id, title: '' })).toEqual([422, 'textEmpty'])
    expect(await refused('updateSection', { sectionId: 'none', title: 'x' })).toEqual([404, 'sectionNotFound'])
    expect(await refused('moveSection', { sectionId: 'none', position: 0 })).toEqual([404, 'sectionNotFound'])
    expect(await refused('moveSection', { sectionId: id, position: -1 })).toEqual([400, 'badRequest'])
    expect(await refused('movePoll', { pollId: id, position: 0 })).toEqual([404, 'pollNotFound'])
    await room.host('deleteMeeting', { meetingId })
    expect(await refused('updateSection', { sectionId: id, title: 'x' })).toEqual([404, 'sectionNotFound'])
    await room.host('restoreMeeting', { meetingId })
    expect(await agenda()).toEqual(['# Money'])
  })
})

describe('a copy of a meeting', () => {
  it('has the same agenda in preparation, and nothing of what happened', async () => {
    await room.host('createSection', { meetingId, title: 'Money' })
    const asked = await poll('Budget')
    await room.host('setNotes', { pollId: asked, notes: 'Treasurer' })
    const kept = await room.host('createPoll', {
      meetingId,
      kind: 'choice',
      question: 'Where do we go?',
      options: ['Sea', 'Hills'],
      settings: { max: 2, shuffle: true },
    })
    const gone = await poll('Deleted')
    await room.host('deletePoll', { pollId: gone })
    await room.host('setRoll', { meetingId, entitledHeads: 40 })
    await room.host('startMeeting', { meetingId })
    await room.host('openPoll', { pollId: asked })
    const phone = await room.phone('Ada')
    await phone.vote(asked, ['yes'])
    await room.host('closePoll', { pollId: asked })
    await room.host('endMeeting', { meetingId })

    const before = await detail()
    const { meeting: copy } = await room.host('duplicateMeeting', { meetingId })
    expect(copy).toMatchObject({ title: 'Annual meeting (copy)', status: 'draft', currentPollId: null })
    expect(copy.id).not.toBe(meetingId)
    expect(copy.joinCode).not.toBe(before.joinCode)
    expect(copy.roll.entitledHeads).toBeNull()
    expect(copy.agenda.map((item) => (item.type === 'section' ? item.title : 'poll'))).toEqual([
      'Money',
      'poll',
      'poll',
    ])
    const [budget, trip] = copy.polls
    expect(budget).toMatchObject({ question: 'Budget', status: 'draft', round: 1, voted: 0, notes: 'Treasurer' })
    expect(budget?.earlierRounds).toEqual([])
    const { options, settings } = kept.poll
    expect(trip).toMatchObject({ question: 'Where do we go?', options, settings, status: 'draft' })
    expect(copy.log.entries).toBe(1)
    expect(await detail()).toEqual(before)
  })

  it('is named in the language of the host, and not beyond what a title holds', async () => {
    const reply = await room.tryHost('duplicateMeeting', { meetingId }, { 'accept-language': 'zh-CN' })
    expect(reply.json.meeting.title).toBe('Annual meeting（副本）')
    const title = 'x'.repeat(118)
    const long = await room.host('createMeeting', { title })
    const { meeting: copy } = await room.host('duplicateMeeting', { meetingId: long.meeting.id })
    expect(copy.title).toBe(title)
    expect((await room.tryHost('duplicateMeeting', { meetingId: 'none' })).json.code).toBe('meetingNotFound')
  })
})
