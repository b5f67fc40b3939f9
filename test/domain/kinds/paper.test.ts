import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances } from '../../../src/domain/circumstances.ts'
import { choice, type ChoiceAnswer, type ChoiceSettings } from '../../../src/domain/kinds/choice.ts'
import { kindOf, pollKinds } from '../../../src/domain/kinds/index.ts'
import { motion } from '../../../src/domain/kinds/motion.ts'
import { isSamePaper, readPaperCount, withPaper, type PaperCount } from '../../../src/domain/kinds/paper.ts'
import { tallySelections } from '../../../src/domain/kinds/selection.ts'

const ids = ['o1', 'o2', 'o3'] as const
const options = ids.map((id) => ({ id, label: id }))
const votes = (...counts: number[]) => counts.map((count, index) => ({ id: ids[index] ?? 'o9', count }))
const rules = (max = 1, blank = false) => ({ options, max, blank })
const read = (raw: unknown, max?: number, blank?: boolean) => readPaperCount(raw, rules(max, blank))

describe('a count of paper ballots or hands', () => {
  it('is read with every option, in option order', () => {
    const raw = { way: 'hands', ballots: 5, options: [...votes(2, 3)].reverse() }
    expect(read(raw)).toEqual({ ok: true, value: { way: 'hands', ballots: 5, blank: 0, options: votes(2, 3, 0) } })
    expect(read({ way: 'paper', ballots: 6, blank: 1, options: votes(2, 3) }, 1, true)).toMatchObject({ ok: true })
    // Two may be on one ballot: five ballots hold five to ten votes.
    for (const three of [0, 5]) {
      expect(read({ way: 'paper', ballots: 5, options: votes(2, 3, three) }, 2)).toMatchObject({ ok: true })
    }
  })

  it.each<[string, unknown, number, boolean, string]>([
    ['fewer votes than ballots', { way: 'paper', ballots: 6, options: votes(2, 3) }, 1, false, 'paperSumWrong'],
    ['more votes than ballots', { way: 'paper', ballots: 4, options: votes(2, 3) }, 1, false, 'paperSumWrong'],
    [
      'blank ones among the votes',
      { way: 'paper', ballots: 5, blank: 1, options: votes(2, 3) },
      1,
      true,
      'paperSumWrong',
    ],
    ['more blank than there are', { way: 'paper', ballots: 5, blank: 6, options: [] }, 1, true, 'paperBlankAbove'],
    [
      'blank ones where there are none',
      { way: 'paper', ballots: 5, blank: 1, options: votes(4) },
      1,
      false,
      'paperBlankNotTaken',
    ],
    [
      'an option on more ballots than there are',
      { way: 'paper', ballots: 5, options: votes(6) },
      2,
      false,
      'paperOptionAbove',
    ],
    ['more votes than fit on them', { way: 'paper', ballots: 5, options: votes(4, 4, 3) }, 2, false, 'paperTicksWrong'],
    ['ballots that name nobody', { way: 'paper', ballots: 5, options: votes(2, 2) }, 2, false, 'paperTicksWrong'],
    ['a foreign option', { way: 'paper', ballots: 1, options: [{ id: 'o9', count: 1 }] }, 1, false, 'optionUnknown'],
    ['an option twice', { way: 'paper', ballots: 2, options: [...votes(1), ...votes(1)] }, 1, false, 'optionRepeated'],
    ['no ballots', { way: 'paper', ballots: 0, options: [] }, 1, false, 'paperMalformed'],
    ['half a ballot', { way: 'paper', ballots: 0.5, options: [] }, 1, false, 'paperMalformed'],
    ['votes below nothing', { way: 'paper', ballots: 1, options: votes(2, -1) }, 1, false, 'paperMalformed'],
    ['ballots beyond all numbers', { way: 'paper', ballots: 1e309, options: [] }, 1, false, 'paperMalformed'],
    ['another way', { way: 'voice', ballots: 1, options: votes(1) }, 1, false, 'paperMalformed'],
    ['a member too many', { way: 'paper', ballots: 1, options: votes(1), weight: 3 }, 1, false, 'paperMalformed'],
    ['a hole', { way: 'paper', ballots: 1, options: Array(1) }, 1, false, 'paperMalformed'],
    ['no list', { way: 'paper', ballots: 1, options: { o1: 1 } }, 1, false, 'paperMalformed'],
    ['null', null, 1, false, 'paperMalformed'],
  ])('is refused with %s', (_name, raw, max, blank, code) => {
    expect(read(raw, max, blank)).toMatchObject({ ok: false, code })
  })

  it('is the same only where every number is', () => {
    const one: PaperCount = { way: 'paper', ballots: 5, blank: 0, options: votes(2, 3, 0) }
    expect(isSamePaper(one, { ...one, options: [...one.options].reverse() })).toBe(true)
    for (const other of [{ way: 'hands' as const }, { ballots: 6 }, { blank: 1 }, { options: votes(3, 2, 0) }]) {
      expect(isSamePaper(one, { ...one, ...other })).toBe(false)
    }
  })

  it('is taken by kinds whose answers are options that anybody can count', () => {
    expect(pollKinds.filter((kind) => kindOf(kind).readPaper !== undefined)).toEqual(['choice', 'motion'])
  })
})

