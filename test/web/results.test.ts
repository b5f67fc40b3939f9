import { beforeEach, describe, expect, it } from 'vitest'
import * as en from '../../src/contract/languages/en.ts'
import { barsOf } from '../../src/web/results/bars.ts'
import { fakeBrowser, type FakeBrowser } from './browser.ts'
import { asked, counted, html, spoken, times } from './drawn.ts'

let browser: FakeBrowser
beforeEach(() => {
  browser = fakeBrowser()
})

const one = (id: string) => ({ options: [id] })
const aMotion = asked('motion')
const places = asked('choice', ['Garden', 'Lake', 'Home'])

describe('a hidden result', () => {
  it('shows the options and not one number', async () => {
    const markup = await html({ ...asked('choice', ['Garden', 'Lake']), status: 'open' }, null)
    expect(markup).toContain('Garden')
    expect(markup).toContain('Lake')
    expect(markup.replace(/data-[\w-]+="[^"]*"|data-v-\w+|option-\d/g, '')).not.toMatch(/\d|bar"|%/)
  })
})

describe('the result of a choice', () => {
  it('names letter, text, votes and share of every option, and what 100 % is', async () => {
    const result = counted(places, [...times(2, one('o1')), one('o2')])
    const said = spoken(await html(places, result))
    expect(said).toMatch(/A Garden .*2 votes, 67%/)
    expect(said).toMatch(/B Lake .*1 vote, 33%/)
    expect(said).toMatch(/C Home .*0 votes, 0%/)
    expect(said).toContain('Shares of 3 people who answered')
  })

  it('marks what has most votes once, and only when voting is over', async () => {
    const result = counted(places, [...times(2, one('o1')), one('o2')])
    expect((await html({ ...places, status: 'closed' }, result)).split('Most votes')).toHaveLength(2)
    expect(await html({ ...places, status: 'open' }, result)).not.toContain('Most votes')
    expect(await html({ ...places, status: 'closed' }, result, 'phone', false)).not.toContain('Most votes')
  })

  it('calls a tie a tie, and marks nothing where nobody voted', async () => {
    const tie = await html(places, counted(places, [one('o1'), one('o3')]))
    expect(tie.split('>Tie<')).toHaveLength(3)
    expect(tie).not.toContain('Most votes')
    const nobody = await html(places, counted(places, []))
    expect(nobody).not.toMatch(/Most votes|Tie|%<|NaN|Infinity|Shares/)
    expect(nobody).toContain('0 votes')
    expect(nobody).toContain('Nobody has answered')
  })

  it('names people and ticks where several options may be chosen, with shares of people', async () => {
    const poll = asked('choice', ['Garden', 'Lake'], { max: 2 })
    const said = spoken(await html(poll, counted(poll, [{ options: ['o1', 'o2'] }, one('o1'), one('o1')])))
    expect(said).toContain('3 people · 4 ticks · Shares of 3 people who answered')
    expect(said).toMatch(/3 votes, 100%.*1 vote, 33%/)
    expect(await html(places, counted(places, [one('o1')]))).not.toContain('tick')
  })

  it('takes shares of ticks where the poll says so, and names them', async () => {
    const poll = asked('choice', ['Garden', 'Lake'], { max: 2, base: 'ticks' })
    const said = spoken(await html(poll, counted(poll, [{ options: ['o1', 'o2'] }, one('o1'), one('o1')])))
    expect(said).toMatch(/3 votes, 75%.*1 vote, 25%/)
    expect(said).toContain('Shares of 4 ticks')
  })

  it('says so where shares do not add up', async () => {
    expect(await html(places, counted(places, ['o1', 'o2', 'o3'].map(one)))).toContain(en.common.sharesRounded)
    expect(await html(places, counted(places, ['o1', 'o2'].map(one)))).not.toContain(en.common.sharesRounded)
  })

  it('tells heads and votes apart where somebody has several', async () => {
    const said = spoken(await html(places, counted(places, [one('o1'), one('o1'), one('o2')], { weights: [3, 2, 1] })))
    expect(said).toMatch(/Garden 2 people .*5 votes, 83%/)
    expect(said).toContain('3 people · 6 votes · Shares of 6 votes cast')
  })

  it('lists answers in people’s own words, and names what the room does not see', async () => {
    const poll = asked('choice', ['Garden'], { other: true, moderated: true })
    const answers = [one('o1'), { options: [], other: 'The moon' }, { options: [], other: 'the  Moon' }]
    const said = spoken(await html(poll, counted(poll, answers), 'console'))
    expect(said).toMatch(/In their own words .*2 votes, 67% .*the {1,2}Moon ?Waiting for approval ?2×/i)
  })

  it('shows pictures of options by their names', async () => {
    const poll = { ...places, options: [{ id: 'o1', label: 'Garden', image: 'abc' }] }
    const markup = await html(poll, null)
    expect(markup).toMatch(/<img[^>]*src="\/images\/abc"/)
    expect(markup).toMatch(/<img[^>]*alt="Garden"/)
  })

  it('shows what people wrote as text', async () => {
    const poll = asked('choice', ['<img src=x onerror=alert(1)>', 'b'])
    expect(await html(poll, null)).not.toContain('<img')
  })
})

