import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances, unknownRoll, type Roll } from '../../../src/domain/circumstances.ts'
import { choice, type ChoiceSettings } from '../../../src/domain/kinds/choice.ts'
import { motion } from '../../../src/domain/kinds/motion.ts'
import { selectionShares } from '../../../src/domain/kinds/optionShares.ts'
import { leaders } from '../../../src/domain/kinds/selection.ts'
import { usualMajority } from '../../../src/domain/outcome/election.ts'
import { simpleMajority, type MajorityBase } from '../../../src/domain/outcome/majority.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'
import type { Share } from '../../../src/domain/percentages.ts'

const signs = { exact: '', below: '<', above: '>' }
function said(share: Share | null | undefined): string | null {
  return share ? signs[share.bound] + (share.value / 10 ** share.decimals).toFixed(share.decimals) : null
}

const ids = ['o1', 'o2', 'o3']
const asked = (settings: Partial<ChoiceSettings> = {}) => ({ settings: { ...choice.defaultSettings, ...settings } })

/** A tally of these heads, each of one vote. */
function counted(counts: readonly number[], people: number, names = ids) {
  const options = counts.map((count, i) => ({ id: names[i] ?? '', count, weight: count }))
  return { people, ballots: people, weight: people, ticks: counts.reduce((sum, count) => sum + count, 0), options }
}

describe('shares of a choice', () => {
  it('divide the people who answered where each chooses one', () => {
    const { shares, base, rounded } = selectionShares(asked(), counted([3, 1, 0], 4))
    expect(shares?.map(said)).toEqual(['75', '25', '0'])
    expect(base).toEqual({ what: 'peopleAnswered', size: 4 })
    expect(rounded).toBe(false)
    expect(selectionShares(asked(), counted([1, 1, 1], 3))).toMatchObject({ rounded: true })
  })

  it('are parts of the people where each may choose several, and may be more than 100 % together', () => {
    const { shares, base } = selectionShares(asked({ max: 2 }), counted([3, 4, 1], 4))
    expect(shares?.map(said)).toEqual(['75', '100', '25'])
    expect(base).toEqual({ what: 'peopleAnswered', size: 4 })
  })

  it('divide the ticks if the poll says so', () => {
    const { shares, base } = selectionShares(asked({ max: 2, base: 'ticks' }), counted([3, 4, 1], 4))
    expect(shares?.map(said)).toEqual(['38', '50', '12'])
    expect(base).toEqual({ what: 'ticks', size: 8 })
    // With one choice ticks are people.
    expect(selectionShares(asked({ base: 'ticks' }), counted([3, 1, 0], 4)).base?.what).toBe('peopleAnswered')
  })

  it('leave room for own answers', () => {
    const tally = { ...counted([2, 1, 0], 4), other: { count: 1, weight: 1 } }
    const { shares, other } = selectionShares(asked({ other: true }), tally)
    expect([...(shares ?? []), other].map(said)).toEqual(['50', '25', '0', '25'])
    const several = selectionShares(asked({ other: true, max: 2, base: 'ticks' }), { ...tally, people: 3, weight: 3 })
    expect([said(several.other), several.base]).toEqual(['25', { what: 'ticks', size: 4 }])
  })

  it('are of votes where somebody has several, and say so', () => {
    const options = [
      { id: 'o1', count: 1, weight: 6 },
      { id: 'o2', count: 2, weight: 2 },
    ]
    const tally = { people: 3, ballots: 3, weight: 8, ticks: 3, options }
    expect(selectionShares(asked(), tally)).toMatchObject({
      shares: [{ value: 75 }, { value: 25 }],
      base: { what: 'cast', size: 8 },
    })
    expect(leaders(tally)).toEqual(['o1'])
  })

  it('are none of nothing', () => {
    const none = { shares: null, other: null, blank: null, didNotVote: null, base: null, rounded: false }
    expect(selectionShares(asked(), counted([0, 0, 0], 0))).toEqual(none)
    expect(selectionShares(asked({ max: 2 }), counted([0, 0, 0], 0))).toEqual(none)
  })
})

