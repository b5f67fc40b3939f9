import { terminal as english } from '../contract/languages/en.ts'
import { fill, pickLanguage } from '../contract/languages/index.ts'
import { terminal as chinese } from '../contract/languages/zh-CN.ts'

export type TerminalSay = (key: keyof typeof english, params?: Readonly<Record<string, string | number>>) => string

/** Tags such as `zh-CN`, most wanted first: what the terminal is set to (`zh_CN.UTF-8`), else what the system is. */
export function terminalLanguages(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const posix = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']
  // Windows sets none of them. Node knows its language; elsewhere Node reads the same variables.
  if (posix === undefined || posix === '') return [Intl.DateTimeFormat().resolvedOptions().locale]
  return [posix.replace(/[.@].*$/, '').replaceAll('_', '-')]
}

/** Sentences in the language of the terminal. */
export function terminalWords(env: Readonly<Record<string, string | undefined>> = process.env): TerminalSay {
  const sentences = pickLanguage(terminalLanguages(env)) === 'zh-CN' ? chinese : english
  return (key, params) => fill(sentences[key], params)
}