describe('blank votes', () => {
  const poll = asked('choice', ['Garden', 'Lake'], { blank: true })
  const answers = [...times(3, one('o1')), { options: [] }]

  it('have a row of their own, in the base or outside it', async () => {
    const all = spoken(await html(poll, counted(poll, answers)))
    expect(all).toMatch(/Garden .*3 votes, 75%.*Blank votes .*1 vote, 25%/)
    const valid = asked('choice', ['Garden', 'Lake'], { blank: true, base: 'valid' })
    const said = spoken(await html(valid, counted(valid, answers)))
    expect(said).toMatch(/Garden .*3 votes, 100%.*Blank votes .*1 vote /)
    expect(said).toContain('Shares of 3 votes, without blank ones')
  })

  it('have none where nobody can vote blank, and no number while the result is hidden', async () => {
    expect(await html(places, counted(places, times(2, one('o1'))))).not.toContain('Blank')
    expect(await html(poll, null)).not.toContain('Blank')
  })
})

describe('the rules of an election', () => {
  const roll = { entitledHeads: 12, entitledWeight: 12, presentHeads: 9, presentWeight: 9 }
  const quorum = { form: 'number', by: 'heads', atLeast: 8 } as const
  const majorities = [
    { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'valid' },
    { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'entitled' },
  ] as const
  const poll = asked('choice', ['Ann', 'Bob'], {
    blank: true,
    election: { seats: 1, rule: 'absoluteMajority', majorities, quorum },
  })
  const votes = [...times(5, one('o1')), ...times(2, one('o2')), { options: [] }]

  it('are told one by one, with a sign at each, and who missed what', async () => {
    const markup = await html({ ...poll, status: 'closed' }, counted(poll, votes, { roll, rollAtOpening: roll }))
    const said = spoken(markup)
    expect(said).toContain('Quorum: 8 people needed, 9 present.')
    expect(said).toContain('More than half of all valid votes needed: 4 of 7.')
    expect(said).toContain('At least two thirds of everyone entitled needed: 8 of 12. Reached at most: 5.')
    expect(said).toMatch(/Ann .*5 votes, 71%/)
    expect(markup.split('class="sign"')).toHaveLength(4)
  })

  it('name every lot that decided, oldest first', async () => {
    const two = asked('choice', ['Ann', 'Bob', 'Cem'], { max: 2, election: { seats: 2, rule: 'mostVotes' } })
    const lot = (among: string[], drawn: string, atMs: number) =>
      ({ act: 'lot', purpose: 'elect', among, drawn, atMs }) as const
    const acts = [lot(['o1', 'o2', 'o3'], 'o3', 1), lot(['o1', 'o2'], 'o1', 2)]
    const result = counted(two, ['o1', 'o2', 'o3'].map(one), { acts })
    expect(spoken(await html({ ...two, status: 'closed' }, result))).toMatch(
      /Decided by lot: Cem\. +Decided by lot: Ann\./,
    )
  })
})

