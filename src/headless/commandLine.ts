import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import type { TerminalSay } from './words.ts'

export interface StartOptions {
  readonly port: number
  readonly hostPort: number
  readonly dataDir: string
  readonly address: string | null
  readonly json: boolean
  readonly openBrowser: boolean
}

export type CommandLine =
  | { readonly wish: 'start'; readonly options: StartOptions }
  | { readonly wish: 'help' | 'version' }
  | { readonly wish: 'refused'; readonly reason: string }

export const defaultPorts = { phones: 8080, host: 8090 } as const

const flags = {
  port: { type: 'string' },
  'host-port': { type: 'string' },
  data: { type: 'string' },
  address: { type: 'string' },
  json: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

/** Reads the command line. Anything unknown is refused: a misspelt `--data` must not put votes in another folder. */
export function readCommandLine(args: readonly string[], dataDir: string, t: TerminalSay): CommandLine {
  let values
  try {
    ;({ values } = parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false }))
  } catch (error) {
    return { wish: 'refused', reason: error instanceof Error ? error.message : String(error) }
  }
  if (values.help === true) return { wish: 'help' }
  if (values.version === true) return { wish: 'version' }

  for (const flag of ['data', 'address'] as const) {
    if (values[flag]?.trim() === '') return { wish: 'refused', reason: t('emptyValue', { flag: `--${flag}` }) }
  }
  const { address } = values
  // It is shown to phones as it stands; a zone such as `%eth0` means nothing to them.
  if (address !== undefined && (isIP(address) === 0 || address.includes('%'))) {
    return { wish: 'refused', reason: t('badAddress', { flag: '--address' }) }
  }
  const ports = { port: defaultPorts.phones as number, 'host-port': defaultPorts.host as number }
  for (const flag of ['port', 'host-port'] as const) {
    const typed = values[flag]
    if (typed === undefined) continue
    const port = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN
    if (!(port <= 65_535)) return { wish: 'refused', reason: t('badPort', { flag: `--${flag}` }) }
    ports[flag] = port
  }
  const json = values.json === true
  return {
    wish: 'start',
    options: {
      port: ports.port,
      hostPort: ports['host-port'],
      dataDir: values.data ?? dataDir,
      address: address ?? null,
      json,
      openBrowser: !json && values['no-open'] !== true,
    },
  }
}

export function helpText(dataDir: string, t: TerminalSay): string {
  const lines = [
    ['--port <n>', t('helpPort', { port: defaultPorts.phones })],
    ['--host-port <n>', t('helpHostPort', { port: defaultPorts.host })],
    ['--data <folder>', t('helpData', { dataDir })],
    ['--address <ip>', t('helpAddress')],
    ['--no-open', t('helpNoOpen')],
    ['--json', t('helpJson')],
    ['-h, --help', t('helpHelp')],
    ['-v, --version', t('helpVersion')],
  ] as const
  const options = lines.map(([flag, meaning]) => `  ${flag.padEnd(17)} ${meaning}`)
  return [t('usage'), '', t('options'), ...options].join('\n')
}
