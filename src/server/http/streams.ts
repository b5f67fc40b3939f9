import type { Request, Response } from 'express'
import type { Live, OpenOptions } from '../live/live.ts'
import type { SourceOf } from './limits.ts'
import { sendProblem } from './problems.ts'

/** Streams that one address may hold at all: whoever joins as thousands of devices must leave places to others. */
const allPerAddress = 10_000

/**
 * Streams without a token that one address may hold: every phone of a hall behind one router looks in before it joins,
 * and one device must not take the places of all others.
 */
const anonymousPerAddress = 3000

export type OpenStream = (live: Live, request: Request, response: Response, options: OpenOptions) => void

/** Opens an event stream, or answers why not. 204 tells an EventSource that was evicted to stay away. */
export const openStream: OpenStream = (live, request, response, options) => {
  const opening = live.open(request, response, options)
  if (opening === 'evicted') response.status(204).end()
  else if (opening === 'full') sendProblem(request, response, 'tooManyStreams')
}

/** Opens streams for the network, so many for each place they come from; fewer of them for unknown devices. */
export function createPublicStreams(
  sourceOf: SourceOf,
  { all = allPerAddress, anonymous = anonymousPerAddress } = {},
): OpenStream {
  const allPlaces = new Places(all)
  const anonymousPlaces = new Places(anonymous)
  return (live, request, response, options) => {
    const source = sourceOf(request.socket.remoteAddress)
    const wanted = options.device === undefined ? [allPlaces, anonymousPlaces] : [allPlaces]
    if (!wanted.every((places) => places.isFreeFor(source))) {
      sendProblem(request, response, 'tooManyStreams')
      return
    }
    for (const places of wanted) places.take(source)
    response.once('close', () => {
      for (const places of wanted) places.giveBack(source)
    })
    openStream(live, request, response, options)
  }
}

/** Counts who holds how many of something. */
class Places {
  readonly #limit: number
  readonly #held = new Map<string, number>()

  constructor(limit: number) {
    this.#limit = limit
  }

  isFreeFor(source: string): boolean {
    return (this.#held.get(source) ?? 0) < this.#limit
  }

  take(source: string): void {
    this.#held.set(source, (this.#held.get(source) ?? 0) + 1)
  }

  giveBack(source: string): void {
    const left = (this.#held.get(source) ?? 1) - 1
    if (left === 0) this.#held.delete(source)
    else this.#held.set(source, left)
  }
}
