import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeFreshBuild } from '../src/headless/freshBuild.ts'
import { readNodeTest, readPlaywright, readVitest, type Counts } from './support/counts.ts'
import { getChromium } from './support/getChromium.ts'

/** `npm test`: everything there is to check, one part after the other, whatever came of the part before. */

const root = resolve(import.meta.dirname, '..')
const bin = (name: string): string => join(root, 'node_modules', name)
const results = mkdtempSync(join(tmpdir(), 'show-of-hands-results-'))

/** The simulations in short; `docs/reliability.md` names the scripts for the long ones. */
const shortCrashes = { SOH_KILLS: '8', SOH_CUTS: '3', SOH_FLIPS: '12', SOH_MESSAGES: '6000' }
/** `npm run test:siege` takes 2,000 streams, and `npm run test:fuzz` sends 100,000 requests. */
const shortSiege = { SOH_STREAMS: '50', SOH_REQUESTS: '3000' }
/** The browser tests take half of this on two slow cores; it is there so that a hang ends. */
const partTimeoutMs = 25 * 60_000

interface Command {
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a Node program with its output on ours. @returns whether it ended well */
async function run({ args, env = {} }: Command): Promise<boolean> {
  const options = { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] as const }
  const child = spawn(process.execPath, args, { ...options, stdio: [...options.stdio], timeout: partTimeoutMs })
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('exit', (code) => done(code === 0))
  })
}

const one = (ok: boolean): Counts => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

/** Counts from a report file; a part that ended badly without a failed test (a file that did not load) has failed once. */
function counted(ok: boolean, file: string, read: (text: string) => Counts): Counts {
  if (!existsSync(file)) return one(false)
  const counts = read(readFileSync(file, 'utf8'))
  const silent = counts.failed === 0 && (!ok || counts.passed === 0)
  return silent ? { ...counts, failed: 1 } : counts
}

async function unit(): Promise<Counts> {
  const file = join(results, 'unit.json')
  const vitest = [bin('vitest/vitest.mjs'), 'run', '--config', 'test/house/vitest.config.ts']
  const ok = await run({ args: [...vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`] })
  return counted(ok, file, readVitest)
}

/** Tests of the whole program in a process of its own, shortened. */
async function nodeTests(name: string, env: Readonly<Record<string, string>>): Promise<Counts> {
  const file = join(results, `${name}.tap`)
  const reporters = ['spec', 'stdout', 'tap', file].map(
    (value, i) => `--test-reporter${i % 2 ? '-destination' : ''}=${value}`,
  )
  const ok = await run({ args: ['--test', ...reporters, `test/${name}/*.test.ts`], env })
  return counted(ok, file, readNodeTest)
}

async function browser(): Promise<Counts> {
  if ((await getChromium()) === null) {
    console.error('There is no Chromium or Chrome here and none could be had, so the browser tests did not run.')
    console.error('Install one and try again, or say where it is with SOH_CHROMIUM=/path/to/chrome.')
    return one(false)
  }
  const file = join(results, 'browser.json')
  const playwright = [bin('@playwright/test/cli.js'), 'test', '--config', 'test/e2e/playwright.config.ts']
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  return counted(await run({ args: [...playwright, '--reporter=list,json'], env }), file, readPlaywright)
}

const tool =
  (...args: string[]) =>
  async (): Promise<Counts> =>
    one(await run({ args: [bin(args[0] ?? ''), ...args.slice(1)] }))

const parts: readonly (readonly [name: string, check: () => Promise<Counts>])[] = [
  ['build', async () => one(await makeFreshBuild(() => undefined))],
  ['format', tool('prettier/bin/prettier.cjs', '--log-level', 'warn', '--check', '.')],
  ['types', tool('vue-tsc/bin/vue-tsc.js', '-b')],
  ['lint', tool('eslint/bin/eslint.js', '--config', 'test/house/eslint.config.js', '--max-warnings', '0', '.')],
  ['walls', tool('dependency-cruiser/bin/dependency-cruiser.mjs', '--config', 'test/house/walls.js', 'src')],
  ['unit', unit],
  ['crash', () => nodeTests('crash', shortCrashes)],
  ['siege', () => nodeTests('siege', shortSiege)],
  ['browser', browser],
]

const total = { passed: 0, failed: 0, skipped: 0 }
const lines: string[] = []
for (const [name, check] of parts) {
  console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`)
  const startedAtMs = performance.now()
  const { passed, failed, skipped } = await check()
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1)
  const sign = failed === 0 ? '✓' : '✗'
  const counts = [
    `${passed} passed`,
    ...(failed ? [`${failed} failed`] : []),
    ...(skipped ? [`${skipped} skipped`] : []),
  ]
  lines.push(`${sign} ${name.padEnd(8)} ${counts.join(', ')} (${seconds} s)`)
  console.log(lines.at(-1))
}
rmSync(results, { recursive: true, force: true })

console.log(`\n${lines.join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1
