import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'acorn'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeFreshBuild } from '../src/headless/freshBuild.ts'
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
    expect(script()).not.toMatch(/\bimport\s*\(/)
    expect(style()).not.toMatch(/@import|url\((?!["']?data:)/)
  })

  test('weighs at most 40 KB compressed', () => {
    const bytes = [document(), script(), style()].reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0)
    expect(bytes).toBeLessThanOrEqual(40_000)
  })

  test('is JavaScript of 2019, with nothing that phones of 2020 lack', () => {
    expect(() => parse(script(), { ecmaVersion: 2019, sourceType: 'module' })).not.toThrow()
    expect(script()).not.toMatch(
      /\b(structuredClone|Object\.hasOwn|AbortSignal\.timeout|randomUUID|crypto\.subtle)\b|\.at\(-1\)/,
    )
    expect(style()).not.toMatch(/:has\(|@layer|@container|color-mix\(|light-dark\(|oklch\(|&:/)
  })

  test('carries no host code and no schemas', () => {
    expect(script()).not.toMatch(/host\/api|createMeeting|ZodError|vue-router/)
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

  test('every asset has an absolute address', () => {
    for (const page of ['attendee', 'renderer']) {
      expect(fetchedBy(read('renderer', page, 'index.html')).every((url) => url.startsWith('/assets/'))).toBe(true)
    }
  })
})
