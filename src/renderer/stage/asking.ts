import type { RoomPoll } from '../../contract/views.ts'
import type { PollKind } from '../../domain/kinds/index.ts'
import type { Say } from '../../web/words.ts'

/** Kinds that people answer rather than vote on. */
const answered: readonly PollKind[] = ['rating', 'words', 'text', 'number', 'quiz', 'questions']

export function isAnswered(kind: PollKind): boolean {
  return answered.includes(kind)
}

/** What to do on the phone, in a few words; empty where the options say it, or where the scene says it in large. */
export function askInWords(t: Say, poll: RoomPoll): string {
  const { kind, settings } = poll
  switch (kind) {
    case 'choice':
      return settings.max > 1 ? t('stage.upTo', { max: settings.max }) : ''
    case 'quiz':
      return settings.max > 1 ? t('asks.quizSeveral', { max: settings.max }) : t('asks.quiz')
    case 'rating':
      return settings.noOpinion ? `${t('asks.rating')}, ${t('asks.noOpinion')}` : t('asks.rating')
    case 'ranking':
      return settings.atMost === null ? t('asks.ranking') : t('asks.rankingAtMost', { max: settings.atMost })
    case 'points':
      return t('asks.points', { budget: settings.budget })
    case 'questions':
      return poll.result === null ? '' : t('asks.questions')
    case 'words':
      if (poll.result === null) return ''
      return t(`asks.words.${settings.max === 1 ? 'one' : 'other'}`, { count: settings.max })
    case 'text':
      return poll.result === null ? '' : t('asks.text')
    case 'number':
      return poll.result === null ? '' : t('asks.number')
    case 'motion':
      return ''
  }
}
