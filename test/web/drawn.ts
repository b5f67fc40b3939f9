import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import * as en from '../../src/contract/languages/en.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import type { PollResult } from '../../src/contract/views.ts'
import { noCircumstances, type Circumstances } from '../../src/domain/circumstances.ts'
import {
  kindOf,
  kinds,
  tallyOf,
  type AnswerOf,
  type PollKind,
  type Question,
  type SettingsOf,
  type TallyOf,
} from '../../src/domain/kinds/index.ts'
import type { PollStatus } from '../../src/domain/poll.ts'
import ResultView from '../../src/web/results/ResultView.vue'
import { createWords } from '../../src/web/words.ts'

export type ShownPoll = Question & { readonly status?: PollStatus }
export type Asked<K extends PollKind> = Extract<Question, { readonly kind: K }>

/** A question of a kind, with what differs from the kind's own settings; options `o1`, `o2` … of these labels. */
export function asked<K extends PollKind>(
  kind: K,
  labels: readonly string[] = [],
  settings: Partial<SettingsOf<K>> = {},
): Asked<K> {
  const { defaultSettings, fixedOptions } = kinds[kind]
  const options = fixedOptions ?? labels.map((label, index) => ({ id: `o${String(index + 1)}`, label }))
  return { kind, question: 'Where to?', options, settings: { ...defaultSettings, ...settings } } as unknown as Asked<K>
}

/** The real result of these answers, one for each person. */
export function counted<K extends PollKind>(
  poll: Asked<K>,
  answers: readonly AnswerOf<K>[],
  given: { weights?: readonly number[] } & Partial<Circumstances> = {},
): PollResult & { readonly tally: TallyOf<K> } {
  const kind = kindOf(poll.kind)
  const circumstances = { ...noCircumstances, ...given }
  const ballots = answers.map((answer, index) => ({ answer, weight: given.weights?.[index] ?? 1 }))
  const tally = kind.tally(poll, ballots, circumstances)
  return { tally: tallyOf<K>(poll.kind, tally), outcome: kind.outcome(poll, tally, circumstances) }
}

export function times<T>(count: number, answer: T): T[] {
  return Array.from({ length: count }, () => answer)
}

type Size = 'phone' | 'console' | 'stage'

/** The result as a page would hold it, in the language that the browser prefers. */
export async function html(
  poll: ShownPoll,
  result: PollResult | null,
  size: Size = 'phone',
  marked = true,
): Promise<string> {
  const app = createSSRApp(ResultView, { poll, result, size, marked })
  app.use(createWords({ en, 'zh-CN': zh }, 'key'))
  return renderToString(app)
}

const withoutEnd = ['img', 'br', 'hr', 'input']

/** What a screen reader would be given: text and names of pictures, without what is hidden from it. */
export function spoken(markup: string): string {
  const hidden: boolean[] = []
  let said = ''
  for (const [, comment, end, tag = '', attributes = '', text] of markup.matchAll(
    /(<!--.*?-->)|<(\/?)([a-z][\w-]*)((?:"[^"]*"|[^">])*)>|([^<]+)/gs,
  )) {
    if (comment !== undefined) continue
    if (text !== undefined) {
      if (!hidden.includes(true)) said += text
    } else if (end === '/') hidden.pop()
    else if (!withoutEnd.includes(tag)) hidden.push(attributes.includes('aria-hidden="true"'))
    else if (!hidden.includes(true)) said += ` ${/alt="([^"]*)"/.exec(attributes)?.[1] ?? ''} `
    // Every element of a result is a box of its own, read apart from the next.
    if (text === undefined) said += ' '
  }
  return said.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replace(/\s+/g, ' ')
}
