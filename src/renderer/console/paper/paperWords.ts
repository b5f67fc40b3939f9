import type { Question } from '../../../domain/kinds/index.ts'
import type { PaperCount } from '../../../domain/kinds/paper.ts'
import { optionLabel, useWords } from '../../../web/words.ts'
import type { PaperField } from './paperEntry.ts'

/** How a count by hand is said about one question. */
export function usePaperWords(question: () => Question): {
  /** What a field is called. */
  nameOf(field: PaperField, way: PaperCount['way']): string
  /** "Kim 12 · Lee 7 · Blank votes 1". */
  inWords(count: PaperCount): string
} {
  const { t } = useWords()
  const labelOf = (id: string): string => {
    const option = question().options.find((one) => one.id === id)
    return option === undefined ? id : optionLabel(t, option)
  }
  return {
    nameOf(field, way) {
      if (field === 'ballots') return t(`host.paper.ballots.${way}`)
      return field === 'blank' ? t('results.blank') : labelOf(field)
    },
    inWords({ options, blank }) {
      const named = options.map(({ id, count }) => `${labelOf(id)} ${String(count)}`)
      return [...named, ...(blank > 0 ? [`${t('results.blank')} ${String(blank)}`] : [])].join(' · ')
    },
  }
}
