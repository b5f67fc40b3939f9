import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './store/files.ts'

export interface Ports {
  readonly port: number
  readonly hostPort: number
}

const fileOf = (dataDir: string): string => join(dataDir, 'last-ports.json')

/** Remembers where phones and host find the program, for a restart in the middle of a meeting, also after a power cut. */
export function rememberPorts(dataDir: string, ports: Ports): void {
  writeWhole(fileOf(dataDir), `${JSON.stringify(ports)}\n`)
}

/** The ports of the last run, or null. A file that cannot be read only costs the phones their way back. */
export function lastPorts(dataDir: string): Ports | null {
  try {
    const { port, hostPort } = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Partial<Ports>
    return isPort(port) && isPort(hostPort) ? { port, hostPort } : null
  } catch {
    return null
  }
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 65_536
}
