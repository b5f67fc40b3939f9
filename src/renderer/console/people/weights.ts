import type { MeetingDetail } from '../../../contract/views.ts'

/** Does somebody have more than one vote, as far as votes and the numbers entered tell? */
export function isWeightedMeeting({ polls, roll }: Pick<MeetingDetail, 'polls' | 'roll'>): boolean {
  const { presentHeads, presentWeight, entitledHeads, entitledWeight } = roll
  const differ = (heads: number | null, weight: number | null): boolean =>
    heads !== null && weight !== null && heads !== weight
  return (
    differ(presentHeads, presentWeight) ||
    differ(entitledHeads, entitledWeight) ||
    polls.some(({ result: { tally, outcome } }) => outcome.weighted || tally.people !== tally.weight)
  )
}
