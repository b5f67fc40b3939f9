import { connect } from 'node:net'

/** Answer to bytes that no HTTP library would send. */
export interface RawAnswer {
  /** 0 where the connection ended without an answer. */
  readonly status: number
  /** Everything that came back, as it came. */
  readonly text: string
}

/**
 * Sends bytes as they are and ends its half of the connection, which a server takes for "no more requests". Resolves
 * when the server has closed its own half, with all that it said.
 */
export function exchange(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    socket.on('data', (part) => void parts.push(part))
    // A reset is one way to be refused.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      const text = Buffer.concat(parts).toString('latin1')
      resolve({ text, status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0) })
    })
  })
}

/** Status of every answer in what came back over one connection. */
export function statusesIn({ text }: RawAnswer): number[] {
  return [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))
}
