import { onMounted, onUnmounted, ref, type Ref } from 'vue'

/** The pointer and the buttons go after this long without a move. */
export const restsAfterMs = 3_000

/** Is the pointer resting? A cursor on the wall draws every eye. */
export function usePointerRest(): Readonly<Ref<boolean>> {
  const resting = ref(true)
  let timer: ReturnType<typeof setTimeout> | undefined
  function onMove(): void {
    resting.value = false
    clearTimeout(timer)
    timer = setTimeout(() => {
      resting.value = true
    }, restsAfterMs)
  }
  onMounted(() => {
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerdown', onMove)
    // Also for those who come to the buttons by keyboard.
    window.addEventListener('focusin', onMove)
  })
  onUnmounted(() => {
    clearTimeout(timer)
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerdown', onMove)
    window.removeEventListener('focusin', onMove)
  })
  return resting
}
