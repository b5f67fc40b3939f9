import type { Question } from '../../domain/kinds/index.ts'
import type { privacies } from './en.ts'

/** The sentence in `privacies` that says what a question's privacy protects and what it does not. */
export function privacySentence({ kind, settings }: Pick<Question, 'kind' | 'settings'>): keyof typeof privacies {
  if (settings.privacy === 'named') return kind === 'questions' ? 'questionsNamedSentence' : 'namedSentence'
  return kind === 'quiz' ? 'quizSentence' : `${settings.privacy}Sentence`
}
