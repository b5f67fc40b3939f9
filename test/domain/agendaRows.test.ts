import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsToDrafts } from '../../src/domain/agendaRows.ts'

const poll = (kind: string, question: string, options: string[] = [], settings: Record<string, unknown> = {}) => ({
  type: 'poll',
  kind,
  question,
  options,
  settings,
})

describe('an agenda from a table', () => {
  it('has its columns in any order, in English', () => {
    const rows = [
      ['Question', 'KIND', 'option1', 'Option 2', 'max', 'Section'],
      ['Where?', '', 'Lyon', 'Ghent', '2', 'Opening'],
      ['Adopt?', 'motion', '', '', '', 'Opening'],
      ['', '', '', '', '', ''],
      ['', '', '', '', '', 'Votes'],
      ['Capital?', 'quiz', 'Lyon', 'Paris *', '', ''],
    ]
    expect(rowsToDrafts(rows)).toEqual({
      ok: true,
      value: [
        { type: 'section', title: 'Opening' },
        poll('choice', 'Where?', ['Lyon', 'Ghent'], { max: 2 }),
        poll('motion', 'Adopt?'),
        { type: 'section', title: 'Votes' },
        poll('quiz', 'Capital?', ['Lyon', 'Paris'], { correct: ['o2'] }),
      ],
    })
  })

  it('and in Chinese, with several options in one cell', () => {
    const rows = [
      ['\uFEFF题型', '题目', '选项'],
      ['词云', '一个词？', ''],
      ['', '去哪里？', '上海|北京｜广州\r\n深圳|'],
    ]
    expect(rowsToDrafts(rows)).toEqual({
      ok: true,
      value: [poll('words', '一个词？'), poll('choice', '去哪里？', ['上海', '北京', '广州', '深圳'])],
    })
  })

  it('takes the words of a cell as they are written', () => {
    const rows = [['question'], ['"Why", she said,\nand left [quiz] (max 2)'], ['- Motion: x'], ['=1+1']]
    expect(rowsToDrafts(rows)).toMatchObject({
      value: [
        { question: '"Why", she said, and left [quiz] (max 2)', kind: 'motion' },
        { question: '- Motion: x' },
        { question: '=1+1' },
      ],
    })
  })

  it('may have short rows, empty cells between options, and no name over an empty column', () => {
    const rows = [[''], ['question', '', 'option1', 'option2', 'option3'], ['A?'], ['B?', ' ', 'x', '', 'z']]
    expect(rowsToDrafts(rows)).toEqual({ ok: true, value: [poll('motion', 'A?'), poll('choice', 'B?', ['x', 'z'])] })
  })

  it('takes one choice for what it is where nothing else is possible', () => {
    expect(
      rowsToDrafts([
        ['question', 'max'],
        ['A?', '1'],
      ]),
    ).toEqual({ ok: true, value: [poll('motion', 'A?')] })
  })
})

describe('a table with a mistake', () => {
  const options31 = Array.from({ length: 31 }, (_, number) => `o${number}`).join('|')
  it.each<[string, string[][], string, Record<string, unknown> | undefined]>([
    ['no rows', [], 'importEmpty', undefined],
    ['empty rows', [[''], [' ', '\t']], 'importEmpty', undefined],
    ['a header only', [['question']], 'importEmpty', undefined],
    ['no names over the columns', [['Where?', 'Lyon', 'Ghent']], 'importColumnUnfit', { column: 'Where?' }],
    [
      'no column of questions',
      [
        ['kind', 'options'],
        ['motion', ''],
      ],
      'importColumnMissing',
      undefined,
    ],
    [
      'an unknown column',
      [
        ['question', 'constructor'],
        ['A?', ''],
      ],
      'importColumnUnfit',
      { column: 'constructor' },
    ],
    [
      'a column twice',
      [
        ['question', '题目'],
        ['A?', ''],
      ],
      'importColumnUnfit',
      { column: '题目' },
    ],
    ['an option twice', [['question', 'option1', 'Option1']], 'importColumnUnfit', { column: 'Option1' }],
    ['a cell under no name', [['question'], ['A?', '', 'stray']], 'importColumnUnfit', { column: '3' }],
    ['an unknown kind', [['question', 'kind'], [], ['A?', 'poll']], 'importKindUnknown', { line: 3, kind: 'poll' }],
    [
      'a prototype for a kind',
      [
        ['question', 'kind'],
        ['A?', '__proto__'],
      ],
      'importKindUnknown',
      { line: 2, kind: '__proto__' },
    ],
    [
      'a kind without a question',
      [
        ['question', 'kind'],
        ['', 'motion'],
      ],
      'importTextMissing',
      { line: 2 },
    ],
    [
      'options without a question',
      [
        ['question', 'options'],
        ['A?', ''],
        ['', 'x|y'],
      ],
      'importTextMissing',
      { line: 3 },
    ],
    ['a question too long', [['question'], ['x'.repeat(301)]], 'importTextTooLong', { line: 2, limit: 300 }],
    ['a cell of a megabyte', [['question'], ['x'.repeat(1_000_000)]], 'importTextTooLong', { line: 2, limit: 300 }],
    [
      'an option too long',
      [
        ['question', 'options'],
        ['A?', 'x'.repeat(201)],
      ],
      'importTextTooLong',
      { line: 2, limit: 200 },
    ],
    [
      '31 options',
      [
        ['question', 'options'],
        ['A?', options31],
      ],
      'importOptionsTooMany',
      { line: 2, max: 30 },
    ],
    [
      'options for words',
      [
        ['question', 'kind', 'options'],
        ['A?', 'words', 'x|y'],
      ],
      'importOptionUnfit',
      { line: 2 },
    ],
    [
      'too many to choose',
      [
        ['question', 'options', 'max'],
        ['A?', 'x|y', '3'],
      ],
      'importMaxUnfit',
      { line: 2, max: 2 },
    ],
    [
      'a number that is none',
      [
        ['question', 'options', 'max'],
        ['A?', 'x|y', '1e0'],
      ],
      'importMaxUnfit',
      { line: 2, max: 2 },
    ],
    [
      'several to choose in a motion',
      [
        ['question', 'max'],
        ['A?', '2'],
      ],
      'importMaxUnfit',
      { line: 2, max: 1 },
    ],
    ['501 questions', [['question'], ...Array.from({ length: 501 }, () => ['A?'])], 'importTooMany', { max: 500 }],
  ])('adds nothing and says where: %s', (_name, rows, code, params) => {
    expect(rowsToDrafts(rows)).toEqual(params === undefined ? { ok: false, code } : { ok: false, code, params })
  })

  it('is not held up by a cell of blanks', () => {
    const blanks = `Paris${' '.repeat(500_000)}x`
    const rows = [['question', 'kind', 'options'], ...Array.from({ length: 20 }, () => ['A?', 'quiz', blanks])]
    expect(rowsToDrafts(rows)).toMatchObject({ code: 'importTextTooLong', params: { line: 2, limit: 200 } })
  })

  it('never throws, whatever the cells say', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('question', 'kind', 'options', 'max', 'quiz', '2'),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), (rows) => {
        const read = rowsToDrafts(rows)
        if (!read.ok) expect(read.code).toMatch(/^import/)
      }),
      { numRuns: 500 },
    )
  })
})
