import { onMounted, onUnmounted, onUpdated, type Ref } from 'vue'

/** One way to lay out a scene: values for `data-…` attributes and for custom properties, which its CSS reads. */
export interface FitStep {
  readonly data: Readonly<Record<string, string>>
  readonly properties: Readonly<Record<string, string>>
}

function apply(element: HTMLElement, step: FitStep): void {
  for (const [name, value] of Object.entries(step.data)) element.dataset[name] = value
  for (const [name, value] of Object.entries(step.properties)) element.style.setProperty(name, value)
}

function overflows(element: HTMLElement): boolean {
  // One pixel of tolerance: scroll sizes are rounded.
  return element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1
}

/**
 * Gives a scene the first of `steps` (largest first) in which nothing overflows; the last one if none does. Measured,
 * not guessed from lengths of text, because fonts and languages differ. Done in one go before the browser paints.
 */
export function useFit(scene: Readonly<Ref<HTMLElement | null>>, steps: readonly FitStep[]): void {
  function fit(): void {
    const element = scene.value
    if (element === null) return
    for (const step of steps) {
      apply(element, step)
      if (!overflows(element)) return
    }
  }
  const observer = new ResizeObserver(fit)
  onMounted(() => {
    if (scene.value !== null) observer.observe(scene.value)
    fit()
    void document.fonts.ready.then(fit)
  })
  onUpdated(fit)
  onUnmounted(() => {
    observer.disconnect()
  })
}