describe('the result of an election', () => {
  const poll = asked('choice', ['Ann', 'Bob', 'Cem'], { max: 2, election: { seats: 2, rule: 'mostVotes' } })

  it('marks who is elected, and no tie that changes nothing', async () => {
    const both = { options: ['o1', 'o2'] }
    const markup = await html({ ...poll, status: 'closed' }, counted(poll, [both, both, one('o3')]))
    expect(markup.split('>Elected<')).toHaveLength(3)
    expect(markup).not.toContain('>Tie<')
    expect(spoken(markup)).toContain('Elected: Ann (2), Bob (2)')
  })

  it('marks a tie for the last seat', async () => {
    const answers = [{ options: ['o1', 'o2'] }, { options: ['o1', 'o3'] }]
    const markup = await html({ ...poll, status: 'closed' }, counted(poll, answers))
    expect(markup.split('>Elected<')).toHaveLength(2)
    expect(markup.match(/mark-words"[^>]*>Tie</g)).toHaveLength(2)
  })
})

describe('the result of a motion', () => {
  const votes = [...times(5, one('yes')), ...times(4, one('no')), ...times(2, one('abstain'))]
  const result = counted(aMotion, votes)

  it('leads with the verdict and its arithmetic', async () => {
    const markup = await html({ ...aMotion, status: 'closed' }, result)
    expect(spoken(markup)).toMatch(/Carried ?More than half of yes and no needed: 5 of 9\. Reached: 5\./)
    expect(markup).not.toContain('Most votes')
  })

  it('shows each of several conditions, and which one failed', async () => {
    const half = { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'cast' } as const
    const poll = asked('motion', [], { alsoRequired: [half] })
    const markup = await html({ ...poll, status: 'closed' }, counted(poll, votes))
    expect(spoken(markup)).toContain('More than half of all votes cast needed: 6 of 11. Reached: 5.')
    expect(markup.match(/[✓✕]<\/span> (More|At)/g)).toEqual(['✓</span> More', '✕</span> More'])
  })

  it('shows the quorum, and who could vote and did not', async () => {
    const roll = { entitledHeads: 20, entitledWeight: null, presentHeads: 12, presentWeight: null }
    const poll = asked('motion', [], {
      rule: { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'entitled' },
      quorum: { form: 'number', by: 'heads', atLeast: 10 },
    })
    const said = spoken(await html({ ...poll, status: 'closed' }, counted(poll, votes, { roll, rollAtOpening: roll })))
    expect(said).toContain('Quorum: 10 people needed, 12 present.')
    expect(said).toMatch(/Did not vote .*9 votes, 45%/)
    expect(said).toContain('Shares of everyone entitled: 20 votes')
  })

  it('gives no verdict while people vote', async () => {
    expect(await html({ ...aMotion, status: 'open' }, result)).not.toContain('Carried')
  })

  it('gives abstentions a count and no share, in the column of the other counts', async () => {
    const markup = await html(aMotion, result)
    expect(spoken(markup)).toMatch(/Abstain 2 votes/)
    expect(markup.match(/class="share"/g)).toHaveLength(3)
  })

  it('is said in Chinese to those who read Chinese', async () => {
    browser.stored.set('key', 'zh-CN')
    const said = spoken(await html(aMotion, result))
    expect(said).toMatch(/通过 ?赞成票须超过赞成与反对票的一半/)
    expect(said).toMatch(/赞成 .*5 票.*反对 .*4 票.*弃权 .*2 票/)
  })
})

describe('bars', () => {
  const lengths = (bars: ReturnType<typeof barsOf>) => bars.bars.map(({ counts }) => counts?.length)

  it('are the part of their track that the share says', () => {
    expect(lengths(barsOf(places, counted(places, [...times(3, one('o2')), one('o3')])))).toEqual([0, 0.75, 0.25])
    const several = asked('choice', ['a', 'b'], { max: 2 })
    expect(lengths(barsOf(several, counted(several, [{ options: ['o1', 'o2'] }, one('o1')])))).toEqual([1, 0.5])
  })

  it('of a motion mark on yes what was needed', () => {
    const votes = [...times(4, one('yes')), ...times(4, one('no')), ...times(2, one('abstain'))]
    const drawn = barsOf(aMotion, counted(aMotion, votes))
    expect(lengths(drawn)).toEqual([0.5, 0.5, 0.25])
    expect(drawn.bars.map((bar) => bar.needed)).toEqual([5 / 8, null, null])
  })

  it('never leave their track, though more abstain than vote', () => {
    expect(lengths(barsOf(aMotion, counted(aMotion, [one('yes'), ...times(9, one('abstain'))])))).toEqual([1 / 9, 0, 1])
  })

  it('have no length where nobody voted', () => {
    const { bars } = barsOf(aMotion, counted(aMotion, []))
    expect(bars.map(({ counts, needed }) => [counts?.votes, counts?.length, counts?.share, needed])).toEqual(
      times(3, [0, 0, null, null]),
    )
  })
})
