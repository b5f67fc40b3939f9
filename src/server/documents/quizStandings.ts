import type { MeetingDocument } from '../../contract/meetingDocument.ts'
import { countsInStandings, standings, type QuizRound, type Standing } from '../../domain/kinds/standings.ts'

/** The leaderboard as the room saw it last, and over how many questions it goes. */
export function quizStandings({ polls }: MeetingDocument): {
  readonly players: readonly Standing[]
  readonly questions: number
} {
  const rounds = polls
    .filter(({ status, revealed, question }) => countsInStandings({ kind: question.kind, status, revealed }))
    .flatMap(({ rounds: held }) => held.slice(-1))
    .sort((a, b) => a.openedAtMs - b.openedAtMs)
    .map(({ asked, ballots }) => ({ question: asked, ballots }) as unknown as QuizRound)
  return { players: standings(rounds), questions: rounds.length }
}
