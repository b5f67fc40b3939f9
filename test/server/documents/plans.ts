import fc from 'fast-check'
import { expect } from 'vitest'
import { entryId } from '../../../src/domain/kinds/entries.ts'
import { pollKinds, type PollKind } from '../../../src/domain/kinds/index.ts'
import { privacies } from '../../../src/domain/privacy.ts'
import { png } from '../../support/pictures.ts'
import { addPicture, type TestPhone, type TestRoom } from '../room.ts'

/** A meeting to be held through the real server, drawn by fast-check. */
export interface Plan {
  readonly title: string
  readonly names: readonly (string | undefined)[]
  readonly weights: readonly number[]
  readonly roll: object
  readonly locked: boolean
  readonly polls: readonly PollPlan[]
  readonly ended: boolean
}

interface PollPlan {
  readonly kind: PollKind
  readonly section: string | null
  readonly question: string
  readonly labels: readonly string[]
  readonly picture: number | null
  readonly settings: object
  readonly notes: string
  readonly rounds: readonly RoundPlan[]
  readonly after: 'nothing' | 'reveal' | 'hide names' | 'delete' | 'restore' | 'duplicate'
}

interface RoundPlan {
  readonly answers: readonly unknown[]
  readonly reopened: boolean
  readonly decisions: readonly ('approved' | 'removed' | 'answered' | null)[]
  readonly act: 'castingVote' | 'lot' | 'none'
  /** Paper ballots for the first option; left out: none. */
  readonly paper?: number | undefined
}

const ids = ['o1', 'o2', 'o3'] as const
const someIds = fc.shuffledSubarray([...ids], { minLength: 1, maxLength: 3 })

/** Texts that somebody may type, and some that only somebody who tries would. */
export const phrase = fc.constantFrom(
  'Trust',
  'trust ',
  '信任',
  'ＡＢＣ',
  'a\u202Eb',
  'e\u0301'.repeat(3),
  'z' + '\u0323\u0301\u0302\u0303\u0304\u0305'.repeat(4),
  '🙂👨‍👩‍👧',
  'شكرا "ok", 1;2',
  '=1+1',
  '<b>&amp;</b>',
  '__proto__',
  'a\tb\nc',
)

const moderated = fc.record({ moderated: fc.boolean() })

