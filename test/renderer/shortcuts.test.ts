import { describe, expect, it } from 'vitest'
import { shortcutOf, type Focus, type Key } from '../../src/renderer/console/keys/shortcuts.ts'

function key(pressed: string, change: Partial<Key> = {}): Key {
  return {
    key: pressed,
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    repeat: false,
    isComposing: false,
    keyCode: 0,
    defaultPrevented: false,
    ...change,
  }
}

const everyKey = [' ', 'r', 'R', 'b', 't', '+', 'l', 'w', '?', '1', '9', 'ArrowUp', 'ArrowDown']

describe('shortcuts', () => {
  it('say what each key means', () => {
    expect(shortcutOf(key(' '), 'nothing')).toEqual({ name: 'nextStep' })
    expect(shortcutOf(key('r'), 'nothing')).toEqual({ name: 'reveal' })
    expect(shortcutOf(key('B'), 'nothing')).toEqual({ name: 'blank' })
    expect(shortcutOf(key('t'), 'nothing')).toEqual({ name: 'countdown' })
    expect(shortcutOf(key('+'), 'nothing')).toEqual({ name: 'countdownMore' })
    expect(shortcutOf(key('L'), 'nothing')).toEqual({ name: 'lock' })
    expect(shortcutOf(key('w'), 'nothing')).toEqual({ name: 'written' })
    expect(shortcutOf(key('?'), 'control')).toEqual({ name: 'help' })
    expect(shortcutOf(key('3'), 'nothing')).toEqual({ name: 'selectPlace', place: 2 })
    expect(shortcutOf(key('ArrowDown'), 'nothing')).toEqual({ name: 'select', steps: 1 })
    expect(shortcutOf(key('ArrowUp', { altKey: true }), 'agenda')).toEqual({ name: 'move', steps: -1 })
    expect(shortcutOf(key('x'), 'nothing')).toBeNull()
  })

  it.each(everyKey)('%j does nothing while somebody types', (pressed) => {
    expect(shortcutOf(key(pressed), 'field')).toBeNull()
  })

  it.each(everyKey)('%j does nothing while an input method composes', (pressed) => {
    expect(shortcutOf(key(pressed, { isComposing: true }), 'nothing')).toBeNull()
    expect(shortcutOf(key(pressed, { keyCode: 229 }), 'nothing')).toBeNull()
  })

  it.each(everyKey)('%j does nothing as part of a shortcut of the browser', (pressed) => {
    expect(shortcutOf(key(pressed, { ctrlKey: true }), 'nothing')).toBeNull()
    expect(shortcutOf(key(pressed, { metaKey: true }), 'nothing')).toBeNull()
  })

  it('leaves Space and arrows to the control that has the focus', () => {
    expect(shortcutOf(key(' '), 'control')).toBeNull()
    expect(shortcutOf(key('ArrowDown'), 'control')).toBeNull()
    const inAgenda: Focus = 'agenda'
    expect(shortcutOf(key(' '), inAgenda)).toEqual({ name: 'nextStep' })
  })

  it('a key held down acts once, and only arrows run on', () => {
    expect(shortcutOf(key(' ', { repeat: true }), 'nothing')).toBeNull()
    expect(shortcutOf(key('r', { repeat: true }), 'nothing')).toBeNull()
    expect(shortcutOf(key('ArrowDown', { repeat: true }), 'nothing')).toEqual({ name: 'select', steps: 1 })
  })
})
