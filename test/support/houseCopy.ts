import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export const repository = resolve(import.meta.dirname, '../..')

/**
 * A copy of `src/` in a temporary folder, to plant forbidden files in without disturbing the house itself. Packages are
 * linked one by one, so that caches below `node_modules` stay apart.
 */
export async function copyHouse(plants: Readonly<Record<string, string>>): Promise<AsyncDisposable & { dir: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'show-of-hands-walls-'))
  await cp(join(repository, 'src'), join(dir, 'src'), { recursive: true })
  await cp(join(repository, 'tsconfig.json'), join(dir, 'tsconfig.json'))
  await cp(join(repository, 'package.json'), join(dir, 'package.json'))
  await mkdir(join(dir, 'node_modules'))
  for (const name of await readdir(join(repository, 'node_modules'))) {
    if (name === '.cache') continue
    await symlink(join(repository, 'node_modules', name), join(dir, 'node_modules', name))
  }
  for (const [path, text] of Object.entries(plants)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), text)
  }
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) }
}
