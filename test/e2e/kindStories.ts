import type { Locator, Page } from '@playwright/test'
import * as en from '../../src/contract/languages/en.ts'
import { fill } from '../../src/contract/languages/index.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import type { PollKind } from '../../src/domain/kinds/index.ts'
import { verdictOnVote } from './phone.ts'
import { expect, type PollDraft } from './room.ts'

/** What five people answer to a poll of each kind, what is refused, and what comes out: counted by hand. */

export const words = { 'en-GB': en, 'zh-CN': zh } as const
export type Locale = keyof typeof words
export type Words = typeof en

type Act = (phone: Page, say: Words) => Promise<void>

export interface Story {
  readonly draft: PollDraft
  /** One for each phone. */
  readonly answers: readonly [Act, Act, Act, Act, Act]
  /** What a phone that has not answered yet does wrong, and what it is told. It can answer after that. */
  readonly mistake: Act | null
  /** On every face once the result is shown. */
  readonly result: (page: Page, say: Words) => Promise<void>
}

const option = (page: Page, id: string): Locator => page.locator(`main [data-option="${id}"]`)
const field = (phone: Page): Locator => phone.getByRole('main').getByRole('textbox')
const press = async (phone: Page, name: string): Promise<void> =>
  phone.getByRole('main').getByRole('button', { name, exact: true }).click()
const tap =
  (id: string): Act =>
  (phone) =>
    option(phone, id).click()

/** Tells a mistake where it is made, and does not send it. */
async function expectTold(phone: Page, sentence: string): Promise<void> {
  await expect(phone.getByRole('alert')).toHaveText(sentence)
  await expect(phone.locator('.dock .primary')).toBeDisabled()
}

/** The large number of each option. */
async function expectCounts(page: Page, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [id, count] of Object.entries(counts)) {
    await expect(option(page, id).locator('.count'), id).toHaveText(String(count))
  }
}

const optionsOf = {
  bench: {
    'en-GB': ['By the pond', 'Under the lime tree', 'At the bus stop'],
    'zh-CN': ['池塘边', '椴树下', '公交站旁'],
  },
  trip: { 'en-GB': ['To the sea', 'Into the mountains', 'To the city'], 'zh-CN': ['去海边', '进山', '去城里'] },
  rivers: { 'en-GB': ['Danube', 'Volga', 'Rhine'], 'zh-CN': ['多瑙河', '伏尔加河', '莱茵河'] },
} as const

const texts = {
  'en-GB': {
    choice: 'Where shall the bench stand?',
    own: 'On the roof',
    motion: 'The council buys the bench.',
    rating: 'How did you like the tour?',
    ranking: 'Where do we go in summer?',
    points: 'How shall we spend the money?',
    words: 'What is our village to you?',
    home: ['Home', 'home', ' HOME '],
    quiet: 'Quiet',
    text: 'What shall we do?',
    ideas: ['Plant trees', 'plant  trees', 'Sing', 'Dance', 'Cook'],
    number: 'How heavy is the ox?',
    unit: 'kg',
    quiz: 'Which is the longest?',
    questions: 'What do you want to ask?',
    asked: ['Who pays for it?', 'When will it be done?', 'Why?'],
  },
  'zh-CN': {
    choice: '长椅放在哪里？',
    own: '放在屋顶上',
    motion: '是否同意购买长椅？',
    rating: '您喜欢这次参观吗？',
    ranking: '夏天去哪里？',
    points: '钱怎么花？',
    words: '村子对您意味着什么？',
    home: ['家', ' 家', '家 '],
    quiet: '安静',
    text: '我们应该做什么？',
    ideas: ['种树', ' 种树 ', '唱歌', '跳舞', '做饭'],
    number: '这头牛有多重？',
    unit: '公斤',
    quiz: '哪条河最长？',
    questions: '您想问什么？',
    asked: ['谁来付钱？', '什么时候完成？', '为什么？'],
  },
} as const

/** Tapped one after the other. */
const rank =
  (...ids: string[]): Act =>
  async (phone, say) => {
    for (const id of ids) await option(phone, id).locator('.option').click()
    await press(phone, say.voting.castVote)
  }