/** How each kind is asked, and what can be answered. */
const asked: Record<PollKind, { settings: fc.Arbitrary<object>; answer: fc.Arbitrary<unknown> }> = {
  choice: {
    settings: fc.constantFrom<object>(
      { max: 3, other: true, blank: true },
      { max: 3, other: true, moderated: true, base: 'ticks' },
      { max: 3, other: true, blank: true, base: 'valid' },
      { blank: true, election: { seats: 3, rule: 'mostVotes' } },
      {
        blank: true,
        election: {
          seats: 3,
          rule: 'absoluteMajority',
          majorities: [
            { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'valid' },
            { comparison: 'atLeast', numerator: 1, denominator: 10, base: 'entitled' },
          ],
          quorum: { form: 'number', by: 'heads', atLeast: 3 },
        },
      },
    ),
    answer: fc.oneof(
      fc.constant({ options: [] }),
      fc.record({ options: someIds }),
      fc.record({ options: fc.shuffledSubarray([...ids], { maxLength: 2 }), other: phrase }),
    ),
  },
  motion: {
    settings: fc.constantFrom<object>(
      {},
      { rule: { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNoAbstain' } },
      {
        quorum: { form: 'fraction', comparison: 'moreThan', numerator: 1, denominator: 2, by: 'heads' },
        tie: 'castingVote',
      },
      { tie: 'castingVote' },
    ),
    answer: fc.record({ options: fc.constantFrom(['yes'], ['no'], ['abstain']) }),
  },
  rating: {
    settings: fc.constantFrom<object>({ noOpinion: true }, { noOpinion: true, lowLabel: 'never', highLabel: 'always' }),
    answer: fc.oneof(fc.record({ value: fc.integer({ min: 1, max: 5 }) }), fc.constant({ noOpinion: true })),
  },
  ranking: {
    settings: fc.constantFrom({ method: 'instantRunoff' }, { method: 'borda' }, { method: 'schulze' }),
    answer: fc.record({ ranking: someIds }),
  },
  points: {
    settings: fc.constant({ allowUnder: true }),
    answer: fc.nat(100).map((o1) => ({ points: { o2: 100 - o1, o1 } })),
  },
  words: {
    settings: fc.record({ moderated: fc.boolean(), stopWords: fc.boolean() }),
    answer: phrase.map((word) => ({ words: [word, 'Coffee'] })),
  },
  text: { settings: moderated, answer: fc.record({ text: phrase }) },
  number: {
    settings: fc.record({ decimals: fc.constant(2), unit: fc.constantFrom('', 'm²') }),
    answer: fc.constantFrom({ value: 42.5 }, { value: '42,5' }, { value: -0 }, { value: '0.07' }),
  },
  quiz: {
    settings: fc.constantFrom({ correct: ['o2'], countdownSeconds: null }, { correct: ['o1', 'o3'], max: 2 }),
    answer: fc.record({ options: fc.constantFrom(['o1'], ['o2']) }),
  },
  questions: {
    settings: moderated,
    answer: fc.record({
      posts: fc.constantFrom([], ['When is lunch?'], [{ text: 'Who pays?', anonymous: true }, '=cmd()']),
      upvotes: fc.subarray([entryId('When is lunch?'), entryId('Who pays?'), entryId('Nobody asked this')]),
    }),
  },
}

const round = (kind: PollKind): fc.Arbitrary<RoundPlan> =>
  fc.record({
    answers: fc.array(fc.option(asked[kind].answer), { minLength: 3, maxLength: 3 }),
    reopened: fc.boolean(),
    decisions: fc.array(fc.constantFrom('approved' as const, 'removed' as const, 'answered' as const, null), {
      maxLength: 3,
    }),
    act: fc.constantFrom('castingVote', 'lot', 'none'),
    paper: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  })

const poll = (kind: PollKind): fc.Arbitrary<PollPlan> =>
  fc.record({
    kind: fc.constant(kind),
    section: fc.option(phrase),
    question: phrase,
    labels: fc.array(phrase, { minLength: 3, maxLength: 3 }),
    picture: fc.option(fc.nat(2)),
    settings: fc
      .tuple(asked[kind].settings, fc.record({ privacy: fc.constantFrom(...privacies), confirm: fc.boolean() }))
      .map(([own, common]) => ({ ...own, ...common })),
    notes: fc.constantFrom('', 'Ask slowly.\n\nThen wait.', '=1+1'),
    rounds: fc.array(round(kind), { maxLength: 2 }),
    after: fc.constantFrom('nothing', 'reveal', 'hide names', 'delete', 'restore', 'duplicate'),
  })

/** A meeting with a poll of each of the kinds given. */
export function planOf(kinds: readonly PollKind[]): fc.Arbitrary<Plan> {
  return fc.record({
    title: phrase,
    names: fc.array(fc.option(phrase, { nil: undefined }), { minLength: 3, maxLength: 3 }),
    weights: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
    roll: fc.constantFrom(
      { entitledHeads: 9, entitledWeight: 12, presentHeads: 3 },
      { entitledHeads: 20, entitledWeight: 40, presentHeads: 3, presentWeight: 12 },
    ),
    locked: fc.boolean(),
    polls: fc.tuple(...kinds.map(poll)),
    ended: fc.boolean(),
  })
}

export const anyPlan: fc.Arbitrary<Plan> = fc
  .shuffledSubarray([...pollKinds], { minLength: 1, maxLength: 4 })
  .chain(planOf)

/** Holds the meeting; where a step is not allowed at that moment (no tie to break), it is left out. */
export async function hold(room: TestRoom, plan: Plan): Promise<string> {
  const { meeting } = await room.host('createMeeting', { title: plan.title })
  const meetingId = meeting.id
  // A printing that became of all three; people then come in by another level, which nobody has joined by yet.
  await room.host('updateMeeting', { meetingId, admission: 'tickets' })
  await room.host('makeTickets', { meetingId, size: 2, spare: 1, weight: 2 })
  await room.host('voidTickets', { meetingId, number: 2 })
  await room.host('updateMeeting', { meetingId, admission: 'open' })
  await room.host('startMeeting', { meetingId })
  const phones: TestPhone[] = []
  for (const name of plan.names) phones.push(await room.phone(name))
  for (const [index, { attendeeId }] of phones.entries()) {
    await room.host('setWeight', { attendeeId, weight: plan.weights[index] ?? 1 })
  }
  await room.host('updateMeeting', { meetingId, seats: plan.locked ? 40 : null })
  await room.host('setRoll', { meetingId, ...plan.roll })
  if (plan.locked) await room.host('lockJoining', { meetingId, locked: true })
  for (const one of plan.polls) await ask(room, meetingId, one, phones)
  if (plan.ended) await room.host('endMeeting', { meetingId })
  return meetingId
}

async function ask(room: TestRoom, meetingId: string, plan: PollPlan, phones: readonly TestPhone[]): Promise<void> {
  const { kind, question, settings, section, notes } = plan
  if (section !== null) await room.host('createSection', { meetingId, title: section })
  const image = plan.picture === null ? undefined : await addPicture(room, png(2, 2, plan.picture), 'image/png')
  const takesOptions = ['choice', 'ranking', 'points', 'quiz'].includes(kind)
  const options = plan.labels.map((label, index) => (index === 1 && image !== undefined ? { label, image } : { label }))
  const created = await room.host('createPoll', {
    meetingId,
    kind,
    question,
    settings: { ...settings },
    ...(takesOptions ? { options } : {}),
  })
  const pollId = created.poll.id
  if (notes !== '') await room.host('setNotes', { pollId, notes })
  for (const [index, one] of plan.rounds.entries()) {
    await room.host(index === 0 ? 'openPoll' : 'runAgain', { pollId })
    for (const [voter, answer] of one.answers.entries()) {
      if (answer !== null) await phones[voter]?.answer(pollId, answer)
    }
    if (one.paper !== undefined) await enterPaper(room, pollId, kind, one.paper)
    await room.host('closePoll', { pollId })
    if (one.reopened) {
      await room.host('reopenPoll', { pollId })
      await phones[0]?.withdraw(pollId)
      await room.host('closePoll', { pollId })
    }
    const { tally } = await room.host('getResult', { pollId })
    const entries = 'entries' in tally ? tally.entries : 'others' in tally ? tally.others : []
    for (const [place, decision] of one.decisions.entries()) {
      const entry = entries[place]?.id
      if (entry !== undefined) await room.host('decideEntry', { pollId, entry, decision })
    }
    // Refused where there is nothing to decide.
    if (one.act === 'castingVote') await room.tryHost('recordCastingVote', { pollId, choice: 'yes' })
    else if (one.act === 'lot') await room.tryHost('drawLot', { pollId })
  }
  if (plan.rounds.length === 0) return
  switch (plan.after) {
    case 'nothing':
      return
    case 'reveal':
      await room.host('revealPoll', { pollId })
      return
    case 'hide names':
      await room.host('showNames', { pollId, shown: false })
      return
    case 'delete':
      await room.host('deletePoll', { pollId })
      return
    case 'restore':
      await room.host('deletePoll', { pollId })
      await room.host('restorePoll', { pollId })
      return
    case 'duplicate':
      await room.host('duplicatePoll', { pollId })
  }
}

/** Refused for kinds that take none. */
async function enterPaper(room: TestRoom, pollId: string, kind: PollKind, ballots: number): Promise<void> {
  const id = kind === 'motion' ? 'yes' : 'o1'
  const count = { way: ballots === 1 ? 'hands' : 'paper', ballots, options: [{ id, count: ballots }] } as const
  const reply = await room.tryHost('enterPaper', { pollId, count, again: count })
  expect(reply.status).toBe(kind === 'motion' || kind === 'choice' ? 200 : 422)
}

const quiet: Pick<PollPlan, 'section' | 'picture' | 'settings' | 'notes' | 'after' | 'labels'> = {
  section: null,
  picture: null,
  settings: {},
  notes: '',
  after: 'nothing',
  labels: ['', '', ''],
}

function once(answers: readonly unknown[], act: RoundPlan['act'] = 'none'): RoundPlan {
  return { answers, act, reopened: false, decisions: [] }
}

const pick = (...options: string[]): { options: string[] } => ({ options })

/** One meeting with all there is: every kind, a tie that the chair breaks, a lot, rounds, removals, a deleted poll. */
export const parishPlan: Plan = {
  title: 'Parish council, November',
  names: ['Ada Lovelace', 'Ben Nevis', undefined],
  weights: [1, 1, 1],
  roll: { entitledHeads: 9, presentHeads: 5 },
  locked: true,
  ended: true,
  polls: [
    {
      ...quiet,
      kind: 'motion',
      section: '1. Hall',
      question: 'Shall we renew the roof of the hall for 42 000 euros?',
      settings: {
        rule: { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' },
        quorum: { form: 'fraction', comparison: 'moreThan', numerator: 1, denominator: 2, by: 'heads' },
      },
      notes: 'For the host alone: ask slowly.',
      rounds: [once([pick('yes'), pick('yes'), pick('no')])],
      after: 'reveal',
    },
    {
      ...quiet,
      kind: 'motion',
      question: 'Shall the hall be open on Sundays?',
      settings: { tie: 'castingVote' },
      rounds: [once([pick('yes'), pick('no'), pick('abstain')], 'castingVote')],
    },
    {
      ...quiet,
      kind: 'choice',
      section: '2. Elections',
      question: 'Who chairs the council?',
      labels: ['Grace Hopper', 'Alan Turing', 'Edsger Dijkstra'],
      picture: 1,
      settings: { election: { seats: 1, rule: 'mostVotes' } },
      rounds: [
        once([pick('o1'), pick('o2'), pick('o3')], 'lot'),
        { ...once([pick('o1'), pick('o1'), pick('o2')]), reopened: true },
      ],
    },
    {
      ...quiet,
      kind: 'choice',
      question: 'What do you drink?',
      labels: ['Tea', 'Coffee', 'Water'],
      settings: { max: 2, other: true },
      rounds: [
        {
          ...once([pick('o1', 'o2'), { options: ['o1'], other: 'Mate' }, { options: [], other: 'Rude word' }]),
          decisions: [null, 'removed'],
        },
      ],
    },
    {
      ...quiet,
      kind: 'rating',
      section: '3. Feedback',
      question: 'How was the meeting?',
      settings: { noOpinion: true },
      rounds: [once([{ value: 4 }, { value: 5 }, { noOpinion: true }])],
    },
    {
      ...quiet,
      kind: 'ranking',
      question: 'Where shall we go?',
      labels: ['Sea', 'Hills', 'Nowhere'],
      rounds: [once([{ ranking: ['o1', 'o2', 'o3'] }, { ranking: ['o2', 'o1'] }, { ranking: ['o1'] }])],
    },
    {
      ...quiet,
      kind: 'points',
      question: 'What shall the money go to?',
      labels: ['Roof', 'Garden', 'Music'],
      rounds: [once([{ points: { o1: 60, o2: 40 } }, { points: { o1: 100 } }, null])],
    },
    {
      ...quiet,
      kind: 'words',
      question: 'One word for us?',
      rounds: [once([{ words: ['Trust'] }, { words: ['trust'] }])],
    },
    {
      ...quiet,
      kind: 'text',
      question: 'What should change?',
      settings: { privacy: 'named' },
      rounds: [once([{ text: 'Shorter meetings' }, { text: '更多茶' }, null])],
    },
    {
      ...quiet,
      kind: 'number',
      question: 'How many came to the fair?',
      settings: { unit: 'people', correct: 120 },
      rounds: [once([{ value: 100 }, { value: 130 }, { value: 250 }])],
    },
    {
      ...quiet,
      kind: 'quiz',
      question: 'When was the hall built?',
      labels: ['1890', '1910', '1950'],
      settings: { correct: ['o2'], countdownSeconds: null },
      rounds: [once([pick('o2'), pick('o1'), pick('o2')])],
      after: 'reveal',
    },
    {
      ...quiet,
      kind: 'questions',
      question: 'What do you want to ask the council?',
      settings: { privacy: 'named' },
      rounds: [
        {
          ...once([
            { posts: ['When is lunch?'], upvotes: [] },
            { posts: [{ text: 'Who pays?', anonymous: true }], upvotes: [entryId('When is lunch?')] },
            null,
          ]),
          decisions: ['answered'],
        },
      ],
    },
    {
      ...quiet,
      kind: 'motion',
      question: 'Asked by mistake',
      rounds: [once([pick('no'), null, null])],
      after: 'delete',
    },
    { ...quiet, kind: 'motion', question: 'Shall we meet on Mondays?', rounds: [] },
  ],
}
