import type { Request, Response } from 'express'
import type { Live, OpenOptions } from '../live/live.ts'
import { sendProblem } from './problems.ts'

/** Opens an event stream, or answers why not. 204 tells an EventSource that was evicted to stay away. */
export function openStream(live: Live, request: Request, response: Response, options: OpenOptions): void {
  const opening = live.open(request, response, options)
  if (opening === 'evicted') response.status(204).end()
  else if (opening === 'full') sendProblem(request, response, 'tooManyStreams')
}
