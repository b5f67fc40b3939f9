import type { Request, Response } from 'express'
import type { Live, OpenOptions } from '../live/live.ts'
import type { SourceOf } from './limits.ts'
import { sendProblem } from './problems.ts'

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

/** Opens streams for the network; those of unknown devices are counted by where they come from. */
export function createPublicStreams(sourceOf: SourceOf, limit = anonymousPerAddress): OpenStream {
  const held = new Map<string, number>()
  return (live, request, response, options) => {
    const address = sourceOf(request.socket.remoteAddress)
    const count = held.get(address) ?? 0
    if (options.device === undefined) {
      if (count >= limit) {
        sendProblem(request, response, 'tooManyStreams')
        return
      }
      held.set(address, count + 1)
      response.once('close', () => {
        const left = (held.get(address) ?? 1) - 1
        if (left === 0) held.delete(address)
        else held.set(address, left)
      })
    }
    openStream(live, request, response, options)
  }
}
