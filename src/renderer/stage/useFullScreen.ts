import { onMounted, onUnmounted, ref, type Ref } from 'vue'

/** Full screen by F or F11; Esc leaves it, by the browser's own doing. */
export function useFullScreen(): { readonly isFull: Readonly<Ref<boolean>>; toggle(): void } {
  const isFull = ref(document.fullscreenElement !== null)

  function toggle(): void {
    const change =
      document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen()
    // A browser may say no (no recent gesture, a policy); then the window stays as it is.
    change.catch(() => undefined)
  }
  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
    if (event.key !== 'F11' && event.key.toLowerCase() !== 'f') return
    event.preventDefault()
    toggle()
  }
  function onChange(): void {
    isFull.value = document.fullscreenElement !== null
  }

  onMounted(() => {
    window.addEventListener('keydown', onKey)
    document.addEventListener('fullscreenchange', onChange)
  })
  onUnmounted(() => {
    window.removeEventListener('keydown', onKey)
    document.removeEventListener('fullscreenchange', onChange)
  })
  return { isFull, toggle }
}
