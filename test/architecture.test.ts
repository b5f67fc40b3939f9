import { execFile } from 'node:child_process'
import { join, relative } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IOptions } from 'dependency-cruiser'
import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'
import walls from './house/walls.js'
import { copyHouse, repository } from './support/houseCopy.ts'

const rules = walls.forbidden as IForbiddenRuleType[]

/** `rule: from → to` of every import that a wall forbids. */
async function violations(baseDir: string): Promise<string[]> {
  const { output } = await cruise(['src'], {
    ...(walls.options as IOptions),
    ruleSet: { forbidden: rules },
    validate: true,
    baseDir,
  })
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

/** One forbidden import for each wall: the folder it is planted in, what it imports, the rule that must object. */
const forbidden: readonly (readonly [folder: string, imports: string, rule: string])[] = [
  ['domain', '../contract/routes.ts', 'domain'],
  ['domain', 'node:fs', 'domain'],
  ['domain', 'zod', 'domain'],
  ['domain/kinds', 'vue', 'domain'],
  ['contract', '../server/index.ts', 'contract'],
  ['contract', 'node:crypto', 'contract'],
  ['contract', 'express', 'contract'],
  ['server/operations', '../store/store.ts', 'server/operations'],
  ['server/operations', '../live/live.ts', 'server/operations'],
  ['server/operations', '../http/problems.ts', 'server/operations'],
  ['server/operations', 'node:crypto', 'server/operations'],
  ['server/operations', 'better-sqlite3', 'one-home-sqlite'],
  ['server/documents', '../operations/castBallot.ts', 'server/documents'],
  ['server/documents', '../http/problems.ts', 'server/documents'],
  ['server/documents', 'node:fs', 'server/documents'],
  ['server/store', '../live/live.ts', 'server/store'],
  ['server/store', '../operations/castBallot.ts', 'server/store'],
  ['server/store', 'express', 'server/store'],
  ['server/live', '../../domain/poll.ts', 'server/live'],
  ['server/live', '../operations/ports.ts', 'server/live'],
  ['server/live', 'express', 'server/live'],
  ['server/network', '../operations/ports.ts', 'server/network'],
  ['server/network', '../http/problems.ts', 'server/network'],
  ['server/network', 'express', 'one-home-express'],
  ['server/http', '../store/store.ts', 'server/http'],
  ['server/http', '../network/network.ts', 'server/http'],
  ['server/http', 'better-sqlite3', 'server/http'],
  ['server', 'electron', 'server'],
  ['server', '../web/random.ts', 'server'],
  ['server', '../headless/index.ts', 'server'],
  ['web', '../server/http/identity.ts', 'web'],
  ['web', '../renderer/router.ts', 'web'],
  ['web', 'node:path', 'web'],
  ['web', 'zod', 'web'],
  ['web', '../contract/hostApi.ts', 'no-schemas-on-phones'],
  ['attendee', '../renderer/router.ts', 'attendee'],
  ['attendee', '../server/index.ts', 'attendee'],
  ['attendee', 'reka-ui', 'attendee'],
  ['attendee', '../contract/attendeeApi.ts', 'no-schemas-on-phones'],
  ['renderer', '../attendee/main.ts', 'renderer'],
  ['renderer', 'electron', 'one-home-electron'],
  ['renderer', '../preload/index.ts', 'renderer'],
  ['preload', '../contract/routes.ts', 'preload'],
  ['preload', 'node:fs', 'preload'],
  ['main', '../server/store/store.ts', 'main'],
  ['main', '../headless/index.ts', 'main'],
  ['main', 'express', 'main'],
  ['headless', '../server/http/hostApp.ts', 'headless'],
  ['headless', '../main/index.ts', 'headless'],
  ['headless', 'electron', 'one-home-electron'],
  ['headless', 'vite', 'dev-tools'],
]

/** The path of the n-th plant; a plant is a module that uses what it imports as a value. */
const plantPath = (folder: string, index: number): string => `src/${folder}/planted${String(index)}.ts`
const plantText = (imports: string): string =>
  `import * as forbidden from '${imports}'\nexport const planted = forbidden\n`

describe('the import table', () => {
  test('is kept by the house as it stands', async () => {
    expect(await violations(repository)).toEqual([])
  }, 60_000)

  test('names every forbidden import that is planted', async () => {
    const plants = Object.fromEntries(
      forbidden.map(([folder, imports], index) => [plantPath(folder, index), plantText(imports)]),
    )
    await using house = await copyHouse(plants)
    const found = await violations(house.dir)
    const silent = forbidden.filter(
      ([folder, , rule], index) => !found.some((line) => line.startsWith(`${rule}: ${plantPath(folder, index)} →`)),
    )
    expect(silent).toEqual([])
    // A plant that imports a file which is not there would be reported for that alone, and prove nothing.
    expect(found.filter((line) => line.startsWith('found: ') && line.includes('/planted'))).toEqual([])
  }, 60_000)

  test('sees into components', async () => {
    const script =
      '<script setup lang="ts">\nimport { router } from \'../renderer/router.ts\'\nrouter.back()\n</script>\n'
    await using house = await copyHouse({ 'src/attendee/Planted.vue': script })
    expect(await violations(house.dir)).toContain('attendee: src/attendee/Planted.vue → src/renderer/router.ts')
  }, 60_000)

  test('notices a detour from the LAN app to the host routes, and a circle', async () => {
    await using house = await copyHouse({
      'src/server/http/attendeeApp.ts': "export * from './detour.ts'\n",
      'src/server/http/detour.ts': "export * from './hostApp.ts'\n",
      'src/domain/circleA.ts': "import { b } from './circleB.ts'\nexport const a = (): unknown => b\n",
      'src/domain/circleB.ts': "import { a } from './circleA.ts'\nexport const b = (): unknown => a\n",
    })
    const found = await violations(house.dir)
    expect(found).toContain('phones-never-reach-the-host: src/server/http/attendeeApp.ts → src/server/http/hostApp.ts')
    expect(found.some((line) => line.startsWith('no-circle: src/domain/circle'))).toBe(true)
  }, 60_000)

  test('has a rule for every room, and a plant for every rule', () => {
    const elsewhere = ['no-circle', 'found', 'shipped', 'phones-never-reach-the-host']
    const planted = new Set([...forbidden.map(([, , rule]) => rule), ...elsewhere])
    expect(rules.filter(({ name }) => name === undefined || !planted.has(name))).toEqual([])
  })
})

/** What does not even compile: another folder's private rooms, Node on pages, pages' globals in the rules. */
const uncompilable: Readonly<Record<string, string>> = {
  'src/domain/plantedFolder.ts':
    "import { attendeeRoutes } from '../contract/routes.ts'\nexport const p = attendeeRoutes\n",
  'src/domain/plantedDom.ts': 'export const p = document.title\n',
  'src/domain/plantedNode.ts': 'export const p = process.pid\n',
  'src/contract/plantedDom.ts': 'export const p = document.title\n',
  'src/contract/plantedNode.ts': "import { readFileSync } from 'node:fs'\nexport const p = readFileSync\n",
  'src/server/plantedDom.ts': 'export const p = document.title\n',
  'src/server/plantedPage.ts': "import { randomId } from '../web/random.ts'\nexport const p = randomId\n",
  'src/web/plantedNode.ts': "import { readFileSync } from 'node:fs'\nexport const p = readFileSync\n",
  'src/web/plantedProcess.ts': 'export const p = process.pid\n',
  'src/attendee/plantedNode.ts': 'export const p = process.pid\n',
  'src/attendee/plantedHost.ts': "import * as p from '../renderer/router.ts'\nexport const q = p\n",
  'src/renderer/plantedNode.ts': 'export const p = process.pid\n',
  'src/headless/plantedDom.ts': 'export const p = document.title\n',
  'src/main/plantedDom.ts': 'export const p = document.title\n',
}

test('imports through a wall do not compile', async () => {
  await using house = await copyHouse(uncompilable)
  const compiler = join(repository, 'node_modules/vue-tsc/bin/vue-tsc.js')
  const output = await new Promise<string>((done) => {
    const folders = ['domain', 'contract', 'server', 'web', 'attendee', 'renderer', 'headless', 'main']
    const projects = folders.map((folder) => join('src', folder))
    execFile(
      process.execPath,
      [compiler, '-b', '--pretty', 'false', ...projects],
      { cwd: house.dir, maxBuffer: 2 ** 26 },
      (_error, stdout) => {
        done(stdout)
      },
    )
  })
  const silent = Object.keys(uncompilable).filter((path) => !output.includes(`${path}(`))
  expect(silent).toEqual([])
}, 120_000)

/** What only ESLint sees. Linted under the name of a real file, whose types are known. */
const unlintable: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['src/domain/refusal.ts', 'export const nowMs = Date.now()', 'no-restricted-properties'],
  ['src/domain/refusal.ts', 'export const now = new Date()', 'no-restricted-globals'],
  ['src/domain/refusal.ts', 'export const draw = Math.random()', 'no-restricted-properties'],
  ['src/server/operations/castBallot.ts', 'export const nowMs = Date.now()', 'no-restricted-properties'],
  ['src/web/random.ts', 'export const id = crypto.randomUUID()', 'no-restricted-properties'],
  ['src/web/random.ts', 'export const copy = structuredClone({})', 'no-restricted-globals'],
  ['src/web/random.ts', 'export const last = [1, 2].at(-1)', 'no-restricted-syntax'],
  ['src/attendee/main.ts', 'void navigator.clipboard.readText()', 'no-restricted-properties'],
  ['src/server/index.ts', "export { app } from 'electron'", 'no-restricted-imports'],
  ['src/server/index.ts', "import Database from 'better-sqlite3'\nexport const d = Database", 'no-restricted-imports'],
  ['src/server/store/store.ts', "import express from 'express'\nexport const d = express", 'no-restricted-imports'],
  ['src/server/index.ts', 'export async function f() {}\nf()', '@typescript-eslint/no-floating-promises'],
  ['src/web/QrCode.vue', '<template><p v-html="1" /></template>', 'vue/no-v-html'],
  ['src/web/QrCode.vue', '<template><p style="color: red" /></template>', 'vue/no-static-inline-styles'],
  ['src/web/QrCode.vue', '<template><img src="a.png" /></template>', 'vuejs-accessibility/alt-text'],
]

test('the house rules of ESLint object to what they should', async () => {
  const eslint = new ESLint({ cwd: repository, overrideConfigFile: join(repository, 'test/house/eslint.config.js') })
  const silent: unknown[] = []
  for (const [file, text, rule] of unlintable) {
    const results = await eslint.lintText(`${text}\n`, { filePath: join(repository, file) })
    const rules = results.flatMap((result) => result.messages.map((message) => message.ruleId))
    if (!rules.includes(rule)) silent.push([relative('.', file), text, rules])
  }
  expect(silent).toEqual([])
}, 120_000)
