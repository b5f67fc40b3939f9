import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HostPoll } from '../../../src/contract/views.ts'
import { startRoom, type Reply, type TestRoom } from '../room.ts'

let room: TestRoom
let meetingId: string

beforeEach(async () => {
  room = await startRoom()
  meetingId = (await room.host('createMeeting', { title: 'Annual meeting' })).meeting.id
  await room.host('createPoll', { meetingId, kind: 'motion', question: 'Minutes' })
})
afterEach(() => room.close())

const polls = async (): Promise<readonly HostPoll[]> => (await room.host('getMeeting', { meetingId })).meeting.polls
const csv = (text: string, preview = false): Promise<Reply> =>
  room.tryHost('importAgenda', { meetingId, format: 'csv', text, preview })
const lines = (text: string, preview = false): Promise<Reply> =>
  room.tryHost('importAgenda', { meetingId, format: 'lines', text, preview })

/** Sees to it that nothing was added, not even for a moment: the file holds what it held. */
async function nothingWasAdded(): Promise<void> {
  const { meeting } = await room.host('getMeeting', { meetingId })
  expect(meeting.agenda).toHaveLength(1)
  expect(meeting.polls.map(({ question }) => question)).toEqual(['Minutes'])
}

describe('pasted lines', () => {
  const text = `# Money
Shall the fee rise?
What do we buy? (max 2)
- Tools
- Seeds
- Benches
Capital of France? [quiz]
- Lyon
- Paris *`

  it('become headings and questions behind what is there, ready to be asked', async () => {
    const reply = await lines(text)
    expect(reply.status).toBe(200)
    expect(reply.json.items).toEqual([
      { type: 'section', title: 'Money' },
      { type: 'poll', kind: 'motion', question: 'Shall the fee rise?', options: [], unknownTag: null },
      {
        type: 'poll',
        kind: 'choice',
        question: 'What do we buy?',
        options: ['Tools', 'Seeds', 'Benches'],
        unknownTag: null,
      },
      { type: 'poll', kind: 'quiz', question: 'Capital of France?', options: ['Lyon', 'Paris'], unknownTag: null },
    ])
    const { meeting } = await room.host('getMeeting', { meetingId })
    expect(meeting.agenda.map(({ type }) => type)).toEqual(['poll', 'section', 'poll', 'poll', 'poll'])
    const [, motion, choice, quiz] = meeting.polls
    expect(motion).toMatchObject({ kind: 'motion', status: 'draft' })
    expect(choice).toMatchObject({ kind: 'choice', settings: { max: 2 } })
    expect(quiz).toMatchObject({ kind: 'quiz', settings: { correct: ['o2'] } })
    await room.host('startMeeting', { meetingId })
    for (const { id } of meeting.polls) await room.host('openPoll', { pollId: id })
  })

  it('say where brackets name no kind and so stay in the question', async () => {
    const { items } = (await lines('Where? [karaoke]\n【草稿】Who?\nWhen? [quiz]\n- now\n[motion] We go. [1]', true))
      .json
    const tags = (items as { question: string; unknownTag: string | null }[]).map((item) => [
      item.question,
      item.unknownTag,
    ])
    expect(tags).toEqual([
      ['Where? [karaoke]', 'karaoke'],
      ['【草稿】Who?', '草稿'],
      ['When?', null],
      ['We go. [1]', '1'],
    ])
    // In a table the kind has a column of its own.
    expect((await csv('question\nWhere? [karaoke]', true)).json.items[0].unknownTag).toBeNull()
  })

  it('are shown first, and then nothing is written', async () => {
    const shown = await lines(text, true)
    expect(shown.status).toBe(200)
    await nothingWasAdded()
    expect((await lines(text)).json).toEqual(shown.json)
  })

  it('say which line is wrong', async () => {
    const reply = await lines('Shall the fee rise?\n\nWhat do we buy?\n- \n- Seeds')
    expect(reply.status).toBe(422)
    expect(reply.json).toMatchObject({ code: 'importTextMissing', params: { line: 4 } })
    expect(reply.json.detail).toContain('Line 4')
    await nothingWasAdded()
  })
})

