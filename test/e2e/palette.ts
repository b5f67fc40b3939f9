import { crc32, deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'

/** Pages are even areas and the soft edges of letters: so many colours show no difference. */
const mostColours = 256

/** The same picture with a palette, about a third of its size. Opaque; nearly all pixels keep their very colour. */
export function withPalette(picture: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(picture)
  const counts = new Map<number, number>()
  const colourAt = (pixel: number): number => data.readUInt32BE(pixel * 4) >>> 8
  for (let pixel = 0; pixel < width * height; pixel++) {
    counts.set(colourAt(pixel), (counts.get(colourAt(pixel)) ?? 0) + 1)
  }
  const palette = chosen(counts)
  const places = new Map(palette.map((colour, place) => [colour, place]))
  const placeOf = (colour: number): number => {
    const known = places.get(colour)
    if (known !== undefined) return known
    const place = nearest(colour, palette)
    places.set(colour, place)
    return place
  }

  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = placeOf(colourAt(y * width + x))
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits for each pixel, into a palette.
  header.set([8, 3], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const parts = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255]

function distance(one: number, other: number): number {
  const [r, g, b] = parts(one)
  const [red, green, blue] = parts(other)
  return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0
  for (const [place, other] of palette.entries()) {
    if (distance(colour, other) < distance(colour, palette[best] ?? 0)) best = place
  }
  return best
}

/** The most frequent ones; the second half only of those that no chosen colour can stand for, so that small signs keep theirs. */
function chosen(counts: ReadonlyMap<number, number>): readonly number[] {
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour)
  const palette = byCount.slice(0, mostColours / 2)
  for (const closest of [300, 60, 0]) {
    for (const colour of byCount) {
      if (palette.length === mostColours) return palette
      const away = distance(colour, palette[nearest(colour, palette)] ?? 0)
      if (away > closest) palette.push(colour)
    }
  }
  return palette
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}
