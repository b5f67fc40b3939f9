import type { Page } from '@playwright/test'
import { gather } from './crowd.ts'
import { whatIsHardToRead, whatIsLost } from './readable.ts'
import { expect, test, type PollDraft } from './room.ts'

/** Every kind on the wall, once as people ask and once as long and as many as a poll can be. */
interface Case {
  readonly short: PollDraft
  /** What makes it long; the question and the options are made long here. */
  readonly long?: Partial<PollDraft>
  readonly answer: (person: number, long: boolean) => unknown
}

const people = 24
const walls = [
  [1024, 768],
  [1280, 720],
  [3840, 2160],
] as const

/** Twelve different texts of exactly 120 characters. */
const longLabels = Array.from({ length: 12 }, (_, index) =>
  `Proposal ${String(index + 1)} was written down by somebody who wanted nobody to misunderstand anything about it, and who had the time it takes`.slice(
    0,
    120,
  ),
)
const longQuestion =
  'A question that the host has written out in full, with everything that belongs to it, so that nobody in the room can misunderstand what is being asked here?'

const four = ['By the shed', 'Lower gate', 'Compost bays', 'Between the plots']
const option = (index: number) => `o${String(index + 1)}`
const texts = ['More light in the stairwell', 'Less talk, more cake', 'Thank you for the work']

const cases: Readonly<Record<string, Case>> = {
  choice: {
    short: { kind: 'choice', question: 'Where shall the tap go?', options: four, settings: { other: true } },
    answer: (person) => (person % 8 === 0 ? { options: [], other: 'Nowhere' } : { options: [option(person % 4)] }),
  },
  election: {
    short: {
      kind: 'choice',
      question: 'Who joins the committee?',
      options: four,
      settings: { election: { seats: 2, rule: 'absoluteMajority' }, max: 2 },
    },
    answer: (person) => ({ options: [option(0), option(1 + (person % 3))] }),
  },
  motion: {
    short: {
      kind: 'motion',
      question: 'The association buys a chipper.',
      settings: { alsoRequired: [{ comparison: 'atLeast', numerator: 2, denominator: 3, base: 'cast' }] },
    },
    answer: (person) => ({ options: [['yes', 'yes', 'yes', 'no', 'abstain'][person % 5]] }),
  },
  'rating in numbers': {
    short: {
      kind: 'rating',
      question: 'Would you recommend us?',
      settings: { points: 11, from: 0, lowLabel: 'No', highLabel: 'Yes', noOpinion: true },
    },
    long: { settings: { points: 11, from: 0, lowLabel: 'x'.repeat(40), highLabel: 'Certainly '.repeat(4).trim() } },
    answer: (person) => ({ value: person % 11 }),
  },
  'rating in words': {
    short: {
      kind: 'rating',
      question: 'It was worth my time.',
      settings: { scale: 'labels', labels: ['Not at all', 'Hardly', 'Partly', 'Mostly', 'Fully'] },
    },
    long: {
      settings: {
        points: 11,
        scale: 'labels',
        labels: Array.from({ length: 11 }, (_, index) =>
          `Label ${String(index)} that is forty characters long`.padEnd(40, '!'),
        ),
      },
    },
    answer: (person) => ({ value: 1 + (person % 5) }),
  },
  'rating in stars': {
    short: { kind: 'rating', question: 'How was the food?', settings: { scale: 'stars' } },
    long: { settings: { scale: 'stars', points: 10 } },
    answer: (person) => ({ value: 1 + (person % 5) }),
  },
  ranking: {
    short: { kind: 'ranking', question: 'Where shall the capital be?', options: four },
    answer: (person, long) => {
      const many = long ? 12 : 4
      return { ranking: Array.from({ length: many }, (_, index) => option((index * 5 + person * person) % many)) }
    },
  },
  points: {
    short: { kind: 'points', question: 'How do we spend the surplus?', options: four },
    answer: (person) => ({ points: { o1: 60, [option(1 + (person % 3))]: 40 } }),
  },
  words: {
    short: { kind: 'words', question: 'This meeting in a word?' },
    answer: (person, long) => ({
      words: [0, 1, 2].map((index) =>
        long
          ? `a phrase of forty characters no ${String(person * 3 + index)}`.padEnd(40, '.')
          : `word${String((person + index) % 9)}`,
      ),
    }),
  },
  text: {
    short: { kind: 'text', question: 'What should we hear?', settings: { privacy: 'named' } },
    long: { settings: { privacy: 'named', maxLength: 1000 } },
    answer: (person, long) => ({
      text: long ? `${String(person)}: ${longLabels.join(' ').slice(0, 900)}` : texts[person % 3],
    }),
  },
  number: {
    short: {
      kind: 'number',
      question: 'How many apples?',
      settings: { unit: 'apples', correct: 140 },
    },
    long: { settings: { unit: 'cubic centimetres', decimals: 6, correct: 12345678.123456 } },
    answer: (person, long) => ({ value: long ? 100000000.000001 + person * 7654321 : 100 + person * 7 }),
  },
  quiz: {
    short: { kind: 'quiz', question: 'Which was first?', options: four, settings: { correct: ['o2'] } },
    answer: (person) => ({ options: [option(person % 4)] }),
  },
  questions: {
    short: { kind: 'questions', question: 'Questions to the board', settings: { privacy: 'named' } },
    answer: (person, long) => {
      const text = long ? `${String(person)}: ${longLabels.slice(0, 3).join(' ').slice(0, 280)}` : (texts[person] ?? '')
      return { posts: text === '' ? [] : [{ text, anonymous: person % 2 === 0 }], upvotes: [] }
    },
  },
}

