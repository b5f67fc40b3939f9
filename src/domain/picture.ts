import { accept, refuse, type Result } from './refusal.ts'

/** What a picture of an option may be. No SVG: it is a document that can hold scripts. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export type PictureType = (typeof pictureTypes)[number]

/** Largest picture: bytes of the file, and pixels of its longer side. */
export const pictureLimits = { bytes: 1024 * 1024, side: 4096 } as const

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/**
 * Reads width and height out of a picture that is said to be of `type`. Refuses with `pictureMalformed` what is not
 * really of that type or was cut off, and with `pictureTooLarge` what would unfold to too many pixels: a few bytes can
 * say "a million by a million". The pixels themselves are for the browser to decode.
 */
export function readPicture(bytes: Uint8Array, type: PictureType): Result<PictureSize> {
  if (bytes.length > pictureLimits.bytes) return tooLarge()
  const size = readers[type](bytes)
  if (size === null || size.width === 0 || size.height === 0) return refuse('pictureMalformed')
  const { side } = pictureLimits
  return size.width > side || size.height > side ? tooLarge() : accept(size)
}

const tooLarge = (): Result<never> => refuse('pictureTooLarge', { max: pictureLimits.side })

const readers: Readonly<Record<PictureType, (bytes: Uint8Array) => PictureSize | null>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
}

/** Whole numbers of one to four bytes. What lies behind the end reads as 0; lengths are checked before. */
function bigEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = 0; index < count; index++) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = count - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}

function standsAt(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return expected.every((byte, index) => bytes[at + index] === byte)
}

const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0))

/** Signature, then chunks of length, name, data and checksum: the first is `IHDR`, the last `IEND`. */
function readPng(bytes: Uint8Array): PictureSize | null {
  if (!standsAt(bytes, 0, [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a])) return null
  if (bigEndian(bytes, 8, 4) !== 13 || !standsAt(bytes, 12, ascii('IHDR'))) return null
  let at = 8
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bigEndian(bytes, at, 4)
    if (standsAt(bytes, at + 4, ascii('IEND'))) {
      return end === bytes.length ? { width: bigEndian(bytes, 16, 4), height: bigEndian(bytes, 20, 4) } : null
    }
    at = end
  }
  return null
}

/** Segments of marker, length and data. The frame header says the size and comes before the scan. */
function readJpeg(bytes: Uint8Array): PictureSize | null {
  if (!standsAt(bytes, 0, [0xff, 0xd8, 0xff])) return null
  // Cameras pad behind the end marker, so it need not be last; without one the file was cut off.
  if (!hasEndMarker(bytes)) return null
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1 // a filling byte
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    const length = bigEndian(bytes, at + 2, 2)
    if (isFrame) {
      if (length < 8 || at + 2 + length > bytes.length) return null
      return { height: bigEndian(bytes, at + 5, 2), width: bigEndian(bytes, at + 7, 2) }
    }
    // A scan or the end before any frame header; markers without a length do not stand this early.
    const carriesLength = marker >= 0xc0 && !(marker >= 0xd0 && marker <= 0xda)
    if (!carriesLength || length < 2) return null
    at += 2 + length
  }
  return null
}

function hasEndMarker(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 2; at > 0; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true
  return false
}

/** A RIFF file whose first chunk is `VP8 ` (lossy), `VP8L` (lossless) or `VP8X` (extended, says the canvas). */
function readWebp(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < 30 || !standsAt(bytes, 0, ascii('RIFF')) || !standsAt(bytes, 8, ascii('WEBP'))) return null
  if (littleEndian(bytes, 4, 4) + 8 !== bytes.length) return null
  if (standsAt(bytes, 12, ascii('VP8 '))) {
    if (!standsAt(bytes, 23, [0x9d, 0x01, 0x2a])) return null
    return { width: littleEndian(bytes, 26, 2) & 0x3fff, height: littleEndian(bytes, 28, 2) & 0x3fff }
  }
  if (standsAt(bytes, 12, ascii('VP8L'))) {
    if (bytes[20] !== 0x2f) return null
    const packed = littleEndian(bytes, 21, 4)
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
  }
  if (!standsAt(bytes, 12, ascii('VP8X'))) return null
  return { width: littleEndian(bytes, 24, 3) + 1, height: littleEndian(bytes, 27, 3) + 1 }
}
