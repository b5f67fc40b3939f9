/** Where the words of a cloud stand. Pure: sizes of texts are measured by the caller. */
export interface CloudWord {
  readonly id: string
  readonly text: string
  readonly count: number
}

/** A word in its place; lengths in pixels. */
export interface PlacedWord {
  readonly id: string
  /** Its middle, from the top left of the cloud. */
  readonly x: number
  readonly y: number
  readonly fontSize: number
  readonly width: number
  readonly height: number
}

export interface Cloud {
  readonly placed: readonly PlacedWord[]
  /** Size of the largest word: the next layout begins with it. */
  readonly largest: number
}

export interface CloudSpace {
  readonly width: number
  readonly height: number
  /** No word is smaller than this. */
  readonly smallest: number
  /** Width of a text in the size of 1 pixel. */
  readonly measure: (text: string) => number
}

const lineHeight = 1.16
/** Beside each word, in its size. */
const margin = 0.22
/** Of its space a cloud fills about this much at best; it begins below and shrinks until all words have a place. */
const fullest = 0.62
/** While it fills at least this much, a cloud keeps its size, so that it does not breathe with every vote. */
const fullEnough = 0.2
const shrink = 0.9
const spiralSteps = 900

/**
 * Packs words on a spiral, the most written first and nearest to the middle. A word that has a place in `before` keeps
 * it, or moves to the nearest free one, so that a cloud grows without jumping. The same words give the same cloud.
 * Words that have no room at the smallest size are left out.
 */
export function layOutCloud(words: readonly CloudWord[], space: CloudSpace, before: Cloud | null): Cloud {
  const most = Math.max(1, ...words.map(({ count }) => count))
  const parts = words.map(({ count }) => Math.sqrt(count / most))
  const sizesFor = (largest: number): number[] => parts.map((part) => Math.max(space.smallest, largest * part))
  const filled = (largest: number): number => {
    const area = sizesFor(largest).reduce((sum, size, index) => {
      const box = boxOf(words[index]?.text ?? '', size, space)
      return sum + box.width * box.height
    }, 0)
    return area / (space.width * space.height)
  }

  if (before !== null && before.largest > space.smallest) {
    const filling = filled(before.largest)
    if (filling >= fullEnough && filling <= fullest) {
      const placed = placeAll(words, sizesFor(before.largest), space, before)
      if (placed.length === words.length) return { placed, largest: before.largest }
    }
  }
  let largest = space.height * 0.4
  while (largest > space.smallest && filled(largest) > fullest) largest *= shrink
  for (;;) {
    const placed = placeAll(words, sizesFor(largest), space, before)
    if (placed.length === words.length || largest <= space.smallest) return { placed, largest }
    largest = Math.max(space.smallest, largest * shrink)
  }
}

function boxOf(text: string, size: number, { measure }: CloudSpace): { width: number; height: number } {
  return { width: (measure(text) + margin) * size, height: lineHeight * size }
}

function placeAll(
  words: readonly CloudWord[],
  sizes: readonly number[],
  space: CloudSpace,
  before: Cloud | null,
): PlacedWord[] {
  const known = new Map(before?.placed.map((word) => [word.id, word]))
  const placed: PlacedWord[] = []
  words.forEach((word, index) => {
    const fontSize = sizes[index] ?? space.smallest
    const box = boxOf(word.text, fontSize, space)
    const from = known.get(word.id) ?? { x: space.width / 2, y: space.height / 2 }
    const spot = freeSpot(from, angleOf(word.id), box, space, placed)
    if (spot !== null) placed.push({ id: word.id, ...spot, ...box, fontSize })
  })
  return placed
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** The first free place on a spiral out of `from`, flattened to the shape of the space. */
function freeSpot(
  from: Spot,
  angle: number,
  box: { width: number; height: number },
  space: CloudSpace,
  taken: readonly PlacedWord[],
): Spot | null {
  const reach = Math.hypot(space.width, space.height)
  const flat = space.height / space.width
  for (let step = 0; step < spiralSteps; step++) {
    // The root lets the points lie equally dense all the way out.
    const radius = reach * Math.sqrt(step / spiralSteps)
    const turn = angle + step * 2.399963
    const distance = step === 0 ? 0 : radius * (step / spiralSteps) ** 0.25
    const spot = { x: from.x + distance * Math.cos(turn), y: from.y + distance * Math.sin(turn) * flat }
    if (isInside(spot, box, space) && taken.every((other) => !touches(spot, box, other))) return spot
  }
  return null
}

function isInside(spot: Spot, box: { width: number; height: number }, space: CloudSpace): boolean {
  return (
    spot.x - box.width / 2 >= 0 &&
    spot.x + box.width / 2 <= space.width &&
    spot.y - box.height / 2 >= 0 &&
    spot.y + box.height / 2 <= space.height
  )
}

function touches(spot: Spot, box: { width: number; height: number }, other: PlacedWord): boolean {
  return (
    Math.abs(spot.x - other.x) * 2 < box.width + other.width &&
    Math.abs(spot.y - other.y) * 2 < box.height + other.height
  )
}

/** Some number of the id, the same everywhere. */
export function seedOf(id: string): number {
  let seed = 7
  for (let index = 0; index < id.length; index++) seed = (seed * 31 + id.charCodeAt(index)) >>> 0
  return seed
}

function angleOf(id: string): number {
  return ((seedOf(id) % 360) * Math.PI) / 180
}
