import { beforeEach, describe, expect, it } from 'vitest'
import { pollKinds, type PollKind } from '../../src/domain/kinds/index.ts'
import { fakeBrowser, type FakeBrowser } from './browser.ts'
import { asked, counted, html, spoken, times } from './drawn.ts'

let browser: FakeBrowser
beforeEach(() => {
  browser = fakeBrowser()
})

const withOptions: readonly PollKind[] = ['choice', 'ranking', 'points', 'quiz']

describe('every kind', () => {
  for (const kind of pollKinds) {
    const poll = asked(kind, withOptions.includes(kind) ? ['Garden', 'Lake'] : [])

    it(`${kind}: shows no result where there is none`, async () => {
      for (const size of ['phone', 'console', 'stage'] as const) {
        const said = spoken(await html({ ...poll, status: 'closed' }, null, size))
        expect(said).not.toMatch(/%|vote\b|votes\b|people|NaN|undefined|null|Infinity/)
        expect(said.trim()).not.toBe('')
      }
    })

    it(`${kind}: has neither percentages nor figures of nothing`, async () => {
      for (const size of ['phone', 'console', 'stage'] as const) {
        const markup = await html({ ...poll, status: 'closed' }, counted(poll, []), size)
        expect(spoken(markup)).not.toMatch(/%|NaN|undefined|null|Infinity/)
        expect(markup).not.toMatch(/NaN|Infinity/)
      }
    })

    it(`${kind}: carries every sentence in both languages`, async () => {
      for (const language of ['en', 'zh-CN']) {
        browser.stored.set('key', language)
        const markup = await html({ ...poll, status: 'closed' }, counted(poll, []), 'console')
        expect(markup).not.toMatch(/\w+Results\.|results\.|asks\.|common\.|verdicts\.|\{\w+\}/)
      }
    })
  }
})

describe('a rating', () => {
  const value = (some: number) => ({ value: some })

  it('of words has the median as its headline, both where it lies between two', async () => {
    const labels = ['Never', 'Rarely', 'Sometimes', 'Often', 'Always']
    const poll = asked('rating', [], { scale: 'labels', labels })
    const said = spoken(await html(poll, counted(poll, [1, 2, 4, 5].map(value))))
    expect(said).toMatch(/^ *Median ?between Rarely and Often/)
    expect(said).toContain('4 people rated')
    expect(said).toMatch(/4 Often 1 vote, 25%/)
  })

  it('of numbers has the mean, with spread, range and those without an opinion', async () => {
    const poll = asked('rating', [], { noOpinion: true, lowLabel: 'Bad', highLabel: 'Good' })
    const said = spoken(await html(poll, counted(poll, [...[1, 1, 5, 5].map(value), { noOpinion: true }])))
    expect(said).toMatch(/^ *Average ?3\.0 ?of 5 · 4 people rated/)
    expect(said).toContain('1, Bad: 2 votes, 50%')
    expect(said).toContain('3: 0 votes, 0%')
    expect(said).toContain('Spread 2.0 · from 1 to 5 · No opinion: 1 · Shares of 4 people who rated')
  })

  it('of stars draws them, the best on top', async () => {
    const poll = asked('rating', [], { scale: 'stars' })
    const markup = await html(poll, counted(poll, [5, 4].map(value)))
    expect(markup).toContain('clip-path:inset(0 10% 0 0)')
    expect([...markup.matchAll(/data-point="(\d)"/g)].map(([, point]) => point)).toEqual(['5', '4', '3', '2', '1'])
  })
})

