import type { PollKind } from '../../domain/kinds/index.ts'
import type { Canvas, Drawn } from './input.ts'
import { numberBody, numberNotes } from './numberBody.ts'
import { rankingBody, rankingNotes } from './rankingBody.ts'
import { selectionBody, selectionNotes } from './selectionBody.ts'
import type { Block } from './svg.ts'
import { pointsBody, pointsNotes, ratingBody, ratingNotes } from './weighBody.ts'
import { questionsBody, textBody, wallNotes, wordsBody, wordsNotes } from './writeBody.ts'

/** How the result of one kind is drawn, and what is to be known about its numbers. */
export interface KindPicture<K extends PollKind> {
  body(drawn: Drawn<K>, canvas: Canvas): Block
  notes(drawn: Drawn<K>): readonly string[]
}

export const kindPictures: { readonly [K in PollKind]: KindPicture<K> } = {
  choice: { body: selectionBody, notes: selectionNotes },
  motion: { body: selectionBody, notes: selectionNotes },
  quiz: { body: selectionBody, notes: selectionNotes },
  rating: { body: ratingBody, notes: ratingNotes },
  ranking: { body: rankingBody, notes: rankingNotes },
  points: { body: pointsBody, notes: pointsNotes },
  words: { body: wordsBody, notes: wordsNotes },
  text: { body: textBody, notes: wallNotes },
  number: { body: numberBody, notes: numberNotes },
  questions: { body: questionsBody, notes: wallNotes },
}
