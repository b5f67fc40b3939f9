import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The installed program's folder: both `src/headless` and `out/main` are two below it. */
export const installDir = join(import.meta.dirname, '../..')

export function readVersion(): string {
  const manifest = JSON.parse(readFileSync(join(installDir, 'package.json'), 'utf8')) as { readonly version: string }
  return manifest.version
}

/** Where the built pages are. */
export const builtPages = join(installDir, 'out/renderer')

export function hasBuiltPages(): boolean {
  return existsSync(join(builtPages, 'attendee/index.html')) && existsSync(join(builtPages, 'renderer/index.html'))
}
