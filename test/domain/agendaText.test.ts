import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindNamed, type AgendaDraft } from '../../src/domain/agendaDraft.ts'
import { linesToDrafts } from '../../src/domain/agendaText.ts'
import { kindOf, pollKinds } from '../../src/domain/kinds/index.ts'
import type { Result } from '../../src/domain/refusal.ts'

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.params)}`)
  return result.value
}

const poll = (
  kind: Extract<AgendaDraft, { type: 'poll' }>['kind'],
  question: string,
  options: string[] = [],
  settings: Record<string, unknown> = {},
): AgendaDraft => ({ type: 'poll', kind, question, options, settings })
const section = (title: string): AgendaDraft => ({ type: 'section', title })
/** What one question line becomes. */
const only = (text: string): AgendaDraft | undefined => must(linesToDrafts(text))[0]

describe('a pasted agenda', () => {
  it('is sections, questions and their options', () => {
    const text = `# Opening

Where do we meet next year?
- Lyon
- Ghent

* not this
– but
• that

## 财务
动议：批准预算
Motion: adopt the minutes
Who shall speak? [ranking]
1. Anna
2) Ben
3、陈
`
    expect(must(linesToDrafts(text))).toEqual([
      section('Opening'),
      poll('choice', 'Where do we meet next year?', ['Lyon', 'Ghent', 'not this', 'but', 'that']),
      section('财务'),
      poll('motion', '批准预算'),
      poll('motion', 'adopt the minutes'),
      poll('ranking', 'Who shall speak?', ['Anna', 'Ben', '陈']),
    ])
  })

  it('may come from any computer and any word processor', () => {
    const plain = 'Which?\n- One\n- Two\n\nAdopt?'
    const expected = must(linesToDrafts(plain))
    for (const text of [
      `\uFEFF${plain}`,
      plain.replaceAll('\n', '\r\n'),
      plain.replaceAll('\n', '\r'),
      plain.replaceAll('\n', '\u2028'),
      plain.replaceAll('\n', '\v'),
      plain.replaceAll('- ', '\t•\t'),
      plain.replaceAll('- ', '\u3000－'),
      plain.replaceAll('- ', '— '),
      plain.replaceAll('- ', '——'),
      plain.replaceAll('- ', '−'),
      plain.replaceAll('\n\n', '\n \t \n\u200B\n----\n'),
      `${plain}\n\n\n`,
    ]) {
      expect(must(linesToDrafts(text)), JSON.stringify(text)).toEqual(expected)
    }
  })

  it('takes a number before a question with bullets as the number of the question', () => {
    expect(must(linesToDrafts('1. Which?\n- One\n- Two\n２．Who?\n\n* Anna\n* Ben'))).toEqual([
      poll('choice', 'Which?', ['One', 'Two']),
      poll('choice', 'Who?', ['Anna', 'Ben']),
    ])
    expect(only('1.5 million for the roof?')).toEqual(poll('motion', '1.5 million for the roof?'))
    expect(only('2024. A good year?')).toEqual(poll('motion', '2024. A good year?'))
  })

  it.each(pollKinds)('names %s in brackets, before or behind the question', (kind) => {
    for (const text of [`Q? [${kind}]`, `[${kind.toUpperCase()}] Q?`, `Q?【${kind}】`, `［${kind}］ Q?`]) {
      expect(only(text), text).toEqual(poll(kind, 'Q?'))
    }
  })

  it('names every kind in Chinese too, and none by accident', () => {
    expect(
      '选择 单选 多选 议案 动议 评分 排序 点数 词云 文字 数字 测验 提问'.split(' ').map((name) => kindNamed(name)),
    ).toEqual('choice choice choice motion motion rating ranking points words text number quiz questions'.split(' '))
    for (const name of ['', 'constructor', '__proto__', 'toString', 'poll']) expect(kindNamed(name)).toBeNull()
  })

  it('leaves brackets alone that name no kind', () => {
    expect(only('Approve the budget [Annex 2]?')).toEqual(poll('motion', 'Approve the budget [Annex 2]?'))
    expect(only('Approve the budget [Annex 2]')).toEqual(poll('motion', 'Approve the budget [Annex 2]'))
    expect(only('[quiz night] when?')).toEqual(poll('motion', '[quiz night] when?'))
    expect(only('Is [quiz] a word?')).toEqual(poll('motion', 'Is [quiz] a word?'))
    expect(only('#hashtag or not?')).toEqual(poll('motion', '#hashtag or not?'))
  })

  it('says how many may be chosen', () => {
    const options = '\n- a\n- b\n- c'
    const three = poll('choice', 'Which?', ['a', 'b', 'c'], { max: 2 })
    for (const question of [
      'Which? (max 2)',
      'Which?（最多2项）',
      'Which? (max. 2)',
      'Which?（最多选２个）',
      'Which? (up to 2)',
    ]) {
      expect(only(question + options), question).toEqual(three)
    }
    expect(only(`Which? (max 2) [choice]${options}`)).toEqual(three)
    expect(only(`Which? [choice] (max 2)${options}`)).toEqual(three)
    expect(only('In short? [words] (max 5)')).toEqual(poll('words', 'In short?', [], { max: 5 }))
    expect(only('In short? (max 5) [words]')).toEqual(poll('words', 'In short?', [], { max: 5 }))
    expect(only('Which? [choice] (max 4)')).toEqual(poll('choice', 'Which?', [], { max: 4 }))
  })

  it('leaves a number alone that means nothing for the kind', () => {
    expect(only('Pay a deposit (max 500)')).toEqual(poll('motion', 'Pay a deposit (max 500)'))
    expect(only('Pay a deposit [motion] (max 500)')).toEqual(poll('motion', 'Pay a deposit (max 500)'))
    expect(only('Motion: a deposit (max 500)')).toEqual(poll('motion', 'a deposit (max 500)'))
  })

  it('marks the right options of a quiz, and keeps such marks elsewhere', () => {
    expect(only('Capital of France? [quiz]\n- Lyon\n- Paris *\n- Nice')).toEqual(
      poll('quiz', 'Capital of France?', ['Lyon', 'Paris', 'Nice'], { correct: ['o2'] }),
    )
    expect(only('【测验】Even?\n- 2 ✓\n- 3\n- 4（x）\n- 6 (X)\n- 8 ✅\n- 10 ✔️\n- 12＊')).toEqual(
      poll('quiz', 'Even?', ['2', '3', '4', '6', '8', '10', '12'], {
        correct: ['o1', 'o3', 'o4', 'o5', 'o6', 'o7'],
        max: 6,
      }),
    )
    expect(only('Even? [quiz] (max 2)\n- 2*\n- 3')).toEqual(
      poll('quiz', 'Even?', ['2', '3'], { correct: ['o1'], max: 2 }),
    )
    expect(only('Which?\n- Paris *\n- Nice (x)')).toEqual(poll('choice', 'Which?', ['Paris *', 'Nice (x)']))
  })

  it('gives only settings that the kind takes', () => {
    const text = 'A? (max 2)\n- 1\n- 2\nB? [quiz]\n- 1*\n- 2*\nC [words] (max 10)'
    for (const draft of must(linesToDrafts(text))) {
      if (draft.type !== 'poll') continue
      const kind = kindOf(draft.kind)
      expect(kind.readSettings(draft.settings, kind.defaultSettings)).toMatchObject({ ok: true, value: draft.settings })
    }
  })

  it('keeps the text of people as text', () => {
    const strange = 'שלום\n- 👨‍👩‍👧\n- __proto__\n- =1+1\n- <b>x</b>'
    expect(only(strange)).toEqual(poll('choice', 'שלום', ['👨‍👩‍👧', '__proto__', '=1+1', '<b>x</b>']))
    expect(only(`a\u202Eb\ud83d\u0000?`)).toEqual(poll('motion', 'ab?'))
  })
})

describe('a pasted agenda with a mistake', () => {
  const fine = 'Which?\n- One\n- Two\n\n'
  const line = (count: number, text: string): string => Array.from({ length: count }, () => text).join('\n')
  it.each<[string, string, string, Record<string, number> | undefined]>([
    ['nothing in it', '', 'importEmpty', undefined],
    ['white space only', ' \r\n\t\uFEFF\n---\n', 'importEmpty', undefined],
    ['an option before any question', '\n- One', 'importOptionWithoutQuestion', { line: 2 }],
    ['an option behind a section', `${fine}# Second\n- One`, 'importOptionWithoutQuestion', { line: 6 }],
    ['an empty option', `${fine}Who?\n-`, 'importTextMissing', { line: 6 }],
    ['an option that is a mark only', `${fine}Who? [quiz]\n- *`, 'importTextMissing', { line: 6 }],
    ['an empty section', `${fine}#`, 'importTextMissing', { line: 5 }],
    ['a kind without a question', `${fine}[quiz]`, 'importTextMissing', { line: 5 }],
    ['a motion without words', `${fine}Motion:`, 'importTextMissing', { line: 5 }],
    ['a question of 301 characters', `${fine}${'x'.repeat(301)}`, 'importTextTooLong', { line: 5, limit: 300 }],
    ['a line of 100,000 characters', `${fine}${'x'.repeat(100_000)}`, 'importTextTooLong', { line: 5, limit: 300 }],
    ['an option of 201 characters', `Who?\n- a\n- ${'x'.repeat(201)}`, 'importTextTooLong', { line: 3, limit: 200 }],
    ['a quiz option too long', `Who? [quiz]\n- ${'x'.repeat(201)} *`, 'importTextTooLong', { line: 2, limit: 200 }],
    ['a title of 121 characters', `# ${'x'.repeat(121)}`, 'importTextTooLong', { line: 1, limit: 120 }],
    ['31 options', `Who?\n${line(31, '- a')}`, 'importOptionsTooMany', { line: 32, max: 30 }],
    ['options for a motion', 'Motion: adopt\n- Yes', 'importOptionUnfit', { line: 2 }],
    ['options for words', '[words] Hm?\n\n- Yes', 'importOptionUnfit', { line: 3 }],
    ['none to choose', 'Who? (max 0)\n- a\n- b', 'importMaxUnfit', { line: 1, max: 2 }],
    ['more to choose than there are', 'Who? (max 3)\n- a\n- b', 'importMaxUnfit', { line: 1, max: 2 }],
    ['more words than fit', 'Hm? [words] (max 11)', 'importMaxUnfit', { line: 1, max: 10 }],
    ['501 questions', line(501, 'Adopt?'), 'importTooMany', { max: 500 }],
    ['the first of two mistakes', '# A\n- One\n# B\n- Two', 'importOptionWithoutQuestion', { line: 2 }],
    ['an early mistake before a longer line', `[words] A\n- b\n${'x'.repeat(9999)}`, 'importOptionUnfit', { line: 2 }],
    ['a mistake among 600 lines', `- a\n${line(600, 'Adopt?')}`, 'importOptionWithoutQuestion', { line: 1 }],
  ])('adds nothing and names the line: %s', (_name, text, code, params) => {
    expect(linesToDrafts(text)).toEqual(params === undefined ? { ok: false, code } : { ok: false, code, params })
  })

  it('takes exactly as much as it may', () => {
    expect(must(linesToDrafts(line(500, 'Adopt?')))).toHaveLength(500)
    expect(only(`${'x'.repeat(300)}\n${line(30, `- ${'y'.repeat(200)}`)}`)).toMatchObject({ options: { length: 30 } })
    expect(only(`Q [quiz]\n- ${'y'.repeat(200)} *`)).toMatchObject({ settings: { correct: ['o1'] } })
  })

  it('never throws, and reads a megabyte of nonsense in no time that anybody notices', () => {
    const piece = fc.constantFrom(
      '- ',
      '# ',
      '1. ',
      '[quiz]',
      '(max 2)',
      '\n',
      '\r',
      ' ',
      '*',
      'a',
      '？',
      '\ud83d',
      '【',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const read = linesToDrafts(text)
          if (read.ok) expect(read.value.length).toBeGreaterThan(0)
          else expect(read.code).toMatch(/^import/)
        },
      ),
      { numRuns: 500 },
    )
    for (const nonsense of [
      '1. a\n',
      '(',
      '[ ',
      '- \n',
      ' \n1.\n',
      `${'('.repeat(5000)}\n`,
      `${'a '.repeat(2900)}*\n`,
    ]) {
      expect(linesToDrafts(nonsense.repeat(Math.ceil(1_000_000 / nonsense.length))).ok).toBe(false)
    }
  })
})
