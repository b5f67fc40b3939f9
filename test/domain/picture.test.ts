import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pictureLimits, pictureTypes, readPicture, type PictureType } from '../../src/domain/picture.ts'
import { jpeg, png, webp, type WebpForm } from '../support/pictures.ts'

const { side } = pictureLimits
const forms: readonly WebpForm[] = ['VP8 ', 'VP8L', 'VP8X']
const malformed = { ok: false, code: 'pictureMalformed' }
const tooLarge = { ok: false, code: 'pictureTooLarge', params: { max: side } }

const makers: Readonly<Record<PictureType, (width: number, height: number) => Buffer>> = {
  'image/png': (width, height) => png(width, height),
  'image/jpeg': (width, height) => jpeg(width, height),
  'image/webp': (width, height) => webp(width, height),
}

describe('a picture', () => {
  it.each(pictureTypes)('says its size: %s', (type) => {
    expect(readPicture(makers[type](640, 401), type)).toEqual({ ok: true, value: { width: 640, height: 401 } })
  })

  it.each(forms)('says its size in every form of WebP: %s', (form) => {
    for (const [width, height] of [
      [1, 1],
      [300, 4096],
      [4096, 1],
    ] as const) {
      expect(readPicture(webp(width, height, form), 'image/webp')).toEqual({ ok: true, value: { width, height } })
    }
  })

  it('says its size in every form of JPEG: baseline, progressive, and others that have a frame header', () => {
    for (const frame of [0xc0, 0xc1, 0xc2, 0xc3, 0xcf]) {
      expect(readPicture(jpeg(31, 17, frame), 'image/jpeg')).toEqual({ ok: true, value: { width: 31, height: 17 } })
    }
  })

  it.each(pictureTypes)('may be as large as the limit, and not one pixel more: %s', (type) => {
    expect(readPicture(makers[type](side, side), type).ok).toBe(true)
    expect(readPicture(makers[type](side + 1, 1), type)).toEqual(tooLarge)
    expect(readPicture(makers[type](1, side + 1), type)).toEqual(tooLarge)
  })

  it('of a few bytes cannot unfold to a wall of pixels', () => {
    expect(readPicture(png(100_000, 100_000), 'image/png')).toEqual(tooLarge)
    expect(readPicture(webp(16_777_216, 16_777_216, 'VP8X'), 'image/webp')).toEqual(tooLarge)
  })

  it('has no more bytes than the limit', () => {
    const padded = Buffer.concat([jpeg(), Buffer.alloc(pictureLimits.bytes)])
    expect(readPicture(padded, 'image/jpeg')).toEqual(tooLarge)
    expect(readPicture(padded.subarray(0, pictureLimits.bytes), 'image/jpeg').ok).toBe(true)
  })

  it.each(pictureTypes)('without width or height is none: %s', (type) => {
    if (type === 'image/webp') {
      expect(readPicture(webp(0, 5), type)).toEqual(malformed)
      expect(readPicture(webp(5, 0), type)).toEqual(malformed)
      return
    }
    expect(readPicture(makers[type](0, 5), type)).toEqual(malformed)
    expect(readPicture(makers[type](5, 0), type)).toEqual(malformed)
  })

  it('is not of a type that it is only said to be', () => {
    for (const type of pictureTypes) {
      for (const other of pictureTypes.filter((name) => name !== type)) {
        expect(readPicture(makers[other](9, 9), type)).toEqual(malformed)
      }
    }
  })

  it('is nothing that only begins like one', () => {
    for (const type of pictureTypes) {
      const lie = Buffer.concat([
        makers[type](9, 9).subarray(0, 12),
        Buffer.from('<script>alert(1)</script>'.repeat(9)),
      ])
      expect(readPicture(lie, type), type).toEqual(malformed)
    }
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    for (const type of pictureTypes) expect(readPicture(svg, type)).toEqual(malformed)
  })

  it.each(pictureTypes)('is whole: one that was cut off anywhere is refused (%s)', (type) => {
    const whole = makers[type](9, 9)
    for (let length = 0; length < whole.length; length++) {
      expect(readPicture(whole.subarray(0, length), type), `${length} of ${whole.length}`).toEqual(malformed)
    }
  })

  it.each([
    ['PNG, length of the header', png(9, 9), 'image/png', 11],
    ['PNG, name of the header', png(9, 9), 'image/png', 12],
    ['PNG, signature', png(9, 9), 'image/png', 0],
    ['JPEG, start', jpeg(9, 9), 'image/jpeg', 1],
    ['JPEG, first segment', jpeg(9, 9), 'image/jpeg', 3],
    ['JPEG, length of the first segment', jpeg(9, 9), 'image/jpeg', 4],
    ['WebP, container', webp(9, 9), 'image/webp', 0],
    ['WebP, name', webp(9, 9), 'image/webp', 8],
    ['WebP, form', webp(9, 9), 'image/webp', 13],
    ['WebP, start code', webp(9, 9), 'image/webp', 24],
    ['lossless WebP, signature', webp(9, 9, 'VP8L'), 'image/webp', 20],
  ] as const)('stands and falls with its fixed bytes: %s', (_name, bytes, type, at) => {
    expect(readPicture(bytes, type).ok).toBe(true)
    const broken = Buffer.from(bytes)
    broken[at] = 0x5a
    expect(readPicture(broken, type)).toEqual(malformed)
  })

  it('in a PNG ends with its last chunk: nothing may hide behind it', () => {
    expect(readPicture(Buffer.concat([png(9, 9), Buffer.from('PK')]), 'image/png')).toEqual(malformed)
  })

  it('is read or refused, whatever bytes arrive', () => {
    const anything = fc.uint8Array({ maxLength: 400 })
    fc.assert(
      fc.property(fc.constantFrom(...pictureTypes), anything, (type, bytes) => {
        const read = readPicture(bytes, type)
        expect(read.ok || ['pictureMalformed', 'pictureTooLarge'].includes(read.code)).toBe(true)
      }),
    )
  })

  it('is read or refused, whichever byte of a real one is another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pictureTypes), fc.nat(), fc.nat(255), (type, at, byte) => {
        const bytes = makers[type](9, 9)
        bytes[at % bytes.length] = byte
        const read = readPicture(bytes, type)
        if (read.ok) expect(read.value.width * read.value.height).toBeGreaterThan(0)
        else expect(['pictureMalformed', 'pictureTooLarge']).toContain(read.code)
      }),
      { numRuns: 2000 },
    )
  })
})
