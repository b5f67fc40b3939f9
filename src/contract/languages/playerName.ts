import type { Standing } from '../../domain/kinds/standings.ts'

type SayPlayer = (key: 'nameless' | 'namesake', params: Readonly<Record<string, string>>) => string

/** What a player is called on a leaderboard: by name, by a sign, or by both where a name does not tell two apart. */
export function playerName(say: SayPlayer, { name, sign }: Pick<Standing, 'name' | 'sign'>): string {
  if (name === null) return say('nameless', { sign: sign ?? '' })
  return sign === null ? name : say('namesake', { name, sign })
}
