import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runningPoll, startRoom, type TestRoom } from '../room.ts'
import { hold, parishPlan, type Plan } from './plans.ts'
import { unzip } from './zip.ts'

/** What somebody writes who wants a spreadsheet to do something, or to break. */
const formulas = [
  '=HYPERLINK("http://evil.example","prize")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '＝1+1',
]
const awkward = ['"quoted", and; semi', 'two\nlines', 'שלום עולם', 'شكرا', '海边', "'", '<b>&amp;</b>', 'a]]>b']

let room: TestRoom
beforeAll(async () => {
  room = await startRoom()
})
afterAll(() => room.close())

const pick = (...options: string[]): { options: string[] } => ({ options })
const voted = (...answers: unknown[]): Plan['polls'][number]['rounds'][number] => ({
  answers,
  act: 'none',
  reopened: false,
  decisions: [],
})

/** A choice for each of the texts, which stands in the question, an option and an own answer. */
const hostile: Plan = {
  ...parishPlan,
  title: '=HYPERLINK("http://evil.example") [1]: a/b*c?',
  polls: [...formulas, ...awkward].map((text) => ({
    kind: 'choice',
    section: null,
    picture: null,
    notes: '',
    after: 'nothing',
    question: text,
    labels: [text, 'plain', 'other'],
    settings: { other: true },
    rounds: [voted(pick('o1'), pick('o1'), { options: [], other: text })],
  })),
}

async function file(meetingId: string, format: string, more: object = {}): Promise<Buffer> {
  const reply = await room.tryHost('exportMeeting', { meetingId, format, ...more })
  if (reply.status !== 200) throw new Error(reply.text)
  return reply.bytes
}

function rowsOf(csv: Buffer): Record<string, string>[] {
  const text = csv.toString('utf8')
  expect(text.startsWith('\uFEFF')).toBe(true)
  expect(text.replaceAll('\r\n', '').includes('\r')).toBe(false)
  const { data, errors } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true })
  expect(errors).toEqual([])
  return data
}

it('decide nothing while people vote: what would be carried now may be lost in a minute', async () => {
  const { meetingId, pollId } = await runningPoll(room, { kind: 'motion', options: undefined })
  await (await room.phone()).vote(pollId, ['yes'])
  for (const format of ['csv', 'html']) {
    expect((await file(meetingId, format)).toString('utf8')).not.toContain('Carried')
  }
  await room.host('endMeeting', { meetingId })
  for (const format of ['csv', 'html']) {
    expect((await file(meetingId, format)).toString('utf8')).toContain('Carried. More than half of yes and no needed')
  }
})

describe('CSV', () => {
  it('has a row for each line of each result, with counts, shares, their base, and the verdict', async () => {
    const rows = rowsOf(await file(await hold(room, parishPlan), 'csv'))
    const roof = rows.filter((row) => row['No.'] === '1')
    expect(roof.map((row) => [row['Option'], row['Votes'], row['Share']])).toEqual([
      ['Yes', '2', '67 %'],
      ['No', '1', '33 %'],
      ['Abstain', '0', ''],
    ])
    expect(roof[0]).toMatchObject({
      Meeting: 'Parish council, November',
      Kind: 'Motion',
      Voted: '3',
      Joined: '3',
      'What 100 % is': '100 % is yes and no: 3',
      Verdict:
        'Carried. Quorum: 5 people needed, 5 present. At least two thirds of yes and no needed: 2 of 3. Reached: 2.',
    })
    expect(Date.parse(roof[0]?.['Opened'] ?? '')).toBeGreaterThan(1_700_000_000_000)
    expect(rows.filter((row) => row['No.'] === '3').map((row) => row['Round'])).toEqual(['1', '1', '1', '2', '2', '2'])
    const points = rows.filter((row) => row['No.'] === '7').map((row) => [row['Option'], row['Points'], row['Share']])
    expect(points).toEqual([
      ['Roof', '160', '80 %'],
      ['Garden', '40', '20 %'],
      ['Music', '0', '0 %'],
    ])
    expect(rows.filter((row) => row['Right answer'] !== '').map((row) => [row['Option'], row['Right answer']])).toEqual(
      [['1910', 'right']],
    )
    expect(rows.find((row) => row['Kind'] === 'Estimate')?.['Figures']).toContain('Right answer: 120 · Nearest: 130')
    expect(rows.find((row) => row['Option'] === 'Rude word')?.['Moderation']).toBe('removed by the host')
    expect(rows.some((row) => row['Question'] === 'Asked by mistake')).toBe(false)
  })

  it('of one poll has its rows alone, and its name', async () => {
    const meetingId = await hold(room, parishPlan)
    const { meeting } = await room.host('getMeeting', { meetingId })
    const pollId = meeting.polls[2]?.id ?? ''
    const rows = rowsOf(await file(meetingId, 'csv', { pollId }))
    expect(rows).toHaveLength(6)
    expect(new Set(rows.map((row) => row['Question']))).toEqual(new Set(['Who chairs the council?']))
    const reply = await room.tryHost('exportMeeting', { meetingId, format: 'csv', pollId })
    expect(reply.headers['content-disposition']).toContain('Parish council November - Who chairs the council.csv')
    expect((await room.tryHost('exportMeeting', { meetingId, format: 'csv', pollId: 'x' })).json.code).toBe(
      'pollNotFound',
    )
  })

  it('holds no formula, wherever somebody wrote one, and every text as it was written', async () => {
    const rows = rowsOf(await file(await hold(room, hostile), 'csv'))
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
    for (const [index, text] of [...formulas, ...awkward].entries()) {
      const kept = text.replace(/\s/g, ' ').trim()
      const own = rows.filter((row) => row['No.'] === String(index + 1))
      expect(own[0]?.['Question']?.replace(/^'(?=[=+\-@＝])/, '')).toBe(kept)
      expect(own.map((row) => row['Option']?.replace(/^'(?=[=+\-@＝])/, ''))).toEqual([
        kept,
        'plain',
        'other',
        'Other answers',
        kept,
      ])
    }
  })
})

interface SheetCell {
  readonly type: string | undefined
  readonly text: string
}

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&amp;': '&',
}
const plain = (xml: string): string =>
  xml.replace(/&(lt|gt|quot|apos|#39|amp);/g, (entity) => entities[entity] ?? entity)

/** Sheets by name, each with its cells by address. */
function workbook(bytes: Buffer): ReadonlyMap<string, ReadonlyMap<string, SheetCell>> {
  const files = unzip(bytes)
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, item = '']) =>
    plain([...item.matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map(([, text]) => text).join('')),
  )
  const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)]
  return new Map(
    names.map(([, name = ''], index) => {
      const xml = files.get(`xl/worksheets/sheet${index + 1}.xml`) ?? ''
      expect(xml).not.toContain('<f>')
      const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)].map(
        ([, address = '', attributes = '', content = '']): [string, SheetCell] => {
          const type = /t="(\w+)"/.exec(attributes)?.[1]
          const value = /<(?:v|t)[^>]*>([\s\S]*?)<\/(?:v|t)>/.exec(content)?.[1] ?? ''
          return [address, { type, text: type === 's' ? (shared[Number(value)] ?? '') : plain(value) }]
        },
      )
      return [plain(name), new Map(cells)]
    }),
  )
}

