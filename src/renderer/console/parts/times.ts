import { computed } from 'vue'
import { useWords } from '../../../web/words.ts'

/** Dates and times in the page's language, as the host's own country writes them where it speaks that language. */
export function useTimes(): { date(ms: number): string; time(ms: number): string; moment(ms: number): string } {
  const { language } = useWords()
  const region = computed(() => {
    const spoken = language.value.split('-')[0] ?? language.value
    return navigator.languages.find((tag) => tag.split('-')[0] === spoken) ?? language.value
  })
  const dates = computed(() => new Intl.DateTimeFormat(region.value, { dateStyle: 'long' }))
  const times = computed(() => new Intl.DateTimeFormat(region.value, { timeStyle: 'short' }))
  const moments = computed(() => new Intl.DateTimeFormat(region.value, { dateStyle: 'long', timeStyle: 'short' }))
  return {
    date: (ms) => dates.value.format(ms),
    time: (ms) => times.value.format(ms),
    moment: (ms) => moments.value.format(ms),
  }
}
