import { expect } from 'vitest'
import type { CommonSettings, Kind, QuestionOf, Stamp } from '../../../src/domain/kinds/kind.ts'
import type { CommonTally } from '../../../src/domain/kinds/kind.ts'

/** A question of a kind without options. */
export function ask<Name extends string, Settings extends CommonSettings, Answer, Tally extends CommonTally>(
  kind: Kind<Name, Settings, Answer, Tally>,
  settings: Partial<Settings> = {},
): QuestionOf<Name, Settings> {
  return { kind: kind.name, question: 'What?', options: [], settings: { ...kind.defaultSettings, ...settings } }
}

export function stampOf<Answer>(more: Partial<Stamp<Answer>> = {}): Stamp<Answer> {
  return { previous: null, nowMs: 1000, tookMs: 10, name: 'Anna', player: 'p1', ...more }
}

/** Texts that have broken other programs; each is a text like any other. */
export const strangeTexts = [
  'שלום עולם',
  'مرحبا',
  '👨‍👩‍👧‍👦',
  '🏴‍☠️',
  '__proto__',
  'constructor',
  'toString',
  '=1+1',
  '<script>alert(1)</script>',
  'NaN',
  '1e309',
  'null',
  '-',
]

/** What belongs to other kinds, or to none. */
export const foreignAnswers: readonly unknown[] = [
  null,
  undefined,
  0,
  NaN,
  'text',
  [],
  {},
  { options: ['o1'] },
  { ranking: ['o1'] },
  { value: 3 },
  { points: { o1: 3 } },
  { number: '1e309' },
  JSON.parse('{"__proto__":{"text":"x","words":["x"],"posts":[],"upvotes":[]}}'),
]

/** Every setting named must take only the values given as good. */
export function expectSettings<Settings extends CommonSettings, Answer, Tally extends CommonTally>(
  kind: Kind<string, Settings, Answer, Tally>,
  name: string,
  good: readonly unknown[],
  bad: readonly unknown[],
): void {
  for (const value of good) {
    const read = kind.readSettings({ [name]: value }, kind.defaultSettings)
    expect(read, `${name}: ${JSON.stringify(value)}`).toEqual({
      ok: true,
      value: { ...kind.defaultSettings, [name]: value },
    })
  }
  for (const value of bad) {
    const read = kind.readSettings({ [name]: value }, kind.defaultSettings)
    expect(read, `${name}: ${JSON.stringify(value)}`).toEqual({ ok: false, code: 'settingsMalformed' })
  }
}
