import type { Answer, Question } from '../../domain/kinds/index.ts'
import type { NameOfOption } from './verdict.ts'

/** What an answer is told in. */
export interface AnswerWords {
  readonly nameOf: NameOfOption
  readonly noOpinion: string
  readonly listGap: string
}

/** An answer in a line, for a roll call; empty for a blank vote. Own words and entries are told apart from it. */
export function answerText({ nameOf, noOpinion, listGap }: AnswerWords, question: Question, answer: Answer): string {
  if ('options' in answer) return answer.options.map(nameOf).join(listGap)
  if ('ranking' in answer) return answer.ranking.map(nameOf).join(' > ')
  if ('points' in answer) {
    const given = question.options.flatMap(({ id }) => {
      const points = answer.points[id] ?? 0
      return points === 0 ? [] : [`${nameOf(id)} ${points}`]
    })
    return given.join(listGap)
  }
  if ('noOpinion' in answer) return noOpinion
  return 'value' in answer ? valueText(question, answer.value) : ''
}

function valueText({ kind, settings }: Question, value: number): string {
  if (kind === 'number') return settings.unit === '' ? String(value) : `${value} ${settings.unit}`
  const label = kind === 'rating' ? (settings.labels[value - 1] ?? '') : ''
  return label === '' ? String(value) : label
}