describe('phones and paper together', () => {
  const ballot = (max: number) =>
    fc.subarray([...ids], { maxLength: max }).map((chosen): ChoiceAnswer => ({ options: chosen }))
  const asked = (settings: Partial<ChoiceSettings>) =>
    ({ kind: 'choice', question: '?', options, settings: { ...choice.defaultSettings, ...settings } }) as const

  /** As somebody counts a heap of ballots. */
  function byHand(ballots: readonly ChoiceAnswer[]): PaperCount {
    return {
      way: 'paper',
      ballots: ballots.length,
      blank: ballots.filter((one) => one.options.length === 0).length,
      options: ids.map((id) => ({ id, count: ballots.filter((one) => one.options.includes(id)).length })),
    }
  }

  it('are counted as if every ballot had come from a phone, and any heap of ballots is taken', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }).chain((max) =>
          fc.record({
            max: fc.constant(max),
            phones: fc.array(ballot(max), { maxLength: 8 }),
            heap: fc.array(ballot(max), { minLength: 1, maxLength: 12 }),
            base: fc.constantFrom('people' as const, 'valid' as const, 'ticks' as const),
          }),
        ),
        ({ max, phones, heap, base }) => {
          const question = asked({ max, blank: true, base, election: { seats: 3, rule: 'absoluteMajority' } })
          const paper = choice.readPaper?.(byHand(heap), question)
          expect(paper).toEqual({ ok: true, value: byHand(heap) })
          const given = { ...noCircumstances, paper: byHand(heap) }
          const cast = (answers: readonly ChoiceAnswer[]) => answers.map((answer) => ({ answer, weight: 1 }))
          const mixed = choice.tally(question, cast(phones), given)
          const alone = choice.tally(question, cast([...phones, ...heap]), noCircumstances)
          expect(mixed).toEqual({ ...alone, paper: byHand(heap) })
          const { rows, ...rest } = choice.describe(question, mixed, choice.outcome(question, mixed, given))
          const expected = choice.describe(question, alone, choice.outcome(question, alone, noCircumstances))
          expect({ ...rest, rows: rows.map(({ paper: _paper, ...row }) => row) }).toEqual(expected)
          expect(choice.outcome(question, mixed, given)).toEqual(choice.outcome(question, alone, noCircumstances))
        },
      ),
    )
  })

  it('decide a motion together, and the heads of the paper are there for the quorum', () => {
    const question = {
      kind: 'motion' as const,
      question: '?',
      options: motion.fixedOptions ?? [],
      settings: { ...motion.defaultSettings, quorum: { form: 'number', by: 'heads', atLeast: 9 } as const },
    }
    const paper: PaperCount = {
      way: 'hands',
      ballots: 8,
      blank: 0,
      options: [
        { id: 'yes', count: 5 },
        { id: 'no', count: 3 },
        { id: 'abstain', count: 0 },
      ],
    }
    expect(motion.readPaper?.(paper, question)).toEqual({ ok: true, value: paper })
    const roll = { entitledHeads: 20, entitledWeight: 20, presentHeads: 1, presentWeight: 1 }
    const given = { ...noCircumstances, roll, paper }
    const tally = motion.tally(question, [{ answer: { options: ['no'] }, weight: 1 }], given)
    expect(tally).toMatchObject({ people: 9, weight: 9, paper })
    expect(motion.outcome(question, tally, given)).toMatchObject({ status: 'carried', reached: 5, base: 9 })
  })

  it('are told apart in the table of documents', () => {
    const phones = tallySelections(options, [{ answer: { options: ['o1'] }, weight: 1 }])
    const paper: PaperCount = { way: 'paper', ballots: 3, blank: 0, options: votes(1, 2, 0) }
    expect(withPaper(phones, paper).options.map(({ count }) => count)).toEqual([2, 2, 0])
    const given = { ...noCircumstances, paper }
    const question = asked({})
    const tally = choice.tally(question, [{ answer: { options: ['o1'] }, weight: 1 }], given)
    const { rows } = choice.describe(question, tally, choice.outcome(question, tally, given))
    expect(rows.map(({ count, paper: hand }) => [count, hand])).toEqual([
      [2, 1],
      [2, 2],
      [0, 0],
    ])
  })
})
