import type { Ballot, QuestionOf } from './kind.ts'
import { isRight, type QuizAnswer, type QuizSettings } from './quiz.ts'

/** A quiz question as it was asked, with its ballots. */
export interface QuizRound {
  readonly question: { readonly settings: QuestionOf<'quiz', QuizSettings>['settings'] }
  readonly ballots: Iterable<Ballot<QuizAnswer>>
}

/** One line of the leaderboard. */
export interface Standing {
  readonly player: string
  /** The newest name given; null where none was. */
  readonly name: string | null
  /** Equal points share a place: 1, 1, 3. */
  readonly place: number
  readonly points: number
  /** Right answers. */
  readonly right: number
  /** Points from the newest question. */
  readonly lastPoints: number
}

/** Each earlier right answer in a row adds this part of the points, up to `mostParts` of them: +10 % up to +50 %. */
const streakParts = 10
const mostParts = 5

/**
 * Points of one right answer, a whole number. With `speedPoints` they fall evenly from all of them at the first moment
 * to half (rounded up) when the countdown was set to end; an answer without a time is taken for the slowest. With
 * `streaks`, `before` right answers in a row are worth more.
 */
export function pointsOf(settings: QuizSettings, tookMs: number | undefined, before: number): number {
  const { points, speedPoints, countdownSeconds, streaks } = settings
  const wholeMs = (countdownSeconds ?? 0) * 1000
  const spentMs = Math.min(Math.max(0, tookMs ?? wholeMs), wholeMs)
  const lost = speedPoints && wholeMs > 0 ? Math.floor((points * spentMs) / (2 * wholeMs)) : 0
  const earned = points - lost
  const bonus = streaks ? Math.floor((earned * Math.min(before, mostParts)) / streakParts) : 0
  return earned + bonus
}

interface Score {
  name: string | null
  points: number
  right: number
  lastPoints: number
  /** Right answers in a row up to the round counted last. */
  row: number
}

/**
 * The leaderboard over a meeting's quiz questions in the order in which they were asked. A question that somebody left
 * out breaks their series like a wrong answer. Answers that name no player are left out. Equal points are listed in
 * the order of the players' ids, which says nothing about anybody and is the same on every screen.
 */
export function standings(rounds: readonly QuizRound[]): readonly Standing[] {
  const scores = new Map<string, Score>()
  for (const { question, ballots } of rounds) {
    const rightNow = new Set<string>()
    for (const score of scores.values()) score.lastPoints = 0
    for (const { answer } of ballots) {
      if (answer.player === undefined) continue
      const score = scores.get(answer.player) ?? { name: null, points: 0, right: 0, lastPoints: 0, row: 0 }
      scores.set(answer.player, score)
      score.name = answer.name ?? score.name
      if (!isRight(answer, question.settings.correct)) continue
      rightNow.add(answer.player)
      score.lastPoints = pointsOf(question.settings, answer.tookMs, score.row)
      score.points += score.lastPoints
      score.right += 1
    }
    for (const [player, score] of scores) score.row = rightNow.has(player) ? score.row + 1 : 0
  }
  return placed([...scores])
}

function placed(scores: readonly (readonly [string, Score])[]): readonly Standing[] {
  const sorted = [...scores].sort(([a, one], [b, two]) => two.points - one.points || (a < b ? -1 : 1))
  let place = 0
  return sorted.map(([player, { name, points, right, lastPoints }], index) => {
    if (points !== sorted[index - 1]?.[1].points) place = index + 1
    return { player, name, place, points, right, lastPoints }
  })
}