function drafted({ short, long }: Case, isLong: boolean): PollDraft {
  if (!isLong) return short
  const options = short.options === undefined ? {} : { options: longLabels }
  return { ...short, ...long, ...options, question: longQuestion }
}

async function expectOnEveryWall(
  stage: Page,
  what: string,
  look: (stage: Page) => Promise<readonly string[]>,
): Promise<void> {
  for (const [width, height] of walls) {
    await stage.setViewportSize({ width, height })
    await expect.poll(() => look(stage), { message: `${what}, ${String(width)}×${String(height)}` }).toEqual([])
  }
}

for (const isLong of [false, true]) {
  for (const [name, one] of Object.entries(cases)) {
    test(`${name}, ${isLong ? 'as long as it gets' : 'as people ask it'}, can be read from the back row`, async ({
      room,
    }) => {
      const { polls } = await room.meeting('The annual meeting', [drafted(one, isLong)])
      const pollId = polls[0]?.id ?? ''
      const stage = await room.stagePage({ reducedMotion: 'reduce' })
      const origin = `http://127.0.0.1:${String(room.server().lanPort)}`
      const crowd = await gather(origin, people, (person) => {
        if (isLong) return `Bartholomew Featherstonehaugh ${String(person)}`
        return `A${String(person)}`
      })
      const look = isLong ? whatIsLost : whatIsHardToRead

      const { poll } = await room.command('openPoll', { pollId })
      await room.command('setCountdown', { pollId, seconds: 3600 })
      if (poll.settings.liveResults) await room.command('hidePoll', { pollId })
      await expect(stage.locator('.countdown')).toBeVisible()
      await expect(stage.locator('.poll-scene:not(.counted)')).toBeVisible()
      await expectOnEveryWall(stage, 'while it is asked', look)

      await crowd.answer(
        poll,
        Array.from({ length: people }, (_, person) => one.answer(person, isLong)),
      )
      await room.command('closePoll', { pollId })
      await room.command('revealPoll', { pollId })
      await expect(stage.locator('.poll-scene.counted.closed')).toBeVisible()
      await expect(stage.locator('.room-count .voted')).toContainText(String(people))
      await expectOnEveryWall(stage, 'with its result', look)
      crowd.leave()
    })
  }
}

test('the leaderboard can be read from the back row', async ({ room }) => {
  const quiz = (question: string, points: number): PollDraft => {
    return { kind: 'quiz', question, options: four, settings: { correct: ['o1'], points } }
  }
  const { meeting, polls } = await room.meeting('Quiz night', [quiz('One?', 100), quiz('Two?', 50), quiz('Three?', 25)])
  const stage = await room.stagePage({ reducedMotion: 'reduce' })
  const crowd = await gather(
    `http://127.0.0.1:${String(room.server().lanPort)}`,
    people,
    (person) => `Bartholomew Featherstonehaugh ${String(person)}`,
  )
  // One is right three times, two twice, and so on down.
  for (const [index, { id: pollId }] of polls.entries()) {
    const { poll } = await room.command('openPoll', { pollId })
    const right = [12, 3, 1][index] ?? 0
    await crowd.answer(
      poll,
      Array.from({ length: people }, (_, person) => ({ options: [person < right ? 'o1' : 'o2'] })),
    )
    await room.command('closePoll', { pollId })
    await room.command('revealPoll', { pollId })
  }
  await room.command('setStageMode', { meetingId: meeting.id, mode: 'standings' })
  await expect(stage.getByRole('heading', { name: 'Leaderboard' })).toBeVisible()
  await expect(stage.locator('.podium .step')).toHaveCount(3)
  expect(await stage.locator('.podium .block').allTextContents()).toEqual(['1', '2', '2'])
  await expect(stage.locator('.podium .points').first()).toContainText('175')
  await expect(stage.locator('.others li')).toHaveCount(7)
  await expectOnEveryWall(stage, 'leaderboard', whatIsLost)
  crowd.leave()
})
