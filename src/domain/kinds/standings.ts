import type { Ballot, QuestionOf } from './kind.ts'
import { isRight, type QuizAnswer, type QuizSettings } from './quiz.ts'

/** A quiz question as it was asked, with its ballots. */
export interface QuizRound {
  readonly question: { readonly settings: QuestionOf<'quiz', QuizSettings>['settings'] }
  readonly ballots: Iterable<Ballot<QuizAnswer>>
}

/** As much of a poll as says whether its last round counts for the leaderboard. */
interface Counting {
  readonly kind: string
  readonly status: string
  readonly revealed: boolean
}

/** Only what the room has been shown counts: else a hidden result could be read off the leaderboard. */
export function countsInStandings({ kind, status, revealed }: Counting): boolean {
  return kind === 'quiz' && status === 'closed' && revealed
}

/** One line of the leaderboard. */
export interface Standing {
  readonly player: string
  /** The newest name given; null where none was. */
  readonly name: string | null
  /** Three digits or more that tell this player from others who gave no name, or the same one; null where none is needed. */
  readonly sign: string | null
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
  const signs = signsOf(scores.map(([player, { name }]) => ({ player, name })))
  const sorted = [...scores].sort(([a, one], [b, two]) => two.points - one.points || (a < b ? -1 : 1))
  let place = 0
  return sorted.map(([player, { name, points, right, lastPoints }], index) => {
    if (points !== sorted[index - 1]?.[1].points) place = index + 1
    return { player, name, sign: signs.get(player) ?? null, place, points, right, lastPoints }
  })
}

const fewestDigits = 3
const mostDigits = 9

/**
 * Signs of those whose name does not tell them apart. A sign is the beginning of a number that belongs to the player, so
 * it stays when others come, or grows by a digit where two begin alike.
 */
function signsOf(players: readonly { player: string; name: string | null }[]): ReadonlyMap<string, string> {
  const spoken = (name: string | null): string => (name ?? '').toLowerCase()
  const holders = new Map<string, number>()
  for (const { name } of players) holders.set(spoken(name), (holders.get(spoken(name)) ?? 0) + 1)
  const alike = players.filter(({ name }) => name === null || (holders.get(spoken(name)) ?? 0) > 1)
  const beginnings = new Map<string, number>()
  for (const { player } of alike) {
    for (const beginning of beginningsOf(player)) beginnings.set(beginning, (beginnings.get(beginning) ?? 0) + 1)
  }
  return new Map(
    alike.map(({ player }) => {
      const all = beginningsOf(player)
      return [player, all.find((beginning) => beginnings.get(beginning) === 1) ?? all[all.length - 1] ?? '']
    }),
  )
}

/** Of a player's number, the shortest first. */
function beginningsOf(player: string): readonly string[] {
  const own = numberOf(player)
  return Array.from({ length: mostDigits - fewestDigits + 1 }, (_, more) => own.slice(0, fewestDigits + more))
}

/** Nine digits, the same for the same player everywhere (FNV-1a). */
function numberOf(player: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < player.length; at++) hash = Math.imul(hash ^ player.charCodeAt(at), 0x01000193)
  return String(((hash >>> 0) % 900_000_000) + 100_000_000)
}
