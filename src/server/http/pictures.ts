import type { RequestHandler } from 'express'
import type { Queries } from '../operations/ports.ts'
import { sendProblem } from './problems.ts'

/**
 * Serves the pictures of options, the same on both listeners. An id is the hash of the bytes, so it can be guessed by
 * nobody who does not have the picture, and what it names never changes. The policy is for whoever opens the address
 * itself: nothing in the file is run, whatever it may hold behind its pixels.
 */
export function servePicture(read: Pick<Queries, 'picture'>): RequestHandler {
  return (request, response) => {
    const picture = read.picture(String(request.params['imageId']))
    if (picture === null) {
      sendProblem(request, response, 'notFound')
      return
    }
    response.set({
      'Content-Type': picture.type,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
    response.send(picture.bytes)
  }
}