describe('XLSX', () => {
  it('has a summary and a sheet for each poll that was held, with real numbers', async () => {
    const sheets = workbook(await file(await hold(room, parishPlan), 'xlsx'))
    expect([...sheets.keys()].slice(0, 3)).toEqual([
      'Summary',
      '1 Shall we renew the roof of th',
      '2 Shall the hall be open on Sun',
    ])
    expect(sheets.size).toBe(14)
    const roof = [...sheets.values()][1]
    const at = (text: string): string => [...(roof ?? [])].find(([, cell]) => cell.text === text)?.[0] ?? ''
    const row = at('Yes').replace('A', '')
    expect(roof?.get(`B${row}`)).toEqual({ type: undefined, text: '2' })
    expect(Number(roof?.get(`C${row}`)?.text)).toBeCloseTo(0.67, 10)
    expect([...(roof?.values() ?? [])].some(({ text }) => text.startsWith('Carried.'))).toBe(true)
    const quiz = [...sheets].find(([name]) => name.includes('When was the hall'))?.[1]
    const built = [...(quiz ?? [])].find(([, cell]) => cell.text === '1910')?.[0].replace('A', '') ?? ''
    expect(quiz?.get(`H${built}`)?.text).toBe('right')
    expect(quiz?.get(`H${Number(built) + 1}`)?.text ?? '').toBe('')
    const board = sheets.get('Leaderboard')
    expect(['A1', 'B1', 'C1', 'D1'].map((cell) => board?.get(cell)?.text)).toEqual([
      'Place',
      'Name',
      'Points',
      'Right answers',
    ])
    expect(['A2', 'A3', 'A4'].map((cell) => board?.get(cell))).toEqual([
      { type: undefined, text: '1' },
      { type: undefined, text: '1' },
      { type: undefined, text: '3' },
    ])
    const summary = [...(sheets.get('Summary')?.values() ?? [])].map(({ text }) => text)
    expect(summary).toContain('Who chairs the council?')
    expect(summary.filter((text) => /^Elected: .*Decided by lot/.test(text))).toHaveLength(1)
  })

  it('takes every text as text, and makes names that Excel takes, none twice', async () => {
    const twins = { ...hostile, polls: [...hostile.polls, ...hostile.polls.slice(0, 2), ...hostile.polls.slice(0, 2)] }
    const sheets = workbook(await file(await hold(room, twins), 'xlsx'))
    const names = [...sheets.keys()]
    expect(names).toHaveLength(1 + twins.polls.length)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    for (const name of names) {
      expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
      expect(name).not.toMatch(/^'|'$|^\s|\s$/)
    }
    for (const [index, text] of [...formulas, ...awkward].entries()) {
      const kept = text.replace(/\s/g, ' ').trim()
      const cells = [...([...sheets.values()][index + 1]?.values() ?? [])].filter((cell) => cell.text === kept)
      // The question, the option and the own answer.
      expect(cells).toHaveLength(3)
      for (const { type } of cells) expect(['s', 'inlineStr', 'str']).toContain(type)
    }
  })
})