describe('a table', () => {
  it('may hold quotation marks, separators and line breaks inside its cells', async () => {
    const reply = await csv(
      'question,option1,option2\r\n"Tea, or\r\n""real"" coffee?","Tea, green","Coffee\nwith milk"\r\nSecond?,A,B\r\n',
    )
    expect(reply.status).toBe(200)
    const [, first, second] = await polls()
    expect(first?.question).toBe('Tea, or "real" coffee?')
    expect(first?.options.map(({ label }) => label)).toEqual(['Tea, green', 'Coffee with milk'])
    expect(second?.question).toBe('Second?')
  })

  it.each([
    ['commas', 'kind,question,options\nchoice,Where?,Sea|Hills\n'],
    ['semicolons, as spreadsheets of half Europe save it', 'kind;question;options\nchoice;Where?;Sea|Hills\n'],
    ['tabs, as cells are copied', 'kind\tquestion\toptions\r\nchoice\tWhere?\tSea|Hills\r\n'],
    ['a byte order mark', '\uFEFFkind,question,options\r\nchoice,Where?,Sea|Hills'],
    ['old Macintosh line ends', 'kind,question,options\rchoice,Where?,Sea|Hills\r'],
    ['Chinese names and kinds', '题型,题目,选项\n单选,Where?,Sea|Hills\n'],
  ])('may be written with %s', async (_name, text) => {
    const reply = await csv(text, true)
    expect(reply.json.items).toEqual([
      { type: 'poll', kind: 'choice', question: 'Where?', options: ['Sea', 'Hills'], unknownTag: null },
    ])
  })

  it('of one column keeps the commas of its questions', async () => {
    const reply = await csv('question\nTea, coffee, or nothing?\n', true)
    expect(reply.json.items).toEqual([
      { type: 'poll', kind: 'motion', question: 'Tea, coffee, or nothing?', options: [], unknownTag: null },
    ])
  })

  it('has headings, and text that looks like a formula is text', async () => {
    await csv('section,question,option1,option2\nMoney,=1+1,@SUM(A1),-3\nMoney,Next?,A,B\n')
    const { meeting } = await room.host('getMeeting', { meetingId })
    expect(meeting.agenda.map(({ type }) => type)).toEqual(['poll', 'section', 'poll', 'poll'])
    expect(meeting.polls[1]).toMatchObject({ question: '=1+1', options: [{ label: '@SUM(A1)' }, { label: '-3' }] })
  })

  it.each([
    ['nothing', '', 'importEmpty', {}],
    ['only a first row', 'question,options\n', 'importEmpty', {}],
    ['no names of columns', 'Where do we go?,Sea,Hills\n', 'importColumnUnfit', { column: 'Where do we go?' }],
    ['no questions', 'kind,options\nchoice,A|B\n', 'importColumnMissing', {}],
    ['a column that nobody knows', 'question,colour\nWhere?,red\n', 'importColumnUnfit', { column: 'colour' }],
    ['a column twice', 'question,question\nWhere?,When?\n', 'importColumnUnfit', { column: 'question' }],
    ['cells outside of its columns', 'question,option1\nWhere?,A,B\n', 'importColumnUnfit', { column: '3' }],
    ['a kind that nobody knows', 'kind,question\nduel,Who?\n', 'importKindUnknown', { line: 2, kind: 'duel' }],
    ['a row without a question', 'question,option1\nWhere?,A\n,B\n', 'importTextMissing', { line: 3 }],
    ['a question too long', `question\nx?\n${'x'.repeat(301)}\n`, 'importTextTooLong', { line: 3, limit: 300 }],
    ['a quotation mark that never ends', 'question,option1\n"Where?,A\nWhen?,B\n', 'importQuoteUnfit', { line: 2 }],
    ['a quotation mark inside of a cell', 'question,option1\nWhy?,C\n"Whe"re?,A\n', 'importQuoteUnfit', { line: 3 }],
    ['options of a motion', 'kind,question,option1\nmotion,Shall we?,A\n', 'importOptionUnfit', { line: 2 }],
    ['too many to choose', 'question,options,max\nWhich?,A|B,3\n', 'importMaxUnfit', { line: 2, max: 2 }],
    ['501 questions', `question\n${'Shall we?\n'.repeat(501)}`, 'importTooMany', { max: 500 }],
  ])('with %s is refused as a whole', async (_name, text, code, params) => {
    const good = text.startsWith('question,option1\n') ? text.replace('\n', '\nGood?,A\n') : text
    for (const preview of [true, false]) {
      const reply = await csv(text, preview)
      expect(reply.status).toBe(422)
      expect(reply.json).toMatchObject({ code, ...(Object.keys(params).length === 0 ? {} : { params }) })
      expect(reply.json.detail).not.toMatch(/\{\w+\}/)
    }
    expect((await csv(good)).status).toBe(422)
    await nothingWasAdded()
  })

  it('of 500 questions is taken', async () => {
    expect((await csv(`question\n${'Shall we?\n'.repeat(500)}`)).status).toBe(200)
    expect(await polls()).toHaveLength(501)
  })
})

describe('too much', () => {
  const large = (name: string, size: number): Promise<Reply> =>
    room.tryHost(name, { meetingId, format: 'csv', text: 'x'.repeat(size) })

  it('of 50 MB is refused before it is read, and the program goes on', async () => {
    for (const name of ['importAgenda', 'createPoll']) {
      const reply = await large(name, 50_000_000)
      expect([reply.status, reply.json.code, reply.json.detail]).toEqual([
        413,
        'bodyTooLarge',
        'The request is too large. Nothing was changed.',
      ])
    }
    await nothingWasAdded()
  })

  it('of a text beyond a million characters is refused by its form', async () => {
    const reply = await large('importAgenda', 1_000_001)
    expect([reply.status, reply.json.code]).toEqual([400, 'badRequest'])
    await nothingWasAdded()
  })

  it('stays too much for a command that is no import', async () => {
    expect((await large('createPoll', 300_000)).status).toBe(413)
  })

  it('asks for a meeting that is there, and for a format that is known', async () => {
    const other = await room.tryHost('importAgenda', { meetingId: 'none', format: 'lines', text: 'Shall we?' })
    expect([other.status, other.json.code]).toEqual([404, 'meetingNotFound'])
    const format = await room.tryHost('importAgenda', { meetingId, format: 'xlsx', text: 'Shall we?' })
    expect([format.status, format.json.code]).toEqual([400, 'badRequest'])
  })
})
