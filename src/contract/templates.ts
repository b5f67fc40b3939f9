import type { AgendaDraft } from '../domain/agendaDraft.ts'
import type { PollKind, SettingsOf } from '../domain/kinds/index.ts'
import type { templates } from './languages/en.ts'

/** The section `templates` of a language. */
export type TemplateWords = typeof templates

export type TemplateName = keyof TemplateWords

/** The agendas that come with the program, in the order in which a host is offered them. */
export const templateNames: readonly TemplateName[] = [
  'yesNo',
  'agreeScale',
  'meetingFeedback',
  'boardElection',
  'quizRound',
  'retrospective',
  'budgetSplit',
]

/**
 * What a built-in template puts into a meeting, in the words of a language: headings and questions that can be opened as
 * they stand. Options get the ids `o1`, `o2` … in the order in which they are written.
 */
export function templateItems(name: TemplateName, words: TemplateWords): AgendaDraft[] {
  const build = builders[name] as (own: TemplateWords[TemplateName]) => AgendaDraft[]
  return build(words[name])
}

type Builder<N extends TemplateName> = (own: TemplateWords[N]) => AgendaDraft[]

const builders: { readonly [N in TemplateName]: Builder<N> } = {
  yesNo: ({ question }) => [poll('motion', question)],

  agreeScale: ({ question, steps }) => {
    const labels = lines(steps)
    return [poll('rating', question, { points: labels.length, scale: 'labels', labels, noOpinion: true })]
  },

  meetingFeedback: ({ section, useful, time, times, word, better }) => [
    heading(section),
    poll('rating', useful, { points: 5, scale: 'stars' }),
    poll('choice', time, {}, lines(times)),
    poll('words', word, { max: 1 }),
    poll('text', better),
  ],

  boardElection: ({ section, approve, chair, treasurer, members, candidates }) => {
    const names = lines(candidates)
    const office = { election: { seats: 1, rule: 'absoluteMajority' } } as const
    return [
      heading(section),
      poll('motion', approve),
      poll('choice', chair, office, names.slice(0, 2)),
      poll('choice', treasurer, office, names.slice(0, 2)),
      poll('choice', members, { max: 3, election: { seats: 3, rule: 'mostVotes' } }, names),
    ]
  },

  quizRound: ({ section, first, firstOptions, second, secondOptions, third, thirdOptions }) => [
    heading(section),
    poll('quiz', first, { correct: ['o2'], countdownSeconds: 20 }, lines(firstOptions)),
    poll('quiz', second, { correct: ['o1'], countdownSeconds: 20 }, lines(secondOptions)),
    poll('quiz', third, { correct: ['o4'], countdownSeconds: 20 }, lines(thirdOptions)),
  ],

  retrospective: ({ back, mood, well, better, ahead, ideas }) => [
    heading(back),
    poll('words', mood, { max: 3 }),
    poll('text', well),
    poll('text', better),
    heading(ahead),
    poll('questions', ideas, { maxPosts: 3, sort: 'votes' }),
  ],

  budgetSplit: ({ section, split, purposes, adopt }) => [
    heading(section),
    poll('points', split, { budget: 100 }, lines(purposes)),
    poll('motion', adopt),
  ],
}

function heading(title: string): AgendaDraft {
  return { type: 'section', title }
}

function poll<K extends PollKind>(
  kind: K,
  question: string,
  settings: Partial<SettingsOf<K>> = {},
  options: readonly string[] = [],
): AgendaDraft {
  return { type: 'poll', kind, question, options, settings }
}

function lines(text: string): string[] {
  return text.split('\n')
}
