import { onMounted, onUnmounted } from 'vue'
import { focusOf, shortcutOf, type Shortcut } from './shortcuts.ts'

/** Listens for the console's keys while the page is there. `act` returns false where a key has nothing to do. */
export function useShortcuts(act: (shortcut: Shortcut) => boolean): void {
  function onKey(event: KeyboardEvent): void {
    const shortcut = shortcutOf(event, focusOf(document.activeElement))
    if (shortcut !== null && act(shortcut)) event.preventDefault()
  }
  onMounted(() => {
    window.addEventListener('keydown', onKey)
  })
  onUnmounted(() => {
    window.removeEventListener('keydown', onKey)
  })
}
