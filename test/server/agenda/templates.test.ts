import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { maxTemplates } from '../../../src/server/operations/templates.ts'
import { png } from '../../support/pictures.ts'
import { addPicture, startRoom, type TestRoom } from '../room.ts'

let room: TestRoom
let meetingId: string

beforeEach(async () => {
  room = await startRoom()
  meetingId = (await room.host('createMeeting', { title: 'Annual meeting' })).meeting.id
})
afterEach(() => room.close())

const code = async (name: string, input: object): Promise<string> => (await room.tryHost(name, input)).json.code
const newMeeting = async (): Promise<string> => (await room.host('createMeeting', { title: 'Next' })).meeting.id

describe('a template', () => {
  it('keeps a whole agenda for later meetings: headings, questions, settings, pictures and notes', async () => {
    const image = await addPicture(room, png(), 'image/png')
    await room.host('createSection', { meetingId, title: 'Garden' })
    const { poll } = await room.host('createPoll', {
      meetingId,
      kind: 'quiz',
      question: 'Which is a nettle?',
      options: [{ label: 'This', image }, 'That'],
      settings: { correct: ['o1'], countdownSeconds: 20 },
    })
    await room.host('setNotes', { pollId: poll.id, notes: 'Show the basket' })
    const motion = await room.host('createPoll', { meetingId, kind: 'motion', question: 'Shall we?' })

    const { templates } = await room.host('saveTemplate', { meetingId, name: ' Garden  evening ' })
    expect(templates).toMatchObject([{ name: 'Garden evening', pollCount: 2 }])
    await room.host('deleteMeeting', { meetingId })
    room = await room.restart()

    const target = await newMeeting()
    await room.host('createPoll', { meetingId: target, kind: 'motion', question: 'Minutes' })
    const [{ id: templateId } = { id: '' }] = (await room.host('listTemplates', {})).templates
    const { meeting } = await room.host('useTemplate', { templateId, meetingId: target })
    expect(meeting.agenda.map((item) => (item.type === 'section' ? item.title : 'poll'))).toEqual([
      'poll',
      'Garden',
      'poll',
      'poll',
    ])
    const { kind, question, options, settings } = poll
    expect(meeting.polls[1]).toMatchObject({ kind, question, options, settings, notes: 'Show the basket' })
    expect(meeting.polls[1]?.options[0]?.image).toBe(image)
    expect(meeting.polls[2]).toMatchObject({ question: 'Shall we?', settings: motion.poll.settings, status: 'draft' })
    expect(meeting.polls.map(({ id }) => id)).not.toContain(poll.id)
    // Twice is twice: a quiz evening has several rounds.
    expect((await room.host('useTemplate', { templateId, meetingId: target })).meeting.polls).toHaveLength(5)
  })

  it('of some questions has them in the order of the agenda, without headings', async () => {
    const ids: string[] = []
    for (const question of ['One', 'Two', 'Three']) {
      ids.push((await room.host('createPoll', { meetingId, kind: 'motion', question })).poll.id)
    }
    await room.host('createSection', { meetingId, title: 'Part', position: 0 })
    const { templates } = await room.host('saveTemplate', {
      meetingId,
      name: 'Two of them',
      pollIds: [ids[2] ?? '', ids[0] ?? ''],
    })
    const target = await newMeeting()
    const used = await room.host('useTemplate', { templateId: templates[0]?.id ?? '', meetingId: target })
    expect(used.meeting.polls.map(({ question }) => question)).toEqual(['One', 'Three'])
    expect(used.meeting.agenda).toHaveLength(2)
  })

  it('of a question that has been asked is a question that can be asked', async () => {
    const { poll } = await room.host('createPoll', { meetingId, kind: 'motion', question: 'Shall we?' })
    await room.host('startMeeting', { meetingId })
    await room.host('openPoll', { pollId: poll.id })
    await (await room.phone()).vote(poll.id, ['yes'])
    await room.host('closePoll', { pollId: poll.id })
    const { templates } = await room.host('saveTemplate', { meetingId, name: 'Vote' })
    const used = await room.host('useTemplate', { templateId: templates[0]?.id ?? '', meetingId })
    expect(used.meeting.polls[1]).toMatchObject({ status: 'draft', voted: 0, earlierRounds: [] })
    await room.host('openPoll', { pollId: used.meeting.polls[1]?.id ?? '' })
  })

  it('is deleted, and meetings made from it keep what they have', async () => {
    await room.host('createPoll', { meetingId, kind: 'motion', question: 'Shall we?' })
    const { templates } = await room.host('saveTemplate', { meetingId, name: 'Vote' })
    const templateId = templates[0]?.id ?? ''
    const target = await newMeeting()
    await room.host('useTemplate', { templateId, meetingId: target })
    expect((await room.host('deleteTemplate', { templateId })).templates).toEqual([])
    expect((await room.host('getMeeting', { meetingId: target })).meeting.polls).toHaveLength(1)
    expect(await code('deleteTemplate', { templateId })).toBe('templateNotFound')
    expect(await code('useTemplate', { templateId, meetingId: target })).toBe('templateNotFound')
  })

  it('needs a name, a meeting, questions, and these must be of that meeting', async () => {
    expect(await code('saveTemplate', { meetingId, name: 'Empty' })).toBe('templateEmpty')
    await room.host('createSection', { meetingId, title: 'Only a heading' })
    expect(await code('saveTemplate', { meetingId, name: 'Empty' })).toBe('templateEmpty')
    await room.host('createPoll', { meetingId, kind: 'motion', question: 'Shall we?' })
    const other = await newMeeting()
    const { poll } = await room.host('createPoll', { meetingId: other, kind: 'motion', question: 'Elsewhere' })
    expect(await code('saveTemplate', { meetingId, name: ' ' })).toBe('textEmpty')
    expect(await code('saveTemplate', { meetingId, name: 'x'.repeat(121) })).toBe('textTooLong')
    expect(await code('saveTemplate', { meetingId, name: 'x', pollIds: [poll.id] })).toBe('pollNotFound')
    expect(await code('saveTemplate', { meetingId, name: 'x', pollIds: [] })).toBe('templateEmpty')
    expect(await code('saveTemplate', { meetingId: 'none', name: 'x' })).toBe('meetingNotFound')
    expect((await room.host('listTemplates', {})).templates).toEqual([])
  })

  it('stands in a list that can be read: by name, and not without end', async () => {
    await room.host('createPoll', { meetingId, kind: 'motion', question: 'Shall we?' })
    for (let number = 1; number <= maxTemplates; number++) {
      await room.host('saveTemplate', { meetingId, name: `Evening ${String(1000 - number)}` })
    }
    const { templates } = await room.host('listTemplates', {})
    expect(templates).toHaveLength(maxTemplates)
    expect(templates[0]?.name).toBe('Evening 800')
    const refused = await room.tryHost('saveTemplate', { meetingId, name: 'One more' })
    expect([refused.status, refused.json.code, refused.json.params]).toEqual([409, 'templatesTooMany', { max: 200 }])
  })
})
