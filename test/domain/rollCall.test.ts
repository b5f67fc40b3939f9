import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindOf, pollKinds, type Answer, type PollKind, type Question } from '../../src/domain/kinds/index.ts'
import { modernSettings } from '../../src/domain/kinds/settings.ts'
import { needsName } from '../../src/domain/privacy.ts'
import { cutRollCall, rollCall } from '../../src/domain/rollCall.ts'
import { callsByName, stampAnswer } from '../../src/domain/stamp.ts'

const ids = ['o1', 'o2', 'o3']

function called(kind: PollKind, settings: object = {}): Question {
  const { defaultSettings, fixedOptions } = kindOf(kind)
  const options = fixedOptions ?? ids.map((id) => ({ id, label: id }))
  return { kind, question: '?', options, settings: { ...defaultSettings, privacy: 'named', ...settings } } as Question
}

const given = (answer: object) => ({ answer: answer as Answer, weight: 1 })

describe('a roll call', () => {
  it('names who gave each answer, in the order of the options', () => {
    const ballots = [
      given({ options: ['o3'], name: 'Zoe' }),
      given({ options: ['o1'], name: 'Bo' }),
      given({ options: ['o3'], name: 'Ada' }),
      given({ options: ['o1'], name: 'Bo' }),
    ]
    expect(rollCall(called('choice'), ballots)).toEqual([
      { answer: { options: ['o1'] }, count: 2, names: ['Bo', 'Bo'] },
      { answer: { options: ['o3'] }, count: 2, names: ['Ada', 'Zoe'] },
    ])
  })

  it('keeps the order of the options, however many chose each', () => {
    // Ids that sort otherwise than they stand, and most votes for the last.
    const options = ['o9', 'o2', 'o5'].map((id) => ({ id, label: id }))
    const chosen = ['o5', 'o5', 'o5', 'o2', 'o9', 'o9']
    const ballots = chosen.map((id, person) => given({ options: [id], name: `P${String(person)}` }))
    const groups = rollCall({ ...called('choice'), options }, ballots)
    expect(groups?.map(({ answer, count }) => [answer, count])).toEqual([
      [{ options: ['o9'] }, 2],
      [{ options: ['o2'] }, 1],
      [{ options: ['o5'] }, 3],
    ])
  })

  it('leaves out who has no name and who gave nothing but own words; a blank vote is an answer, and stands last', () => {
    const ballots = [
      given({ options: [], name: 'Blank' }),
      given({ options: ['o3'] }),
      given({ options: [], other: 'Rude word', name: 'Own' }),
      given({ options: ['o3'], name: 'Ada' }),
    ]
    expect(rollCall(called('choice', { blank: true, other: true }), ballots)).toEqual([
      { answer: { options: ['o3'] }, count: 1, names: ['Ada'] },
      { answer: { options: [] }, count: 1, names: ['Blank'] },
    ])
  })

  it('puts what most gave first where no option is ticked', () => {
    const ballots = [given({ value: 1, name: 'A' }), given({ value: 5, name: 'B' }), given({ value: 5, name: 'C' })]
    expect(rollCall(called('rating'), ballots)?.map(({ answer }) => answer)).toEqual([{ value: 5 }, { value: 1 }])
  })

  it('tells nothing that waits for the host, and nothing that a quiz noted', () => {
    const own = given({ options: ['o1'], other: 'Rude word', name: 'Bo' })
    const played = given({ options: ['o1'], player: 'p1', tookMs: 12, name: 'Bo' })
    const told = [{ answer: { options: ['o1'] }, count: 1, names: ['Bo'] }]
    expect(rollCall(called('choice', { other: true }), [own])).toEqual(told)
    expect(rollCall(called('quiz'), [played])).toEqual(told)
  })

  it('is none where the poll does not call, and where the entries hold the names', () => {
    const ballots = [given({ options: ['o1'], name: 'Bo' })]
    expect(
      rollCall({ ...called('choice'), settings: kindOf('choice').defaultSettings } as Question, ballots),
    ).toBeNull()
    for (const kind of ['words', 'text', 'questions'] as const) expect(rollCall(called(kind), [])).toBeNull()
  })

  it('does not depend on the order of the ballots', () => {
    const answers = fc.record({ options: fc.shuffledSubarray(ids, { minLength: 1 }), name: fc.constantFrom('A', 'B') })
    fc.assert(
      fc.property(fc.array(answers), (all) => {
        const ballots = all.map(given)
        expect(rollCall(called('choice', { max: 3 }), [...ballots].reverse())).toEqual(
          rollCall(called('choice', { max: 3 }), ballots),
        )
      }),
    )
  })

  it('is cut to so many answers and names, and still says how many', () => {
    const groups = rollCall(
      called('motion'),
      ['A', 'B', 'C'].map((name) => given({ options: ['yes'], name })),
    )
    expect(cutRollCall(groups ?? [], 1, 2)).toEqual([{ answer: { options: ['yes'] }, count: 3, names: ['A', 'B'] }])
    expect(cutRollCall(groups ?? [], 0, 2)).toEqual([])
  })
})

describe('the name', () => {
  const stamp = { previous: null, nowMs: 5, tookMs: 0, name: 'Ada', player: 'p' }

  it.each(pollKinds)('is on a counted answer of the kind %s only in a roll call, where it belongs', (kind) => {
    const raw = (kind === 'questions' ? { posts: [{ text: 'Why?', anonymous: true }], upvotes: [] } : {}) as Answer
    expect('name' in stampAnswer(called(kind), raw, stamp)).toBe(kind !== 'questions')
    expect('name' in stampAnswer(called(kind), raw, { ...stamp, name: null })).toBe(false)
    const plain = called(kind, { privacy: 'standard' })
    expect(callsByName(plain)).toBe(false)
    // Players have a name on the leaderboard.
    expect('name' in stampAnswer(plain, raw, stamp)).toBe(kind === 'quiz')
  })
})

describe('a poll that calls the roll', () => {
  it('needs the name of whoever answers, but for questions, which may be asked without one', () => {
    expect(pollKinds.filter((kind) => !needsName(kind, { privacy: 'named' }))).toEqual(['questions'])
    expect(pollKinds.some((kind) => needsName(kind, { privacy: 'standard' }))).toBe(false)
  })
})

describe('settings of an earlier version', () => {
  it('say by another word what is a roll call', () => {
    expect(modernSettings({ named: true, maxLength: 20 })).toEqual({ privacy: 'named', maxLength: 20 })
    expect(modernSettings({ named: false })).toEqual({ privacy: 'standard' })
    expect(modernSettings({ privacy: 'named' })).toEqual({ privacy: 'named' })
    const { readSettings, defaultSettings } = kindOf('text')
    expect(readSettings({ named: true }, defaultSettings)).toMatchObject({ ok: true, value: { privacy: 'named' } })
    expect(readSettings({ named: 'yes' }, defaultSettings)).toMatchObject({ ok: false, code: 'settingsMalformed' })
  })
})
