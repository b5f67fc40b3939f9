import { homedir, platform } from 'node:os'
import { join } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const here = (): Surroundings => ({ platform: platform(), home: homedir(), env: process.env })

/**
 * Where a person's meetings are kept unless they say otherwise, by the custom of each system. One place for every
 * program: a meeting begun in the browser goes on in the desktop window.
 */
export function defaultDataDir({ platform, home, env }: Surroundings = here()): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'show-of-hands')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'show-of-hands')
  // The XDG standard says that relative paths are to be ignored.
  const xdg = env['XDG_DATA_HOME']
  return join(xdg?.startsWith('/') === true ? xdg : join(home, '.local', 'share'), 'show-of-hands')
}
