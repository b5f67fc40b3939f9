import { pollKinds, type PollKind } from '../../../domain/kinds/index.ts'

/** Kinds as a host thinks of them; the first group is what most meetings ask most of the time. */
export const kindGroups = ['decide', 'weigh', 'write', 'play'] as const
export type KindGroup = (typeof kindGroups)[number]

const groupOf: Readonly<Record<PollKind, KindGroup>> = {
  choice: 'decide',
  motion: 'decide',
  rating: 'weigh',
  ranking: 'weigh',
  points: 'weigh',
  words: 'write',
  text: 'write',
  questions: 'write',
  number: 'play',
  quiz: 'play',
}

/** The kinds of a group, in the order in which kinds are offered. */
export function kindsOf(group: KindGroup): readonly PollKind[] {
  return pollKinds.filter((kind) => groupOf[kind] === group)
}
