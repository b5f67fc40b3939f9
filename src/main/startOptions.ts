import { isIP } from 'node:net'
import { parseArgs } from 'node:util'

export interface DesktopOptions {
  readonly port: number
  readonly hostPort: number
  readonly dataDir: string
  readonly address: string | null
}

export type DesktopLine =
  | { readonly wish: 'start'; readonly options: DesktopOptions }
  | { readonly wish: 'refused'; readonly sentence: 'badAddress'; readonly flag: string }

/**
 * What `npm start` hands on. Electron and the system add flags of their own, so unknown ones are passed over here;
 * the command line of `src/headless` is the one that refuses them.
 */
export function readDesktopOptions(args: readonly string[], dataDir: string): DesktopLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      'host-port': { type: 'string' },
      data: { type: 'string' },
      address: { type: 'string' },
    },
    strict: false,
  })
  const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)
  const port = (value: unknown, otherwise: number): number => {
    const number = Number(text(value) ?? Number.NaN)
    return Number.isInteger(number) && number >= 0 && number <= 65_535 ? number : otherwise
  }
  const address = text(values['address'])
  // It is shown to phones as it stands; a zone such as `%eth0` means nothing to them.
  if (address !== null && (isIP(address) === 0 || address.includes('%'))) {
    return { wish: 'refused', sentence: 'badAddress', flag: '--address' }
  }
  return {
    wish: 'start',
    options: {
      port: port(values['port'], 8080),
      hostPort: port(values['host-port'], 8090),
      dataDir: text(values['data']) ?? dataDir,
      address,
    },
  }
}
