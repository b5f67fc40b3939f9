import type { Entry } from '../../domain/kinds/entries.ts'
import { layOutCloud, seedOf } from '../results/cloud.ts'
import { counted } from '../results/resultWords.ts'
import type { Canvas, Drawn } from './input.ts'
import { nothing, textLine, type Block } from './svg.ts'
import { isolated, shorten, textWidth } from './textWidth.ts'
import { mostCards, wall } from './wall.ts'

/** More words than this make a carpet, not a cloud. */
const mostInCloud = 60

/** Words: a cloud in which a word is as large as many wrote it. */
export function wordsBody({ tally, colours }: Drawn<'words'>, { width, em, room }: Canvas): Block {
  const words = tally.entries.filter(({ stopWord }) => !stopWord).slice(0, mostInCloud)
  if (words.length === 0) return nothing
  const height = Math.max(room, em * 10)
  const space = { width, height, smallest: 24, measure: (text: string) => textWidth(text) * 0.98 }
  const cloud = layOutCloud(words, space, null)
  const svg = cloud.placed.map(({ id, x, y, fontSize }) =>
    textLine(x, y + fontSize * 0.34, words.find((word) => word.id === id)?.text ?? '', {
      size: fontSize,
      weight: 800,
      fill: colours.words[seedOf(id) % colours.words.length] ?? colours.ink,
      anchor: 'middle',
    }),
  )
  return { height, svg: svg.join('') }
}

/** How many of the most written words are told with their counts. */
const mostNamed = 6
/** In the size of their letters. */
const longestNamed = 14

export function wordsNotes({ tally, say }: Drawn<'words'>): readonly string[] {
  if (tally.people === 0) return [say('results.nobody')]
  const shown = tally.entries.filter(({ stopWord }) => !stopWord)
  const first = shown.filter(({ count }) => count > 1).slice(0, mostNamed)
  const more = shown.length - mostInCloud + tally.more
  return [
    say('results.answered', { people: counted(say, 'people', tally.people) }),
    ...first.map(({ text, count }) => `${isolated(shorten(text, longestNamed))} ${say('results.times', { count })}`),
    ...(more > 0 ? [say('results.more', { count: more })] : []),
  ]
}

/** Few cards are large and side by side; many want more columns. */
function columnsFor(entries: readonly Entry[]): number {
  return entries.length <= 2 ? 1 : entries.length <= 10 ? 2 : 3
}

function belowOf({ names, state }: Entry, say: Drawn<'text'>['say']): string {
  const marked = state === 'shown' ? [] : [`✓ ${say(`results.states.${state}`)}`]
  return [...marked, ...names].join(' · ')
}

/** Open answers: a wall of cards. */
export function textBody({ tally, say, colours }: Drawn<'text'>, canvas: Canvas): Block {
  const cards = tally.entries.slice(0, mostCards).map((entry) => ({
    text: entry.text,
    below: belowOf(entry, say),
    badge: entry.count > 1 ? say('results.times', { count: entry.count }) : '',
    faint: false,
  }))
  return wall(cards, columnsFor(tally.entries), canvas, colours)
}

/** Questions from the room: each with those who support it, in the order that the poll asks for. */
export function questionsBody({ tally, say, colours }: Drawn<'questions'>, canvas: Canvas): Block {
  const cards = tally.entries.slice(0, mostCards).map((entry) => ({
    text: entry.text,
    below: belowOf(entry, say),
    badge: String(entry.count),
    faint: entry.state === 'answered',
  }))
  return wall(cards, Math.min(2, columnsFor(tally.entries)), canvas, colours)
}

export function wallNotes({ tally, say }: Drawn<'text'> | Drawn<'questions'>): readonly string[] {
  if (tally.people === 0) return [say('results.nobody')]
  const more = Math.max(0, tally.entries.length - mostCards) + tally.more
  return [
    say('results.answered', { people: counted(say, 'people', tally.people) }),
    ...(more > 0 ? [say('results.more', { count: more })] : []),
  ]
}