const give =
  (given: Readonly<Record<string, string>>): Act =>
  async (phone, say) => {
    for (const [id, points] of Object.entries(given)) await option(phone, id).getByRole('textbox').fill(points)
    await press(phone, say.voting.castVote)
  }

const write =
  (...lines: string[]): Act =>
  async (phone, say) => {
    for (const [index, line] of lines.entries()) await field(phone).nth(index).fill(line)
    await press(phone, say.voting.send)
  }

function entry(page: Page, text: string): Locator {
  return page.getByRole('main').getByRole('listitem').filter({ hasText: text })
}

export function storiesOf(locale: Locale): Readonly<Record<PollKind, Story>> {
  const t = texts[locale]
  const [pond, tree, stop] = optionsOf.bench[locale]
  const [sea, mountains, city] = optionsOf.trip[locale]
  const [bridge, date, why] = t.asked
  const support: Act = (phone) => entry(phone, date).getByRole('button', { name: date }).click()

  return {
    choice: {
      draft: { kind: 'choice', question: t.choice, options: [pond, tree, stop], settings: { other: true } },
      mistake: async (phone, say) => {
        await field(phone).fill('x'.repeat(201))
        await press(phone, say.voting.castVote)
        await expect(verdictOnVote(phone)).toHaveText(fill(say.problems.textTooLong, { limit: 200 }))
      },
      answers: [
        async (phone: Page, say: Words) => {
          await field(phone).fill(t.own)
          await press(phone, say.voting.castVote)
        },
        ...[1, 1, 1, 2].map((place): Act => async (phone, say) => {
          await option(phone, `o${String(place)}`).click()
          await press(phone, say.voting.castVote)
        }),
      ] as unknown as Story['answers'],
      async result(page, say) {
        await expectCounts(page, { o1: 3, o2: 1, o3: 0 })
        await expect(option(page, 'o1')).toContainText('60%')
        await expect(option(page, 'o1')).toContainText(say.common.mostVotes)
        await expect(page.getByRole('main')).toContainText(t.own)
      },
    },

    motion: {
      draft: {
        kind: 'motion',
        question: t.motion,
        settings: { rule: { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' } },
      },
      mistake: null,
      answers: [tap('yes'), tap('yes'), tap('yes'), tap('no'), tap('abstain')],
      async result(page, say) {
        await expectCounts(page, { yes: 3, no: 1, abstain: 1 })
        const { verdicts } = say
        const rule = fill(verdicts.atLeast, { fraction: verdicts.twoThirds, base: verdicts.yesNo })
        await expect(page.getByRole('main')).toContainText(verdicts.carried)
        await expect(page.getByRole('main')).toContainText(
          fill(verdicts.arithmetic, { rule, needed: 3, size: 4, reached: 3 }),
        )
      },
    },

    rating: {
      draft: { kind: 'rating', question: t.rating, settings: { scale: 'stars', noOpinion: true } },
      mistake: null,
      answers: [
        ...[5, 4, 4, 3].map(
          (value): Act =>
            (phone) =>
              phone.locator(`[data-point="${String(value)}"]`).click(),
        ),
        (phone: Page, say: Words) => phone.getByRole('radio', { name: say.ratingVoting.noOpinion }).click(),
      ] as unknown as Story['answers'],
      async result(page, say) {
        const counts = [5, 4, 3, 2, 1].map((value) => page.locator(`main [data-point="${String(value)}"] .count`))
        for (const [index, count] of [1, 2, 1, 0, 0].entries()) await expect(counts[index]!).toHaveText(String(count))
        await expect(page.getByRole('main')).toContainText('4.0')
        await expect(page.getByRole('main')).toContainText(fill(say.ratingResults.noOpinion, { count: 1 }))
      },
    },

    ranking: {
      draft: { kind: 'ranking', question: t.ranking, options: [sea, mountains, city], settings: { complete: true } },
      mistake: async (phone, say) => {
        await option(phone, 'o3').locator('.option').click()
        await expect(phone.getByRole('main')).toContainText(fill(say.rankingVoting.missing, { count: 2 }))
        await expect(phone.getByRole('button', { name: say.voting.castVote, exact: true })).toBeDisabled()
        await press(phone, say.rankingVoting.undo)
      },
      answers: [
        // A slip, put right with the buttons: from o1 o3 o2 to o1 o2 o3, and o3 taken out and put back on the way.
        async (phone, say) => {
          for (const id of ['o1', 'o3', 'o3', 'o3', 'o2']) await option(phone, id).locator('.option').click()
          await press(phone, fill(say.rankingVoting.up, { option: mountains }))
          await expect(option(phone, 'o2')).toContainText(fill(say.rankingVoting.place, { place: 2 }))
          await press(phone, say.voting.castVote)
        },
        rank('o1', 'o3', 'o2'),
        rank('o2', 'o1', 'o3'),
        rank('o2', 'o3', 'o1'),
        rank('o3', 'o2', 'o1'),
      ],
      // 2, 2 and 1: the city leaves, its vote goes to the mountains.
      async result(page, say) {
        await expect(page.getByRole('main')).toContainText(fill(say.verdicts.first, { names: mountains }))
        const table = page.getByRole('row').filter({ hasText: mountains })
        if ((await table.count()) > 0) await expect(table.first()).toContainText(/2\D+3/)
      },
    },

    points: {
      draft: { kind: 'points', question: t.points, options: [sea, mountains, city], settings: { budget: 10 } },
      mistake: async (phone, say) => {
        await option(phone, 'o1').getByRole('textbox').fill('11')
        await expect(phone.getByRole('alert')).toHaveText(fill(say.pointsVoting.over, { option: sea, given: 10 }))
        await expect(option(phone, 'o1').getByRole('textbox')).toHaveValue('10')
        await option(phone, 'o1').getByRole('textbox').fill('')
        await expect(phone.getByRole('button', { name: say.voting.castVote, exact: true })).toBeDisabled()
      },
      answers: [
        // By steps, and the rest shared among those that have some: 2 and 1, and 4 and 3 more.
        async (phone, say) => {
          const more = (name: string): string => fill(say.pointsVoting.more, { step: 1, option: name })
          for (const name of [sea, sea, mountains]) await press(phone, more(name))
          await press(phone, say.pointsVoting.share)
          await press(phone, say.voting.castVote)
        },
        give({ o1: '10' }),
        give({ o1: '1', o2: '9' }),
        give({ o2: '5', o3: '5' }),
        give({ o3: '4', o1: '6' }),
      ],
      async result(page) {
        await expectCounts(page, { o1: 23, o2: 18, o3: 9 })
        await expect(option(page, 'o1')).toContainText('46%')
      },
    },

    words: {
      draft: { kind: 'words', question: t.words, settings: { max: 2 } },
      mistake: async (phone, say) => {
        await field(phone).nth(0).fill(t.quiet)
        await field(phone).nth(1).fill(`${t.quiet} `)
        await expectTold(phone, fill(say.wordsVoting.twice, { word: t.quiet }))
        await field(phone).nth(1).fill('')
      },
      answers: [
        write(t.home[0], t.quiet),
        write(t.home[1]),
        write(t.quiet, t.home[2]),
        write(t.home[0], why),
        write(bridge),
      ],
      async result(page, say) {
        for (const [word, count] of [
          [t.home[0], 4],
          [t.quiet, 2],
          [bridge, 1],
        ] as const) {
          await expect(entry(page, word).first()).toContainText(fill(say.results.times, { count }))
        }
      },
    },

    text: {
      draft: { kind: 'text', question: t.text, settings: { maxLength: 20, privacy: 'named' } },
      mistake: async (phone, say) => {
        await field(phone).fill('🙋🏽'.repeat(23))
        await expectTold(phone, fill(say.textVoting.over, { over: 3, max: 20 }))
      },
      answers: t.ideas.map((idea) => write(idea)) as unknown as Story['answers'],
      async result(page, say) {
        await expect(entry(page, t.ideas[0]).first()).toContainText(fill(say.results.times, { count: 2 }))
        for (const idea of t.ideas.slice(2)) await expect(entry(page, idea)).toHaveCount(1)
        await expect(entry(page, t.ideas[2])).toContainText('Phone 3')
      },
    },

    number: {
      draft: {
        kind: 'number',
        question: t.number,
        settings: { unit: t.unit, min: 0, max: 2000, decimals: 1, correct: 540 },
      },
      mistake: async (phone, say) => {
        await field(phone).fill('1.000,5')
        await expectTold(phone, say.numberVoting.malformed)
        await field(phone).fill('2001')
        await expectTold(phone, fill(say.numberVoting.outOfRange, { min: 0, max: 2000 }))
        await field(phone).fill('5,55')
        await expectTold(phone, fill(say.numberVoting.tooManyDecimals, { decimals: 1 }))
        await field(phone).fill('1,000')
        const wrong = fill(say.numberVoting.tooManyDecimals, { decimals: 1 })
        await expectTold(phone, `${wrong} ${fill(say.numberVoting.thousands, { whole: '1000' })}`)
        await field(phone).fill('5,5')
        await expect(phone.getByText(fill(say.numberVoting.read, { value: '5.5' }))).toBeVisible()
      },
      answers: [write('500,5'), write('550.5'), write('610'), write('430'), write('２０００')],
      async result(page, say) {
        // In the middle of 430, 500.5, 550.5, 610 and 2000; and nearest to 540.
        await expect(page.getByRole('main')).toContainText(`550.5 ${t.unit}`)
        await expect(page.getByRole('main')).toContainText(say.numberResults.right)
        await expect(page.getByRole('main')).toContainText('10.5')
      },
    },

    quiz: {
      draft: {
        kind: 'quiz',
        question: t.quiz,
        options: [...optionsOf.rivers[locale]],
        settings: { correct: ['o2'], countdownSeconds: 600 },
      },
      mistake: null,
      answers: [tap('o2'), tap('o2'), tap('o2'), tap('o1'), tap('o3')],
      async result(page, say) {
        await expectCounts(page, { o1: 1, o2: 3, o3: 1 })
        await expect(option(page, 'o2')).toContainText(say.quizResults.right)
        await expect(page.getByRole('main')).toContainText(fill(say.quizResults.rightShare, { right: 3, people: 5 }))
      },
    },

    questions: {
      draft: { kind: 'questions', question: t.questions },
      mistake: async (phone, say) => {
        await field(phone).fill(bridge)
        await press(phone, say.questionsVoting.send)
        await field(phone).fill(` ${bridge}  `)
        await expect(phone.getByRole('alert')).toHaveText(say.questionsVoting.twice)
        await expect(phone.getByRole('button', { name: say.questionsVoting.send, exact: true })).toBeDisabled()
        await field(phone).fill('')
      },
      answers: [
        async (phone, say) => {
          await field(phone).fill(why)
          await press(phone, say.questionsVoting.send)
          await expect(entry(phone, why)).toBeVisible()
          await press(phone, fill(say.questionsVoting.withdraw, { question: why }))
          await expect(entry(phone, why)).toHaveCount(0)
        },
        async (phone, say) => {
          await field(phone).fill(date)
          await press(phone, say.questionsVoting.send)
        },
        support,
        support,
        async (phone) => {
          await support(phone, words[locale])
          const toggle = entry(phone, bridge).getByRole('button', { name: bridge })
          await toggle.click()
          await expect(toggle).toHaveAttribute('aria-pressed', 'true')
          await toggle.click()
          await expect(toggle).toHaveAttribute('aria-pressed', 'false')
        },
      ],
      // Who asks supports it: one and three more; and one alone.
      async result(page) {
        const listed = page.getByRole('main').getByRole('listitem')
        await expect(listed).toHaveCount(2)
        await expect(listed.nth(0)).toContainText(date)
        await expect(listed.nth(0)).toContainText('4')
        await expect(listed.nth(1)).toContainText(bridge)
        await expect(listed.nth(1)).toContainText('1')
      },
    },
  }
}