describe('a ranking', () => {
  const poll = asked('ranking', ['Memphis', 'Nashville', 'Chattanooga', 'Knoxville'])
  const order = (...ranking: string[]) => ({ ranking })
  const cities = [
    ...times(42, order('o1', 'o2', 'o3', 'o4')),
    ...times(26, order('o2', 'o3', 'o4', 'o1')),
    ...times(15, order('o3', 'o4', 'o2', 'o1')),
    ...times(17, order('o4', 'o3', 'o2', 'o1')),
  ]

  it('names its method, shows the order and every round, and what other methods say', async () => {
    const said = spoken(await html({ ...poll, status: 'closed' }, counted(poll, cities), 'console'))
    expect(said).toMatch(/First: Knoxville/)
    expect(said).toMatch(/1 Knoxville .*58 votes in round 3 2 Memphis .*3 Nashville .*4 Chattanooga left after round 1/)
    expect(said).toContain('Instant run-off · 100 people answered')
    expect(said).toMatch(/Knoxville 17 32 58 Memphis 42 42 42 Nashville 26 26 ?left after round 2 – /)
    expect(said).toContain('Ranked nobody left 0 0 0')
    expect(said).toContain('Borda count: Nashville first Nashville › Chattanooga › Memphis › Knoxville')
    expect(said).toContain('Schulze method: Nashville first')
  })

  it('gives no places before a lot has decided who leaves', async () => {
    const tied = [
      ...times(4, order('o1', 'o2', 'o3')),
      ...times(3, order('o2', 'o3', 'o1')),
      ...times(3, order('o3', 'o1', 'o2')),
    ]
    const three = asked('ranking', ['Ann', 'Bob', 'Cem'])
    const markup = await html({ ...three, status: 'closed' }, counted(three, tied))
    expect(spoken(markup)).toMatch(/A Ann .*B Bob .*C Cem/)
    expect(markup.split('>Tie<').length).toBeGreaterThan(2)
  })
})

describe('points', () => {
  it('show the total and the share of each option, and of how many people', async () => {
    const poll = asked('points', ['Roof', 'Party'])
    const answers = [{ points: { o1: 100 } }, { points: { o1: 50, o2: 50 } }]
    const said = spoken(await html(poll, counted(poll, answers)))
    expect(said).toMatch(/A Roof from 2 people .*150 points, 75%/)
    expect(said).toMatch(/B Party from 1 person .*50 points, 25%/)
    expect(said).toContain('2 people answered · Shares of 200 points')
  })
})

describe('words', () => {
  const poll = asked('words', [], { moderated: true })
  const answers = [{ words: ['Clear', 'the'] }, { words: ['clear'] }, { words: ['rude'] }]

  it('are listed with their counts, for the host with their state', async () => {
    const entries = new Map([['x', 'removed']]) as never
    const said = spoken(await html(poll, counted(poll, answers, { entries }), 'console'))
    expect(said).toMatch(/clear ?Waiting for approval ?2×/i)
    expect(said).toContain('3 people answered')
  })

  it('stand in a list on the stage too, for those who cannot see the cloud', async () => {
    const open = asked('words')
    expect(spoken(await html(open, counted(open, answers), 'stage'))).toMatch(/clear ?2×.*rude ?1×/i)
  })
})

describe('open answers', () => {
  it('show how often the same was written, and the names that were given', async () => {
    const poll = asked('text', [], { privacy: 'named' })
    const answers = [{ text: 'More light', name: 'Ann' }, { text: 'more  light', name: 'Bob' }, { text: '<b>Bold</b>' }]
    const markup = await html(poll, counted(poll, answers))
    expect(spoken(markup)).toMatch(/2× ?more {1,2}light Ann, Bob/i)
    expect(markup).not.toContain('<b>')
  })

  it('show few names on the stage and say how many more there are', async () => {
    const poll = asked('text', [], { privacy: 'named' })
    const answers = ['Ann', 'Bob', 'Cem', 'Dag', 'Eve'].map((name) => ({ text: 'Yes', name }))
    expect(spoken(await html(poll, counted(poll, answers), 'stage'))).toContain('Ann, Bob, + 3 more')
  })
})

