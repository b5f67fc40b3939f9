import { onScopeDispose, ref, watch, type Ref } from 'vue'

const rollMs = 250

function motionIsUnwanted(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** A number that rolls to its new value instead of jumping, as bars grow. At once where people want no motion. */
export function useRolling(value: () => number): Readonly<Ref<number>> {
  const shown = ref(value())
  let frame = 0
  function stop(): void {
    if (frame !== 0) cancelAnimationFrame(frame)
    frame = 0
  }
  watch(value, (to) => {
    stop()
    const from = shown.value
    if (motionIsUnwanted() || typeof requestAnimationFrame !== 'function' || document.hidden) {
      shown.value = to
      return
    }
    const startedMs = performance.now()
    const step = (): void => {
      const part = Math.min(1, (performance.now() - startedMs) / rollMs)
      shown.value = Math.round(from + (to - from) * (1 - (1 - part) ** 3))
      frame = part < 1 ? requestAnimationFrame(step) : 0
    }
    frame = requestAnimationFrame(step)
  })
  onScopeDispose(stop)
  return shown
}
