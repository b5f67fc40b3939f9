import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { sourceOf } from './addresses.ts'
import { bind, everyone, thisComputerOnly } from './bind.ts'

/** How long a client may take, and how much it may hold. One slow or hostile phone must not cost the room anything. */
export interface ListenerLimits {
  /** From the connection, or the end of the last answer, to the last header. */
  readonly headersTimeoutMs: number
  /** To the end of the request's body. An event stream is an answer and lasts as long as it likes. */
  readonly requestTimeoutMs: number
  /** How often the two are looked at, so they may take this much longer. */
  readonly checkEveryMs: number
  /** How long an answer may wait for a client that takes nothing of it; 0: for ever. Streams look after themselves. */
  readonly stalledAnswerMs: number
  readonly keepAliveTimeoutMs: number
  readonly maxRequestsPerSocket: number
  readonly maxHeaderBytes: number
  /** Two for each phone of the largest hall, and room to spare. Further ones are dropped at the door. */
  readonly maxConnections: number
  /** Of those, from one address: a whole hall may sit behind one router, and one device must not take all places. */
  readonly maxConnectionsPerSource: number
}

export const lanLimits: ListenerLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  checkEveryMs: 2000,
  stalledAnswerMs: 30_000,
  keepAliveTimeoutMs: 30_000,
  maxRequestsPerSocket: 1000,
  maxHeaderBytes: 8192,
  maxConnections: 25_000,
  maxConnectionsPerSource: 12_500,
}

/**
 * Browsers send the cookies of every program that was ever served on 127.0.0.1, whatever its port: leave them room. And
 * the host's own computer may take its time over a large export.
 */
export const loopbackLimits: ListenerLimits = { ...lanLimits, maxHeaderBytes: 32_768, stalledAnswerMs: 0 }

/** An open door. */
export interface Listener {
  /** The port it really has. */
  readonly port: number
  /** Connections turned away at the door since the start: over `maxConnections`, or too many from one address. */
  dropped(): number
  /**
   * Accepts nobody from now on, lets requests under way finish for `graceMs` and then cuts what is left, streams
   * included. Resolves when every connection is gone. Safe to call twice.
   */
  close(graceMs?: number): Promise<void>
}

export interface ListenSettings {
  readonly limits?: ListenerLimits
  /** Faults while accepting connections, such as too many open files. Serving goes on. */
  readonly onFault?: (fault: Error) => void
}

/** For phones: reachable from the whole network. @throws ListenFailure */
export function listenOnLan(handler: RequestListener, port: number, settings?: ListenSettings): Promise<Listener> {
  return listen(handler, everyone, port, { limits: lanLimits, ...settings })
}

/** For the host: reachable from this computer alone. @throws ListenFailure */
export function listenOnLoopback(handler: RequestListener, port: number, settings?: ListenSettings): Promise<Listener> {
  return listen(handler, thisComputerOnly, port, { limits: loopbackLimits, ...settings })
}

type Settings = ListenSettings & { readonly limits: ListenerLimits }

async function listen(
  handler: RequestListener,
  hosts: readonly string[],
  preferredPort: number,
  { limits, onFault }: Settings,
): Promise<Listener> {
  const server = limitedServer(handler, limits)
  let dropped = 0
  // `closeAllConnections` knows only those that http still looks after, and a stream may leave that care.
  const sockets = new Set<Socket>()
  const perSource = new Map<string, number>()
  server.on('drop', () => dropped++)
  server.on('connection', (socket: Socket) => {
    const source = sourceOf(socket.remoteAddress)
    const held = perSource.get(source) ?? 0
    if (held >= limits.maxConnectionsPerSource) {
      dropped++
      socket.destroy()
      return
    }
    perSource.set(source, held + 1)
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      const left = (perSource.get(source) ?? 1) - 1
      if (left === 0) perSource.delete(source)
      else perSource.set(source, left)
    })
  })

  const port = await bind(server, hosts, preferredPort)
  // Without a listener a fault in accepting one connection would end the program.
  server.on('error', (fault) => onFault?.(fault))

  let closing: Promise<void> | null = null
  return {
    port,
    dropped: () => dropped,
    close: (graceMs = 1000) => (closing ??= closeWithin(server, sockets, graceMs)),
  }
}

function limitedServer(handler: RequestListener, limits: ListenerLimits): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      maxHeaderSize: limits.maxHeaderBytes,
    },
    handler,
  )
  server.maxRequestsPerSocket = limits.maxRequestsPerSocket
  server.maxConnections = limits.maxConnections
  // Greater than 0 it would end event streams that have nothing to say, and come too late for answers nobody reads:
  // for each request anew, and a stream takes it off again.
  server.timeout = 0
  server.prependListener('request', ({ socket }) => void socket.setTimeout(limits.stalledAnswerMs))
  return server
}

/** A connection kept alive falls idle when its request is done; Node closes those only that are idle already. */
const sweepEveryMs = 50

function closeWithin(server: Server, sockets: ReadonlySet<Socket>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), sweepEveryMs)
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, graceMs)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(cut)
      resolve()
    })
  })
}
