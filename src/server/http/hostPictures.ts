import { createHash } from 'node:crypto'
import type { RequestHandler } from 'express'
import { addPicture } from '../operations/addPicture.ts'
import type { Room } from '../operations/room.ts'
import { pictureTypeOf } from './guard.ts'
import { sendProblem, sendRefusal } from './problems.ts'

/** Takes the bytes of a picture and answers the id by which options name it. */
export function takePicture(room: Room): RequestHandler {
  return async (request, response) => {
    const type = pictureTypeOf(request.headers['content-type'])
    const bytes: unknown = request.body
    if (type === null || !Buffer.isBuffer(bytes)) {
      sendProblem(request, response, 'pictureMalformed')
      return
    }
    const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
    const added = await room.perform(addPicture, { id, type, bytes })
    if (!added.ok) sendRefusal(request, response, added)
    else response.set('Cache-Control', 'no-store').json(added.value.value)
  }
}
