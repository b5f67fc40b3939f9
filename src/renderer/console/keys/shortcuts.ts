/** Keys of the console. Plain letters, so they must never fire while somebody types. */
export type Shortcut =
  | { readonly name: 'nextStep' | 'reveal' | 'blank' | 'help' }
  | { readonly name: 'countdown' | 'countdownMore' | 'lock' | 'written' }
  | { readonly name: 'select'; readonly steps: -1 | 1 }
  | { readonly name: 'move'; readonly steps: -1 | 1 }
  | { readonly name: 'selectPlace'; readonly place: number }

/** What is asked of a keyboard event, so that the rule can be tested without a browser. */
export type Key = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'repeat' | 'isComposing' | 'keyCode' | 'defaultPrevented'
>

/** Where the focus is. Every key belongs to a `field`; Space and arrows to a `control` as well. */
export type Focus = 'field' | 'control' | 'agenda' | 'nothing'

/** Key code of a key that an input method is working on; some browsers report it without `isComposing`. */
const composingKeyCode = 229

export function shortcutOf(event: Key, focus: Focus): Shortcut | null {
  if (event.defaultPrevented || event.isComposing || event.keyCode === composingKeyCode) return null
  if (focus === 'field' || event.ctrlKey || event.metaKey) return null
  const steps = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
  if (steps !== null) {
    if (focus === 'control') return null
    return { name: event.altKey ? 'move' : 'select', steps }
  }
  // A key held down must not run through the whole life of a poll.
  if (event.altKey || event.repeat) return null
  // The row of the agenda that has the focus is the selected one, so Space has no other meaning there.
  if (event.key === ' ') return focus === 'control' ? null : { name: 'nextStep' }
  if (event.key === '?') return { name: 'help' }
  if (event.key === '+') return { name: 'countdownMore' }
  if (/^[1-9]$/.test(event.key)) return { name: 'selectPlace', place: Number(event.key) - 1 }
  switch (event.key.toLowerCase()) {
    case 'r':
      return { name: 'reveal' }
    case 'b':
      return { name: 'blank' }
    case 't':
      return { name: 'countdown' }
    case 'l':
      return { name: 'lock' }
    case 'w':
      return { name: 'written' }
    default:
      return null
  }
}

const typing =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]'
const control = 'a[href], button, input, summary'

/** Where `element` is. `[data-agenda-row]` marks the rows whose arrows we handle. */
export function focusOf(element: Element | null): Focus {
  if (element === null || element === element.ownerDocument.body) return 'nothing'
  if (element.matches(typing)) return 'field'
  if (element.closest('[role=dialog], [role=menu]') !== null) return 'field'
  if (element.matches('[data-agenda-row]')) return 'agenda'
  // A list with keys of its own: Space must not press the big button from inside of it.
  if (element.closest('[role=grid]') !== null) return 'control'
  return element.matches(control) ? 'control' : 'nothing'
}
