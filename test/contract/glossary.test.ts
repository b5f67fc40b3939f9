import { describe, expect, it } from 'vitest'
import * as en from '../../src/contract/languages/en.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import { kindNamed } from '../../src/domain/agendaDraft.ts'
import { pollKinds } from '../../src/domain/kinds/index.ts'

/** One noun for one thing, on every screen and on paper. */

/** Every sentence, with the path to it. */
function sentences(node: unknown, path: string): [path: string, sentence: string][] {
  if (typeof node === 'string') return [[path, node]]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, member]) => sentences(member, `${path}.${name}`))
}

/** What is not said, and what is said instead. */
const unsaid: readonly [language: object, word: RegExp, instead: string][] = [
  [en, /\bMean\b/, 'average'],
  [en, /\bpodium\b/i, 'leaderboard'],
  [en, /\bscoreboard\b/i, 'leaderboard'],
  [en, /\bagenda item\b/i, 'question'],
  [zh, /平均值|均值/u, '平均'],
  [zh, /散列|杂凑/u, '哈希值'],
  [zh, /领奖台|积分榜/u, '排行榜'],
  [zh, /测验|测试题/u, '知识竞答'],
  [zh, /参会方式/u, '参加方式'],
]

it.each(unsaid)('%#: %s is never said', (language, word, instead) => {
  const said = sentences({ ...language }, '').filter(([, sentence]) => word.test(sentence))
  expect(said, `say “${instead}”`).toEqual([])
})

describe.each([
  ['English', en],
  ['Chinese', zh],
])('in %s', (_name, { kindNames, host, documents, standings, results: _results, ratingResults, numberResults }) => {
  it('a kind has one name, which lines that are pasted may give it', () => {
    for (const kind of pollKinds) {
      if (kind !== 'choice') expect(host.agenda.kind[kind]).toBe(kindNames[kind])
      expect(kindNamed(kindNames[kind]), kindNames[kind]).toBe(kind)
    }
    expect(documents.election).toBe(host.agenda.kind.election)
  })

  it('a figure has one name in comparisons and on paper', () => {
    for (const [figure, name] of Object.entries(documents.figures)) {
      expect(name).toContain(host.compare.figures[figure as keyof typeof documents.figures])
    }
  })

  it('average and spread are what the results call them', () => {
    for (const said of [ratingResults.mean, numberResults.mean]) expect(said).toContain(documents.figures.mean)
    expect(ratingResults.spread).toContain(host.compare.figures.deviation)
  })

  it('the leaderboard is one, wherever it is shown', () => {
    expect(host.room.modes.standings).toBe(standings.title)
  })
})
