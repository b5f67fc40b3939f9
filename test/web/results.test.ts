import { beforeEach, describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import * as en from '../../src/contract/languages/en.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import type { PollResult } from '../../src/contract/views.ts'
import { noCircumstances } from '../../src/domain/circumstances.ts'
import { choice } from '../../src/domain/kinds/choice.ts'
import type { Question } from '../../src/domain/kinds/index.ts'
import { motion } from '../../src/domain/kinds/motion.ts'
import { barsOf } from '../../src/web/results/bars.ts'
import type { ShownPoll } from '../../src/web/results/resultProps.ts'
import ResultView from '../../src/web/results/ResultView.vue'
import { createWords } from '../../src/web/words.ts'
import { fakeBrowser, type FakeBrowser } from './browser.ts'

let browser: FakeBrowser
beforeEach(() => {
  browser = fakeBrowser()
})

function choiceOf(labels: readonly string[], max = 1): Extract<Question, { kind: 'choice' }> {
  const options = labels.map((label, index) => ({ id: `o${index + 1}`, label }))
  return { kind: 'choice', question: 'Where to?', options, settings: { ...choice.defaultSettings, max } }
}

const aMotion: Extract<Question, { kind: 'motion' }> = {
  kind: 'motion',
  question: 'Raise the fee?',
  options: motion.fixedOptions ?? [],
  settings: motion.defaultSettings,
}

type TickedPoll = ShownPoll<'choice' | 'motion'>

/** The real tally of these answers, one inner list for each person. */
function counted(poll: TickedPoll, answers: readonly (readonly string[])[]) {
  const ballots = answers.map((options) => ({ answer: { options }, weight: 1 }))
  if (poll.kind === 'motion') {
    const tally = motion.tally(poll, ballots, noCircumstances)
    return { tally, outcome: motion.outcome(poll, tally, noCircumstances) }
  }
  const tally = choice.tally(poll, ballots, noCircumstances)
  return { tally, outcome: choice.outcome(poll, tally, noCircumstances) }
}

const times = (count: number, answer: readonly string[]): (readonly string[])[] =>
  Array.from({ length: count }, () => answer)

async function html(poll: ShownPoll, result: PollResult | null, marked = true): Promise<string> {
  const app = createSSRApp(ResultView, { poll, result, size: 'phone', marked })
  app.use(createWords({ en, 'zh-CN': zh }, 'key'))
  return renderToString(app)
}

/** What a screen reader would be given: text without what is hidden from it. */
function spoken(markup: string): string {
  return markup
    .replace(/<!--.*?-->/g, '')
    .replace(
      /<span class="numbers"[^>]*aria-hidden="true".*?<\/span><\/span>|<span class="numbers"[^>]*aria-hidden="true"><span>.*?<\/span>/g,
      '',
    )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

describe('a hidden result', () => {
  it('shows the options and not one number', async () => {
    const markup = await html({ ...choiceOf(['Garden', 'Lake']), status: 'open' }, null)
    expect(markup).toContain('Garden')
    expect(markup).toContain('Lake')
    expect(markup.replace(/data-[\w-]+="[^"]*"|data-v-\w+|option-\d/g, '')).not.toMatch(/\d|bar|%/)
  })
})

describe('the result of a choice', () => {
  it('names letter, text, votes and share of every option', async () => {
    const poll = choiceOf(['Garden', 'Lake', 'Home'])
    const result = counted(poll, [...times(2, ['o1']), ...times(1, ['o2'])])
    const said = spoken(await html(poll, result))
    expect(said).toMatch(/A Garden .*2 votes, 67%/)
    expect(said).toMatch(/B Lake .*1 vote, 33%/)
    expect(said).toMatch(/C Home .*0 votes, 0%/)
  })

  it('marks what has most votes once, and only when voting is over', async () => {
    const poll = choiceOf(['Garden', 'Lake'])
    const result = counted(poll, [...times(2, ['o1']), ...times(1, ['o2'])])
    expect((await html({ ...poll, status: 'closed' }, result)).split('Most votes')).toHaveLength(2)
    expect(await html({ ...poll, status: 'open' }, result)).not.toContain('Most votes')
    expect(await html({ ...poll, status: 'closed' }, result, false)).not.toContain('Most votes')
  })

  it('calls a tie a tie, and marks nothing where nobody voted', async () => {
    const poll = choiceOf(['Garden', 'Lake', 'Home'])
    const tie = await html(poll, counted(poll, [['o1'], ['o3']]))
    expect(tie.split('>Tie<')).toHaveLength(3)
    expect(tie).not.toContain('Most votes')
    const nobody = await html(poll, counted(poll, []))
    expect(nobody).not.toMatch(/Most votes|Tie|%<|NaN|Infinity/)
    expect(nobody).toContain('0 votes')
  })

  it('names people and ticks where several options may be chosen, with shares of people', async () => {
    const poll = choiceOf(['Garden', 'Lake'], 2)
    const markup = await html(poll, counted(poll, [['o1', 'o2'], ['o1'], ['o1']]))
    expect(markup).toContain('People: 3 · Ticks: 4')
    expect(spoken(markup)).toMatch(/3 votes, 100%.*1 vote, 33%/)
    expect(await html(choiceOf(['Garden', 'Lake']), counted(poll, [['o1']]))).not.toContain('Ticks')
  })

  it('says so where shares do not add up', async () => {
    const poll = choiceOf(['a', 'b', 'c'])
    expect(await html(poll, counted(poll, [['o1'], ['o2'], ['o3']]))).toContain(en.common.sharesRounded)
    expect(await html(poll, counted(poll, [['o1'], ['o2']]))).not.toContain(en.common.sharesRounded)
  })

  it('shows what people wrote as text', async () => {
    const poll = choiceOf(['<img src=x onerror=alert(1)>', 'b'])
    expect(await html(poll, null)).not.toContain('<img')
  })
})

describe('the result of a motion', () => {
  const result = counted(aMotion, [...times(5, ['yes']), ...times(4, ['no']), ...times(2, ['abstain'])])

  it('leads with the verdict and its arithmetic', async () => {
    const markup = await html({ ...aMotion, status: 'closed' }, result)
    expect(spoken(markup)).toContain('Carried More than half of yes and no needed: 5 of 9. Reached: 5.')
    expect(markup).not.toContain('Most votes')
  })

  it('gives no verdict while people vote', async () => {
    expect(await html({ ...aMotion, status: 'open' }, result)).not.toContain('Carried')
  })

  it('is said in Chinese to those who read Chinese', async () => {
    browser.stored.set('key', 'zh-CN')
    const said = spoken(await html(aMotion, result))
    expect(said).toContain('通过 赞成票须超过赞成与反对票的一半')
    expect(said).toMatch(/赞成 .*5 票.*反对 .*4 票.*弃权 .*2 票/)
  })
})

describe('bars', () => {
  it('of a choice are measured against the longest', () => {
    const poll = choiceOf(['a', 'b', 'c'])
    const { bars } = barsOf(poll, counted(poll, [...times(4, ['o2']), ['o3']]))
    expect(bars.map((bar) => bar.length)).toEqual([0, 1, 0.25])
    expect(bars.map((bar) => bar.needed)).toEqual([null, null, null])
  })

  it('of a motion are measured against the base, and mark what was needed on yes', () => {
    const votes = [...times(4, ['yes']), ...times(4, ['no']), ...times(2, ['abstain'])]
    const { bars } = barsOf(aMotion, counted(aMotion, votes))
    expect(bars.map((bar) => bar.length)).toEqual([0.5, 0.5, 0.25])
    expect(bars.map((bar) => bar.needed)).toEqual([5 / 8, null, null])
  })

  it('never leave their track, though more abstain than vote', () => {
    const { bars } = barsOf(aMotion, counted(aMotion, [['yes'], ...times(9, ['abstain'])]))
    expect(Math.max(...bars.map((bar) => bar.length))).toBe(1)
  })

  it('have no length where nobody voted', () => {
    const { bars } = barsOf(aMotion, counted(aMotion, []))
    expect(bars.map((bar) => [bar.count, bar.length, bar.needed])).toEqual([
      [0, 0, null],
      [0, 0, null],
      [0, 0, null],
    ])
  })
})
