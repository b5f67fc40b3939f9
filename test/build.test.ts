import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse, type Program } from 'acorn'
import { beforeAll, describe, expect, test } from 'vitest'
import { kindParts } from '../src/attendee/voting/kinds.ts'
import * as en from '../src/contract/languages/en.ts'
import * as zh from '../src/contract/languages/zh-CN.ts'
import { makeFreshBuild } from '../src/headless/freshBuild.ts'
import type { Messages } from '../src/web/words.ts'
import { repository } from './support/houseCopy.ts'

const out = (...path: string[]): string => join(repository, 'out', ...path)
const read = (...path: string[]): string => readFileSync(out(...path), 'utf8')

beforeAll(async () => {
  expect(await makeFreshBuild(() => undefined)).toBe(true)
}, 120_000)

/** The files that a document makes a browser fetch. */
function fetchedBy(html: string): string[] {
  return [...html.matchAll(/\s(?:src|href)="([^"]+)"/g)]
    .map(([, url]) => url ?? '')
    .filter((url) => !url.startsWith('data:'))
}

/** What a phone has to take in before it can read a file. */
const weightOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0)

/** JavaScript of 2019, but for `import()`, which browsers had before it was a standard. */
function parseOld(script: string): Program {
  return parse(script.replace(/\bimport\s*\(/g, 'fetchPart('), { ecmaVersion: 2019, sourceType: 'module' })
}

/** The modules that a script imports before it runs. */
function importedBy(script: string): string[] {
  return parseOld(script).body.flatMap((node) => {
    const imports = node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration'
    return imports && typeof node.source?.value === 'string' ? [node.source.value] : []
  })
}

const tooNewScript =
  /\b(structuredClone|Object\.hasOwn|AbortSignal\.timeout|randomUUID|crypto\.subtle|new Intl\.Segmenter)\b|\.at\(-1\)/
const tooNewStyle = /:has\(|@layer|@container|color-mix\(|light-dark\(|oklch\(|&:/

describe('the phone page', () => {
  const document = (): string => read('renderer/attendee/index.html')
  const files = (): string[] => fetchedBy(document())
  const script = (): string => read('renderer', files().find((url) => url.endsWith('.js')) ?? '')
  const style = (): string => read('renderer', files().find((url) => url.endsWith('.css')) ?? '')

  test('is one document, one script and one style', () => {
    expect(
      files()
        .map((url) => url.replace(/-[\w-]{8}\./, '.'))
        .sort(),
    ).toEqual(['/assets/attendee.css', '/assets/attendee.js'])
    // Without an icon inside, every phone asks for /favicon.ico.
    expect(document()).toMatch(/<link[^>]*rel="icon"[^>]*href="data:/)
    expect(importedBy(script())).toEqual([])
    expect(style()).not.toMatch(/@import|url\((?!["']?data:)/)
  })

  test('weighs at most 40 KB compressed', () => {
    expect(weightOf([document(), script(), style()])).toBeLessThanOrEqual(40_000)
  })

  test('is JavaScript of 2019, with nothing that phones of 2020 lack', () => {
    expect(() => parseOld(script())).not.toThrow()
    expect(script()).not.toMatch(tooNewScript)
    expect(style()).not.toMatch(tooNewStyle)
  })

  test('carries no host code, no schemas, and none of the rules that the server reads answers with', () => {
    expect(script()).not.toMatch(/host\/api|createMeeting|ZodError|vue-router|answerMalformed|settingsMalformed/)
  })

  test('leaves to later what nobody sees before the first result', () => {
    expect(script()).not.toMatch(new RegExp(`${en.verdicts.noBase}|${zh.verdicts.noBase}`))
  })
})

describe('a part of the phone page', () => {
  const entry = (): string => fetchedBy(read('renderer/attendee/index.html')).find((url) => url.endsWith('.js')) ?? ''
  const main = (): string => read('renderer', entry())
  /** Scripts that the first one fetches when they are needed, by name. */
  const parts = (): Map<string, string> =>
    new Map(
      [...main().matchAll(/import\([`'"]\.\/(([\w-]+)-[\w-]{8}\.js)[`'"]/g)].map(([, file, name]) => [
        name ?? '',
        file ?? '',
      ]),
    )
  const stylesOf = (file: string): string[] =>
    [...main().matchAll(/"assets\/([\w-]+-[\w-]{8}\.css)"/g)]
      .map(([, style]) => style ?? '')
      .filter((style) => style.replace(/-[\w-]{8}\.css$/, '') === file.replace(/-[\w-]{8}\.js$/, ''))

  test('is there for every kind of poll that not every phone has from the start, for results, and for what a door may ask', () => {
    const lazyKinds = Object.entries(kindParts).flatMap(([kind, fetch]) => (fetch === null ? [] : [kind]))
    expect([...parts().keys()].sort()).toEqual([...lazyKinds, 'admission', 'privacy', 'results'].sort())
  })

  test('is one script and at most one style, and needs nothing else but the first script and results', () => {
    for (const [name, file] of parts()) {
      const held = [entry().replace('/assets/', './'), `./${parts().get('results') ?? ''}`]
      const besides = importedBy(read('renderer/assets', file)).filter((address) => !held.includes(address))
      expect({ name, besides }).toEqual({ name, besides: [] })
    }
    expect(stylesOf(parts().get('results') ?? '')).toHaveLength(1)
    const named = [...main().matchAll(/"assets\/([\w-]+\.css)"/g)].map(([, style]) => style ?? '')
    expect(named.filter((style) => !existsSync(out('renderer/assets', style)))).toEqual([])
  })

  test('weighs at most 8 KB compressed; results, which all kinds share, 17', () => {
    for (const [name, file] of parts()) {
      const texts = [file, ...stylesOf(file)].map((asset) => read('renderer/assets', asset))
      const limit = name === 'results' ? 17_000 : 8_000
      expect({ name, isLight: weightOf(texts) <= limit }).toEqual({ name, isLight: true })
    }
  })

  test('brings every sentence that it says, in both languages', async () => {
    const lazyKinds = Object.entries(kindParts).flatMap(([kind, fetch]) =>
      fetch === null ? [] : [[kind, fetch] as const],
    )
    const brought = new Map<string, Messages>([
      ['results', (await import('../src/attendee/results.ts')).sentences],
      ['admission', (await import('../src/attendee/admission.ts')).sentences],
      ['privacy', (await import('../src/attendee/privacy.ts')).sentences],
    ])
    for (const [kind, fetch] of lazyKinds) brought.set(kind, (await fetch()).sentences)
    const shared = ['common', 'attendee', 'results', 'verdicts', 'voting']
    for (const [name, sentences] of brought) {
      const script = read('renderer/assets', parts().get(name) ?? '')
      const said = [...script.matchAll(/[`'"](\w+)\.\w/g)].map(([, section]) => section ?? '')
      // What is drawn of a quiz stands in the part of all options, and is said by a quiz alone.
      const known = [...shared, ...Object.keys(sentences.en), ...(name === 'results' ? ['quizResults'] : [])]
      const missing = said.filter((section) => section in en && !known.includes(section))
      expect({ name, missing }).toEqual({ name, missing: [] })
      expect(Object.keys(sentences['zh-CN'])).toEqual(Object.keys(sentences.en))
    }
    expect(Object.keys(brought.get('results')?.en ?? {})).toEqual(['results', 'verdicts', 'voting'])
  })

  test('can be asked for again where a browser remembers that its address failed', () => {
    expect(main().match(/=>import\([`'"]\.\/[\w.-]+[`'"]\+\w+\)/g)).toHaveLength(parts().size)
    expect(main()).not.toMatch(/modulepreload/)
  })

  test('is JavaScript of 2019, with nothing that phones of 2020 lack and no rule that the server reads answers with', () => {
    for (const file of parts().values()) {
      const script = read('renderer/assets', file)
      expect(() => parseOld(script)).not.toThrow()
      expect(script).not.toMatch(tooNewScript)
      expect(script).not.toMatch(/host\/api|ZodError|vue-router|answerMalformed|settingsMalformed/)
      for (const style of stylesOf(file)) expect(read('renderer/assets', style)).not.toMatch(tooNewStyle)
    }
  })
})

describe('the programs', () => {
  test("only Electron's part mentions electron", async () => {
    const files = (await readdir(out('main'), { recursive: true })).filter((name) => name.endsWith('.js'))
    const mentioning = files.filter((name) => /from\s*["']electron["']/.test(read('main', name)))
    expect(mentioning).toEqual(['index.js'])
  })

  test('the preload is one CommonJS file that requires nothing but electron', () => {
    const preload = read('preload/index.cjs')
    expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(['electron'])
    expect(() => parse(preload, { ecmaVersion: 'latest', sourceType: 'script' })).not.toThrow()
  })

  test('pages ask for nothing from elsewhere: the only addresses in them are names of standards, and of an error list', async () => {
    const files = (await readdir(out('renderer'), { recursive: true })).filter((name) => /\.(html|js|css)$/.test(name))
    const addresses = files.flatMap(
      (name) => read('renderer', name).match(/https?:\/\/[\w.-]+|(?<=[`'"(])\/\/[\w-]+\.[\w.-]+/g) ?? [],
    )
    expect([...new Set(addresses)].sort()).toEqual(['http://www.w3.org', 'https://vuejs.org'])
  })

  test('every asset has an absolute address', () => {
    for (const page of ['attendee', 'renderer']) {
      expect(fetchedBy(read('renderer', page, 'index.html')).every((url) => url.startsWith('/assets/'))).toBe(true)
    }
  })
})