describe('a number', () => {
  const poll = asked('number', [], { unit: 'kg', decimals: 1, correct: 12.5, privacy: 'named' })
  const answers = [
    { value: 10, name: 'Ann' },
    { value: 12, name: 'Bob' },
    { value: 13, name: 'Cem' },
    { value: 20, name: 'Dag' },
  ]

  it('has its median, mean, middle half, the right answer and who was nearest', async () => {
    const said = spoken(await html(poll, counted(poll, answers)))
    expect(said).toMatch(/^ *Median ?12\.5 kg/)
    expect(said).toContain('Right answer: 12.5 kg')
    expect(said).toContain('Nearest: 12.0, 13.0 (off by 0.5; 2 people, Bob, Cem)')
    expect(said).toMatch(/Average 13\.75 · Middle half: 11\.0 to 16\.5 · From 10\.0 to 20\.0 · 4 people answered/)
  })

  it('says so where somebody is exactly right', async () => {
    const result = counted(poll, [...answers, { value: 12.5, name: 'Eve' }])
    expect(spoken(await html(poll, result))).toContain('Nearest: 12.5 (exactly right; 1 person, Eve)')
  })

  it('says every column of the histogram', async () => {
    const said = spoken(await html(poll, counted(poll, answers)))
    expect(said).toMatch(/10\.0 to 11\.0 kg: 1 vote/)
    expect(said.match(/kg: \d votes?/g)?.length).toBeGreaterThan(4)
  })

  it('writes digits as the language does', async () => {
    const large = asked('number')
    const said = spoken(await html(large, counted(large, [{ value: 1234567 }])))
    expect(said).toContain('1,234,567')
  })
})

describe('a quiz', () => {
  const poll = asked('quiz', ['Rome', 'Oslo'], { correct: ['o2'] })
  const answers = [{ options: ['o2'] }, { options: ['o2'] }, { options: ['o1'] }]

  it('marks what is right by a sign and a word, and says how many were', async () => {
    const markup = await html({ ...poll, status: 'closed' }, counted(poll, answers))
    const said = spoken(markup)
    expect(said).toMatch(/Right ?67% ?2 of 3 right/)
    expect(said).toMatch(/B Oslo Right .*2 votes, 67%/)
    expect(said).not.toMatch(/Rome Right/)
    expect(markup).toMatch(/>✓<\/span>/)
  })

  it('gives nothing away while people answer', async () => {
    expect(spoken(await html({ ...poll, status: 'open' }, counted(poll, answers)))).not.toContain('Right')
  })
})

describe('questions', () => {
  const poll = asked('questions', [], { privacy: 'named' })

  it('stand by their support, answered ones marked in words', async () => {
    const post = (text: string, name: string) => ({ text, anonymous: false, name })
    const result = counted(poll, [
      { posts: [post('Why so late?', 'Ann')], upvotes: [] },
      { posts: [post('Who pays?', 'Bob')], upvotes: [] },
    ])
    const entries = 'entries' in result.tally ? result.tally.entries : []
    const late = entries.find(({ text }) => text === 'Why so late?')?.id ?? ''
    const pays = entries.find(({ text }) => text === 'Who pays?')?.id ?? ''
    const again = counted(
      poll,
      [
        { posts: [post('Why so late?', 'Ann')], upvotes: [] },
        { posts: [post('Who pays?', 'Bob')], upvotes: [late] },
      ],
      { entries: new Map([[pays, 'answered']]) },
    )
    const said = spoken(await html(poll, again))
    expect(said).toMatch(/2 voices Why so late\? Ann .*1 voice Who pays\? ✓ Answered ?Bob/)
  })

  it('are asked for while there is time, and not after', async () => {
    const none = counted(poll, [])
    expect(spoken(await html({ ...poll, status: 'open' }, none))).toContain('Ask on your phone')
    const closed = spoken(await html({ ...poll, status: 'closed' }, none))
    expect(closed).toContain('Nobody has answered')
    expect(closed).not.toContain('Ask on your phone')
  })
})

describe('what people wrote, all of it waiting for the host', () => {
  it.each(['text', 'words'] as const)('is no empty wall: %s', async (kind) => {
    const poll = asked(kind, [], { moderated: true })
    const { tally, outcome } = counted(poll, [kind === 'text' ? { text: 'Quiet' } : { words: ['Quiet'] }] as never)
    const seen = { tally: { ...tally, entries: [] }, outcome }
    expect(spoken(await html({ ...poll, status: 'open' }, seen, 'stage'))).toMatch(/Write .* on your phone/)
    expect(spoken(await html({ ...poll, status: 'closed' }, seen, 'stage'))).toContain('1 person answered')
  })
})
