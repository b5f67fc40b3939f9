/**
 * Every sentence a person sees, one file per language. `en.ts` sets the shape; the compiler refuses a language that
 * lacks a key. Sections are separate exports, so that a page only carries what it shows.
 */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' }

/** The first language we speak among those a person prefers (`navigator.languages`, `Accept-Language`), else English. */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0]
    if (primary === 'zh') return 'zh-CN'
    if (primary === 'en') return 'en'
  }
  return 'en'
}

/** Fills `{name}` in a sentence. For the server; pages use their i18n library with the same sentences. */
export function fill(sentence: string, params: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