describe('shares beside blank votes', () => {
  // Three for the first, one for the second, one for nobody.
  const tally = { ...counted([3, 1, 0], 5), blank: { count: 1, weight: 1 } }
  const percent = (settings: Partial<ChoiceSettings>, roll: Roll = unknownRoll) => {
    const { shares, blank, didNotVote, base } = selectionShares(asked(settings), tally, { ...noVerdict, roll })
    return [[...(shares ?? [])].map(said), said(blank?.share), said(didNotVote?.share), base] as const
  }

  it('are of everyone who answered, or of these without the blank votes, as the poll says', () => {
    const people = percent({ blank: true })
    expect(people).toEqual([['60', '20', '0'], '20', null, { what: 'peopleAnswered', size: 5 }])
    expect(percent({ blank: true, base: 'valid' })).toEqual([['75', '25', '0'], null, null, { what: 'valid', size: 4 }])
    const several = percent({ blank: true, base: 'valid', max: 2 })
    expect(several).toEqual([['75', '25', '0'], null, null, { what: 'valid', size: 4 }])
    expect(percent({ blank: true, base: 'ticks', max: 2 })[3]).toEqual({ what: 'ticks', size: 4 })
  })

  it.each([
    ['valid', ['75', '25', '0'], null, null, 4],
    ['cast', ['60', '20', '0'], '20', null, 5],
    ['present', ['50', '17', '0'], '17', '17', 6],
    ['entitled', ['30', '10', '0'], '10', '50', 10],
  ] as const)('are of what the majority of an election is taken of: %s', (base, shares, blank, missing, size) => {
    const election = { seats: 1, rule: 'absoluteMajority', majorities: [{ ...usualMajority, base }] } as const
    const roll = { entitledHeads: 10, entitledWeight: 10, presentHeads: 6, presentWeight: 6 }
    expect(percent({ blank: true, election }, roll)).toEqual([shares, blank, missing, { what: base, size }])
  })

  it('say nothing of blank votes where there can be none', () => {
    expect(selectionShares(asked({ base: 'valid' }), counted([3, 1, 0], 4))).toMatchObject({
      blank: null,
      base: { what: 'peopleAnswered', size: 4 },
    })
  })

  it('are none of blank votes alone', () => {
    const alone = { ...counted([0, 0, 0], 2), blank: { count: 2, weight: 2 } }
    expect(selectionShares(asked({ blank: true, base: 'valid' }), alone)).toMatchObject({
      shares: null,
      blank: { count: 2, share: null },
      base: null,
    })
  })
})

