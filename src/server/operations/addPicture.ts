import { readPicture, type PictureType } from '../../domain/picture.ts'
import { done } from './answers.ts'
import type { Operation } from './ports.ts'

interface Input {
  /** Made of the bytes, so that the same picture twice is one. */
  readonly id: string
  readonly type: PictureType
  readonly bytes: Buffer
}

/** Keeps a picture for options to show. Nobody is told: it is seen once a poll names it. */
export const addPicture: Operation<Input, { id: string }> = {
  name: 'addPicture',
  run(tx, { id, type, bytes }) {
    const read = readPicture(bytes, type)
    if (!read.ok) return read
    tx.insertPicture({ id, type, bytes })
    return done({ id })
  },
}
