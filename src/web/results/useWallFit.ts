import { computed, ref } from 'vue'
import { useFit, type FitStep } from '../useFit.ts'
import type { UseWallFit } from './wallFit.ts'

const sizes = [7, 6, 5.5, 5, 4.5, 4] as const
const linesAtMost = [14, 8, 5, 3, 2] as const

/** The lowest height in which all of it still fits, so that no column is left empty. */
function balance(list: HTMLElement): void {
  const fits = (height: number): boolean => {
    list.style.height = `${height}px`
    return list.scrollWidth <= list.clientWidth + 1
  }
  list.style.height = ''
  let [low, high] = [0, list.clientHeight]
  if (list.scrollWidth > list.clientWidth + 1) return
  while (high - low > 2) {
    const middle = (low + high) / 2
    if (fits(middle)) high = middle
    else low = middle
  }
  list.style.height = `${high}px`
}

/** What the stage provides for `wallFitKey`. */
export const useWallFit: UseWallFit = (wall, shape, onCut) => {
  /** Those who see nothing are not read what nobody sees. */
  const firstCut = ref(Infinity)

  const steps = computed<readonly FitStep[]>(() => {
    const [few, many] = shape.columns
    const step = (columns: number, size: number, lines: number): FitStep => ({
      data: {},
      properties: { '--columns': String(columns), '--entry': String(size), '--lines': String(lines) },
    })
    const whole = sizes.flatMap((size) => {
      const most = size > 5.5 ? few : many
      return Array.from({ length: most - few + 1 }, (_, more) => step(few + more, size, 99))
    })
    return [...whole, ...linesAtMost.map((lines) => step(many, 4, lines))]
  })

  useFit(
    wall,
    () => steps.value,
    (element) => {
      const list = element.querySelector('ul')
      if (list !== null && shape.filling === 'balance') balance(list)
      // By offsets: boxes on the screen would be taken where they stand in the middle of appearing.
      const items = [...element.querySelectorAll<HTMLElement>('.entry')]
      const first = items.findIndex(({ offsetLeft, offsetTop, offsetWidth, offsetHeight }) => {
        return offsetLeft + offsetWidth > element.clientWidth + 1 || offsetTop + offsetHeight > element.clientHeight + 1
      })
      firstCut.value = first === -1 ? Infinity : first
      onCut(first === -1 ? 0 : items.length - first)
    },
    (element) => element.querySelector('ul')?.style.removeProperty('height'),
  )
  return firstCut
}