describe('shares of a motion', () => {
  const question = (base: MajorityBase) =>
    ({
      kind: 'motion',
      question: 'Adopt?',
      options: motion.fixedOptions ?? [],
      settings: { ...motion.defaultSettings, rule: { ...simpleMajority, base } },
    }) as const
  const roll: Roll = { entitledHeads: 50, entitledWeight: 50, presentHeads: 30, presentWeight: 30 }

  function shown(base: MajorityBase, [yes = 0, no = 0, abstain = 0]: number[], known: Roll = unknownRoll) {
    const answers = [
      ...Array<string>(yes).fill('yes'),
      ...Array<string>(no).fill('no'),
      ...Array<string>(abstain).fill('abstain'),
    ]
    const given = { ...noCircumstances, roll: known }
    const tally = motion.tally(
      question(base),
      answers.map((id) => ({ answer: { options: [id] }, weight: 1 })),
      given,
    )
    const outcome = motion.outcome(question(base), tally, given)
    return motion.describe(question(base), tally, outcome)
  }
  const rows = (...args: Parameters<typeof shown>) =>
    shown(...args).rows.map(({ word, count, share }) => [word, count, said(share)])

  it('are of what its majority is taken of, so that they cannot contradict the verdict', () => {
    expect(rows('yesNo', [18, 4, 3])).toEqual([
      ['yes', 18, '82'],
      ['no', 4, '18'],
      ['abstain', 3, null],
    ])
    expect(shown('yesNo', [18, 4, 3]).base).toEqual({ what: 'yesNo', size: 22 })
    expect(rows('yesNoAbstain', [18, 4, 3])).toEqual([
      ['yes', 18, '72'],
      ['no', 4, '16'],
      ['abstain', 3, '12'],
    ])
    expect(shown('cast', [18, 4, 3]).base).toEqual({ what: 'cast', size: 25 })
  })

  it('of everyone entitled have a row for those who did not vote', () => {
    expect(rows('entitled', [18, 4, 2], roll)).toEqual([
      ['yes', 18, '36'],
      ['no', 4, '8'],
      ['abstain', 2, '4'],
      ['didNotVote', 26, '52'],
    ])
    expect(shown('entitled', [18, 4, 2], roll).base).toEqual({ what: 'entitled', size: 50 })
    expect(shown('entitled', [18, 4, 2], roll)).toMatchObject({ rows: [{}, {}, {}, { id: 'didNotVote' }], figures: [] })
    expect(rows('present', [18, 4, 2], roll)[3]).toEqual(['didNotVote', 6, '20'])
  })

  it('have no such row for more voters than were entered', () => {
    const few = { ...roll, presentHeads: 5, presentWeight: 5 }
    expect(rows('present', [3, 3, 2], few)).toEqual([
      ['yes', 3, '37.5'],
      ['no', 3, '37.5'],
      ['abstain', 2, '25.0'],
      ['didNotVote', 0, '0.0'],
    ])
  })

  it('are none where the base is nothing or not known', () => {
    expect(rows('yesNo', [0, 0, 3])).toEqual([
      ['yes', 0, null],
      ['no', 0, null],
      ['abstain', 3, null],
    ])
    expect(shown('yesNo', [0, 0, 3]).base).toBeNull()
    expect(shown('entitled', [3, 1, 0]).base).toBeNull()
    expect(
      selectionShares(question('entitled'), counted([3, 1, 0], 4, ['yes', 'no', 'abstain']), noVerdict).shares,
    ).toBeNull()
  })

  it('count heads and votes of those who did not vote apart', () => {
    const weights = { entitledHeads: 10, entitledWeight: 40, presentHeads: 6, presentWeight: 25 }
    const given = { ...noCircumstances, roll: weights }
    const ballots = [
      { answer: { options: ['yes'] }, weight: 10 },
      { answer: { options: ['no'] }, weight: 5 },
    ]
    const tally = motion.tally(question('entitled'), ballots, given)
    const described = motion.describe(question('entitled'), tally, motion.outcome(question('entitled'), tally, given))
    expect(described.rows[3]).toMatchObject({ word: 'didNotVote', count: 8, weight: 25 })
    expect(described.rows.map(({ share }) => said(share))).toEqual(['25', '13', '0', '62'])
  })

  it('add up to 100 with every row of their base', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.nat(20),
        fc.nat(10),
        fc.constantFrom('yesNo', 'cast', 'present', 'entitled'),
        (yes, no, abstain, base) => {
          const described = shown(base, [yes, no, abstain], roll)
          const shares = described.rows.flatMap(({ share }) => share ?? [])
          if (described.rounded || shares.length === 0 || shares.some(({ bound }) => bound !== 'exact')) return
          const whole = shares[0]?.decimals === 1 ? 1000 : 100
          expect(shares.reduce((sum, { value }) => sum + value, 0)).toBe(whole)
        },
      ),
    )
  })
})

describe('leaders', () => {
  it('are all who share the most, in option order, and nobody before the first vote', () => {
    expect(leaders(counted([2, 5, 5], 9))).toEqual(['o2', 'o3'])
    expect(leaders(counted([0, 0], 0))).toEqual([])
  })
})
