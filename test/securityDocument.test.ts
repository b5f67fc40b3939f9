import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { host as en } from '../src/contract/languages/en.ts'
import { host as zh } from '../src/contract/languages/zh-CN.ts'
import { repository } from './support/houseCopy.ts'

const document = readFileSync(join(repository, 'SECURITY.md'), 'utf8')
const plain = (text: string): string => text.replace(/’/g, "'").replace(/\s+/g, ' ')

test('SECURITY.md names for each line a test that exists', () => {
  const rows = document.split('\n').filter((line) => /^\| .*`test\//.test(line))
  expect(rows.length).toBeGreaterThanOrEqual(20)
  const named = [...document.matchAll(/`(test\/[\w/.]+)`/g)].map(([, path]) => path ?? '')
  expect(named.filter((path) => !existsSync(join(repository, path)))).toEqual([])
})

test('SECURITY.md and the settings of the console say the same five sentences', () => {
  const parts = ['command', 'vote', 'result', 'network', 'computer'] as const
  const { trustParts } = en.settings
  const said = parts.map((part, index) =>
    plain(`${String(index + 1)}. **${trustParts[part]}.** ${trustParts[`${part}Says`]}`),
  )
  expect(said.filter((sentence) => !plain(document).includes(sentence))).toEqual([])
  for (const part of parts) {
    // One sentence each, in either language.
    expect(trustParts[`${part}Says`].match(/\.(?= |$)/g)).toHaveLength(1)
    expect(zh.settings.trustParts[`${part}Says`].match(/。/g)).toHaveLength(1)
  }
})
