import { inject, shallowRef, watchEffect, type App, type InjectionKey, type ShallowRef } from 'vue'
import type * as en from '../contract/languages/en.ts'
import { fill, languages, pickLanguage, type Language } from '../contract/languages/index.ts'
import type { Problem } from '../contract/problems.ts'
import type { PollOption } from '../domain/kinds/kind.ts'

/**
 * Sentences for pages. Of our own, because a sentence here is text with `{names}` and nothing more, and an i18n library
 * would take a third of what the phone page may weigh (petite-vue-i18n: 14 KB compressed of 40, measured).
 */

/** `section.key` of every sentence: the compiler knows a misspelt one. */
export type SentenceKey = PathsOf<typeof en>

type PathsOf<Node> = {
  [K in keyof Node & string]: Node[K] extends string ? K : Node[K] extends object ? `${K}.${PathsOf<Node[K]>}` : never
}[keyof Node & string]

export type Params = Readonly<Record<string, string | number>>

/** Says a sentence in the page's language. */
export type Say = (key: SentenceKey, params?: Params) => string

/** The sections that a page carries: those it needs of `contract/languages`, in every language. */
export type Messages = Readonly<Record<Language, Partial<typeof en>>>

export interface Words {
  readonly t: Say
  /** Reactive: sentences follow it at once. */
  readonly language: Readonly<ShallowRef<Language>>
  /** Switches now and remembers it for this browser. */
  setLanguage(language: Language): void
  /** Adds the sentences of a part of the page that has just been fetched. */
  learn(more: Messages): void
  /** For `app.use(words)`. */
  install(app: App): void
}

const wordsKey: InjectionKey<Words> = Symbol('words')

/** Some browsers throw at the mere mention of storage (cookies blocked); a language is not worth a blank page. */
function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Not remembered, but spoken.
  }
}

function known(raw: string | null): Language | null {
  return languages.find((language) => language === raw) ?? null
}

function find(sections: object, key: string): string | null {
  let node: unknown = sections
  for (const part of key.split('.')) {
    if (typeof node !== 'object' || node === null) return null
    node = (node as Record<string, unknown>)[part]
  }
  return typeof node === 'string' ? node : null
}

/**
 * The words of a page. The language is the one stored under `storedKey`, else the first the browser prefers. Pages of
 * one origin that share the key switch together.
 */
export function createWords(messages: Messages, storedKey: string): Words {
  const language = shallowRef<Language>(known(readStored(storedKey)) ?? pickLanguage(navigator.languages))
  window.addEventListener('storage', (event) => {
    const chosen = event.key === storedKey ? known(event.newValue) : null
    if (chosen !== null) language.value = chosen
  })
  watchEffect(() => {
    document.documentElement.lang = language.value
  })
  const spoken = { en: { ...messages.en }, 'zh-CN': { ...messages['zh-CN'] } }
  const words: Words = {
    // A missing sentence shows its key: ugly on purpose, and a test looks for it.
    t: (key, params) => fill(find(spoken[language.value], key) ?? key, params),
    language,
    setLanguage(chosen) {
      language.value = chosen
      writeStored(storedKey, chosen)
    },
    learn(more) {
      for (const one of languages) Object.assign(spoken[one], more[one])
    },
    install(app) {
      app.provide(wordsKey, words)
    },
  }
  return words
}

/** The words of the page this component is on. */
export function useWords(): Words {
  const words = inject(wordsKey)
  if (words === undefined) throw new Error('The page was mounted without its words')
  return words
}

/** What to tell a person about a failed request; null means that the host computer did not answer. */
export function problemSentence(t: Say, problem: Problem | null): string {
  return problem === null ? t('common.unreachable') : t(`problems.${problem.code}`, problem.params)
}

/**
 * The options that belong to a kind and not to a poll, by id: they are said in the reader's language and have signs and
 * colours of their own. A host's options have ids such as `o1`.
 */
const fixedOptions: Readonly<Partial<Record<string, { readonly key: SentenceKey; readonly sign: string }>>> = {
  yes: { key: 'common.yes', sign: '✓' },
  no: { key: 'common.no', sign: '✕' },
  abstain: { key: 'common.abstain', sign: '–' },
}

/** Fixed options are said in the reader's language, everything else as the host wrote it. */
export function optionLabel(t: Say, option: PollOption): string {
  const fixed = fixedOptions[option.id]
  return fixed === undefined ? option.label : t(fixed.key)
}

/** What an option is spoken of by: a letter, or the sign of a fixed one. */
export function optionSign(option: PollOption, index: number): string {
  return fixedOptions[option.id]?.sign ?? optionLetter(index)
}

/** Does the option have a sign of its own, which says no more than its label? */
export function isFixed(option: PollOption): boolean {
  return option.id in fixedOptions
}

/** Name of an option's colour in the tokens. A host's options share a palette. */
export function optionColour(option: PollOption, index: number): string {
  return isFixed(option) ? `motion-${option.id}` : `option-${(index % 8) + 1}`
}

/** A, B, C … Z, AA, AB … */
export function optionLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : optionLetter(Math.floor(index / 26) - 1) + last
}
