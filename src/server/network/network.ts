import { networkInterfaces } from 'node:os'
import type { NetworkAddress, NetworkView } from '../../contract/views.ts'
import { createArrivals, type SocketEnds } from './arrivals.ts'
import { systemDefaultRoute, type DefaultRoute } from './defaultRoute.ts'
import type { InterfaceSource } from './interfaces.ts'
import { choose, nowhere, rank, type ManualChoice } from './ranking.ts'
import { systemTimers, tryReading, watchAddresses, type Reading, type Timers } from './watch.ts'

export interface NetworkOptions {
  /** Defaults to `os.networkInterfaces`. */
  readonly source?: InterfaceSource
  /** Defaults to the system's routes; to none where `source` is given, whose interfaces the system may not know. */
  readonly defaultRoute?: DefaultRoute
  readonly clock?: Timers
  /** The host's remembered choice; followed while this computer has the address. */
  readonly preferredAddress?: string | null
  /** Shown whatever the interfaces say: behind a port forwarding only a person knows the address. */
  readonly fixedAddress?: string
  /** Where phones are served; `setPort` once it is known. */
  readonly port?: number
}

/** Where this computer can be reached, and whether anybody has. */
export interface Network {
  view(): NetworkView
  /** The address in the QR code; `127.0.0.1` when there is no network. */
  chosenAddress(): string
  /** Takes note of a request on the LAN listener. */
  noteArrival(socket: SocketEnds): void
  /** The host's choice, or null to follow the ranking. */
  setPreferred(address: string | null): void
  setPort(port: number): void
  /** Calls back after every change of the view. Returns the way to stop that. */
  onChange(callback: () => void): () => void
  /** Reads the addresses now; resolves when the view follows. */
  refresh(): Promise<void>
  close(): void
}

/** Starts watching at once; the first complete reading is there after `refresh()`. */
export function createNetwork(options: NetworkOptions = {}): Network {
  const source = options.source ?? networkInterfaces
  const noRoute: DefaultRoute = () => Promise.resolve(null)
  const callbacks = new Set<() => void>()
  let reading: Reading = { ...(tryReading(source) ?? { candidates: [], own: new Set() }), defaultRoute: null }
  let manual: ManualChoice | null = manualChoice(options.preferredAddress ?? null)
  let port = options.port ?? 0
  // Before the first reading with its default route nobody has seen a QR code.
  let history: ShownHistory | null = null

  const arrivals = createArrivals({ known: () => reading.own, now: () => tryReading(source)?.own ?? reading.own })

  function manualChoice(address: string | null): ManualChoice | null {
    if (address === null) return null
    const seenAt = reading.candidates.find((candidate) => candidate.address === address)
    return { address, interfaceName: seenAt?.interfaceName ?? null }
  }

  function ranked(): readonly NetworkAddress[] {
    return rank(reading.candidates, { defaultRoute: reading.defaultRoute, reached: arrivals.reached() })
  }

  function look(): NetworkView {
    const all = ranked()
    const chosen = options.fixedAddress ?? choose(all, manual).address
    const addresses = all.some(({ address }) => address === chosen) ? all : [fixed(chosen), ...all]
    history?.note(chosen)
    return { addresses, chosen, port, lamp: arrivals.lamp(), previousAddress: history?.previous(chosen) ?? null }
  }

  let view = look()

  function changed(): void {
    const now = look()
    if (JSON.stringify(now) === JSON.stringify(view)) return
    view = now
    for (const callback of callbacks) callback()
  }

  const watch = watchAddresses({
    source,
    defaultRoute: options.defaultRoute ?? (options.source === undefined ? systemDefaultRoute : noRoute),
    timers: options.clock ?? systemTimers,
    onReading(now) {
      reading = now
      const picked = reading.candidates.find(({ address }) => address === manual?.address)
      if (picked !== undefined) manual = picked
      history ??= createHistory()
      changed()
    },
  })

  return {
    view: () => view,
    chosenAddress: () => view.chosen ?? nowhere.address,
    noteArrival(socket) {
      if (arrivals.note(socket)) changed()
    },
    setPreferred(address) {
      manual = manualChoice(address)
      changed()
    },
    setPort(listeningOn) {
      port = listeningOn
      changed()
    },
    onChange(callback) {
      callbacks.add(callback)
      return () => callbacks.delete(callback)
    },
    refresh: () => watch.refresh(),
    close() {
      watch.close()
      callbacks.clear()
    },
  }
}

function fixed(address: string): NetworkAddress {
  return { address, interfaceName: '', medium: 'other', reached: false }
}

interface ShownHistory {
  note(chosen: string): void
  /** What phones may still hold while `chosen` is shown. */
  previous(chosen: string): string | null
}

/** Which addresses the QR code has carried. Loopback is left out: no phone ever held it, a short gap is no change. */
function createHistory(): ShownHistory {
  let shown: string | null = null
  let before: string | null = null
  return {
    note(chosen) {
      if (chosen === nowhere.address || chosen === shown) return
      before = shown
      shown = chosen
    },
    previous: (chosen) => (chosen === shown ? before : shown),
  }
}
