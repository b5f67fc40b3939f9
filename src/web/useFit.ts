import { onMounted, onUnmounted, onUpdated, type Ref } from 'vue'

/** One way to lay out an element: values for `data-…` attributes and for custom properties, which its CSS reads. */
export interface FitStep {
  readonly data: Readonly<Record<string, string>>
  readonly properties: Readonly<Record<string, string>>
}

function apply(element: HTMLElement, step: FitStep): void {
  for (const [name, value] of Object.entries(step.data)) element.dataset[name] = value
  for (const [name, value] of Object.entries(step.properties)) element.style.setProperty(name, value)
}

/** What sticks out of a part marked `data-fit` may lie over its neighbour without making the whole any wider. */
function overflows(element: HTMLElement): boolean {
  // One pixel of tolerance: scroll sizes are rounded.
  const isTooWide = (part: Element): boolean => part.scrollWidth > part.clientWidth + 1
  const isTooHigh = element.scrollHeight > element.clientHeight + 1
  return isTooHigh || isTooWide(element) || [...element.querySelectorAll('[data-fit]')].some(isTooWide)
}

/**
 * Gives an element the first of `steps` (largest first) in which nothing overflows; the last one if none does. Measured,
 * not guessed from lengths of text, because fonts and languages differ. Done in one go before the browser paints.
 * `before` is told before each time, to take back what `onFit` did; that one afterwards, to count what is cut off.
 */
export function useFit(
  fitted: Readonly<Ref<HTMLElement | null>>,
  steps: () => readonly FitStep[],
  onFit: (element: HTMLElement) => void = () => undefined,
  before: (element: HTMLElement) => void = () => undefined,
): void {
  function fit(): void {
    const element = fitted.value
    if (element === null || steps().length === 0) return
    before(element)
    for (const step of steps()) {
      apply(element, step)
      if (!overflows(element)) break
    }
    onFit(element)
  }
  let observer: ResizeObserver | undefined
  onMounted(() => {
    if (steps().length === 0) return
    observer = new ResizeObserver(fit)
    if (fitted.value !== null) observer.observe(fitted.value)
    fit()
    void document.fonts.ready.then(fit)
  })
  onUpdated(fit)
  onUnmounted(() => {
    observer?.disconnect()
  })
}
