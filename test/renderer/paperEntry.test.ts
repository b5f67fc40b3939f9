import { describe, expect, it } from 'vitest'
import { choice } from '../../src/domain/kinds/choice.ts'
import {
  countOf,
  differences,
  emptyEntry,
  entryOf,
  paperFields,
  unreadable,
  whyUnfit,
  type PaperEntry,
} from '../../src/renderer/console/paper/paperEntry.ts'

const options = ['o1', 'o2'].map((id) => ({ id, label: id }))
const asked = (settings: object = {}) =>
  ({ kind: 'choice', question: '?', options, settings: { ...choice.defaultSettings, ...settings } }) as const
const entry = (typed: Record<string, string>): PaperEntry => ({ way: 'paper', typed })

describe('an entry of paper ballots', () => {
  it('asks for ballots, every option, and blank votes where there can be some', () => {
    expect(paperFields(asked())).toEqual(['ballots', 'o1', 'o2'])
    expect(paperFields(asked({ blank: true }))).toEqual(['ballots', 'o1', 'o2', 'blank'])
  })

  it('takes whole numbers, and nothing typed for nothing counted', () => {
    const typed = entry({ ballots: ' 1 200 ', o1: '1200' })
    expect(unreadable(asked(), typed)).toBeNull()
    expect(countOf(asked(), typed)).toEqual({
      way: 'paper',
      ballots: 1200,
      blank: 0,
      options: [
        { id: 'o1', count: 1200 },
        { id: 'o2', count: 0 },
      ],
    })
    for (const wrong of ['1.5', '-1', 'many', '1e3', '12345678']) {
      expect(unreadable(asked(), entry({ ballots: '3', o2: wrong }))).toBe('o2')
    }
  })

  it('says why it cannot be', () => {
    expect(whyUnfit(asked(), entry({ ballots: '5', o1: '2', o2: '3' }))).toBeNull()
    expect(whyUnfit(asked(), entry({ ballots: '5', o1: '2', o2: '2' }))).toMatchObject({ code: 'paperSumWrong' })
    expect(whyUnfit(asked(), emptyEntry('hands'))).toMatchObject({ code: 'paperMalformed' })
  })

  it('is compared number by number with the one before', () => {
    const first = entry({ ballots: '5', o1: '2', o2: '3' })
    expect(differences(asked(), first, entry({ ballots: '05', o1: '2', o2: ' 3' }))).toEqual([])
    expect(differences(asked(), first, entry({ ballots: '5', o1: '3', o2: '2' }))).toEqual([
      { field: 'o1', first: 2, second: 3 },
      { field: 'o2', first: 3, second: 2 },
    ])
  })

  it('begins with what was counted where that is corrected', () => {
    const question = asked({ blank: true })
    const counted = {
      way: 'hands',
      ballots: 3,
      blank: 1,
      options: [
        { id: 'o1', count: 2 },
        { id: 'o2', count: 0 },
      ],
    } as const
    expect(countOf(question, entryOf(counted))).toEqual(counted)
  })
})
