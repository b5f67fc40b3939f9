import { watch } from 'vue'

/**
 * For components that keep what is typed and not complete yet. `take` is called with the answer on screen at first, and
 * with each one that this component has not said itself: from before a reload, taken back, refused.
 * @returns to be called with every answer that the component says
 */
export function useTyped<A>(answer: () => A | null, take: (answer: A | null) => void): (said: A | null) => void {
  let last: A | null | undefined
  watch(
    answer,
    (now) => {
      if (now !== last) take(now)
      last = now
    },
    { immediate: true },
  )
  return (said) => {
    last = said
  }
}
