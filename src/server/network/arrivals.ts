import type { NetworkView } from '../../contract/views.ts'
import { normaliseAddress } from './addresses.ts'

/** The two ends of a connection, as a `net.Socket` names them. */
export interface SocketEnds {
  readonly remoteAddress?: string | undefined
  readonly localAddress?: string | undefined
}

export interface Arrivals {
  /** Takes note of who sent a request; true if something new was learnt. Cheap enough for every request. */
  note(socket: SocketEnds): boolean
  lamp(): NetworkView['lamp']
  /** Addresses of ours where another device has arrived, in any family. */
  reached(): ReadonlySet<string>
}

export interface OwnAddresses {
  /** As of the last reading. */
  known(): ReadonlySet<string>
  /** As of now; asked only when the answer could change something. */
  now(): ReadonlySet<string>
}

/**
 * Who has really arrived. A request from one of this computer's own addresses is this computer; from any other, a
 * device that found its way here, which no guess about interfaces can prove. What was seen stays seen.
 */
export function createArrivals(own: OwnAddresses): Arrivals {
  let lamp: NetworkView['lamp'] = 'waiting'
  const reached = new Set<string>()

  const isThisComputer = (remote: string, local: string): boolean =>
    remote === local || own.known().has(remote) || own.now().has(remote)

  return {
    note({ remoteAddress, localAddress }) {
      // A connection that is already gone has no ends.
      if (remoteAddress === undefined || localAddress === undefined) return false
      const local = normaliseAddress(localAddress)
      if (lamp === 'arrived' && reached.has(local)) return false
      if (isThisComputer(normaliseAddress(remoteAddress), local)) {
        if (lamp !== 'waiting') return false
        lamp = 'thisComputer'
        return true
      }
      lamp = 'arrived'
      reached.add(local)
      return true
    },
    lamp: () => lamp,
    reached: () => reached,
  }
}
