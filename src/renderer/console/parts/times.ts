import { computed } from 'vue'
import { useWords } from '../../../web/words.ts'

/** Dates and times in the page's language. */
export function useTimes(): { date(ms: number): string; time(ms: number): string } {
  const { language } = useWords()
  const dates = computed(() => new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }))
  const times = computed(() => new Intl.DateTimeFormat(language.value, { timeStyle: 'short' }))
  return { date: (ms) => dates.value.format(ms), time: (ms) => times.value.format(ms) }
}
