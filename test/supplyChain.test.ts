import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository } from './support/houseCopy.ts'

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}

interface Lock {
  readonly lockfileVersion: number
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string
        readonly resolved?: string
        readonly integrity?: string
        readonly link?: boolean
        readonly inBundle?: boolean
        readonly hasInstallScript?: boolean
        readonly dependencies?: Readonly<Record<string, string>>
        readonly devDependencies?: Readonly<Record<string, string>>
      }
    >
  >
}

const read = <T>(name: string): T => JSON.parse(readFileSync(join(repository, name), 'utf8')) as T
const manifest = read<Manifest>('package.json')
const lock = read<Lock>('package-lock.json')
const installed = Object.entries(lock.packages).filter(([path]) => path !== '')

describe('what comes from other people', () => {
  test('is asked for by exact versions from the registry, and from nowhere else', () => {
    const asked = { ...manifest.dependencies, ...manifest.devDependencies }
    expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  test('is locked to what the manifest asks for', () => {
    expect(lock.lockfileVersion).toBe(3)
    const { dependencies, devDependencies } = lock.packages[''] ?? {}
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    })
  })

  test('is held to its bytes: every package has a strong digest, whoever serves it', () => {
    const weak = installed.filter(
      ([, { integrity, inBundle }]) => inBundle !== true && !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    )
    expect(weak.map(([path]) => path)).toEqual([])
  })

  test('comes from no link, folder, repository or plain address', () => {
    const odd = installed.filter(
      ([, { link, resolved }]) => link === true || (resolved !== undefined && !resolved.startsWith('https://')),
    )
    expect(odd.map(([path]) => path)).toEqual([])
  })

  test('runs nothing while it is installed, but for the packages that we looked at', () => {
    const scripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true)
    expect(scripts.map(([path]) => path).sort()).toEqual(['node_modules/electron-winstaller', 'node_modules/node'])
    // The native module brings its binaries; a compiler run by an install script is not among what we ask of people.
    expect(manifest.allowScripts).toEqual({ node: true, 'electron-winstaller': false, 'better-sqlite3': false })
  })

  test('is little: what reaches people who use the program is listed with its reason', () => {
    const plan = readFileSync(join(repository, 'docs/architecture.md'), 'utf8')
    const unexplained = Object.keys({ ...manifest.dependencies }).filter((name) => !plan.includes(name))
    expect(unexplained).toEqual([])
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(10)
  })
})
