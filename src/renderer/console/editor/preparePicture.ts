import { pictureLimits, readPicture, type PictureSize } from '../../../domain/picture.ts'
import { accept, refuse, type Result } from '../../../domain/refusal.ts'

/** Pixels of the longer side: sharp on a projector, where a picture fills a quarter of the height. */
const longestSide = 1200
const quality = 0.85
/** A drawing with see-through parts up to this size stays the file that it is: it would only lose by another form. */
const smallBytes = 256 * 1024
/** Largest file that is opened at all; photographs of today have a quarter of it. */
const largestFileBytes = 60 * 1024 * 1024

/** The size in which a picture fits into a square of `side`; small ones are not blown up. */
export function fitWithin({ width, height }: PictureSize, side = longestSide): PictureSize {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * Makes of any picture that the browser can read one that every phone can: upright, small, and without what cameras
 * write into their files, such as the place. Refuses with `pictureMalformed` or `pictureTooLarge`.
 */
export async function preparePicture(file: Blob): Promise<Result<Blob>> {
  if (file.size > largestFileBytes) return refuse('pictureTooLarge', { max: pictureLimits.side })
  const bitmap = await decode(file)
  if (bitmap === null) return refuse('pictureMalformed')
  try {
    const size = fitWithin(bitmap)
    const canvas = document.createElement('canvas')
    canvas.width = size.width
    canvas.height = size.height
    const context = canvas.getContext('2d')
    if (context === null) return refuse('pictureMalformed')
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, size.width, size.height)
    if (!isSeeThrough(context.getImageData(0, 0, size.width, size.height).data)) return encode(canvas, 'image/jpeg')
    return (await isSmallPng(file, size)) ? accept(file) : await encode(canvas, 'image/webp')
  } finally {
    bitmap.close()
  }
}

async function decode(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return null
  }
}

/** `pixels`: red, green, blue and opacity of one after the other. */
export function isSeeThrough(pixels: ArrayLike<number>): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return true
  return false
}

/** Is this really a PNG, whatever the file is called, and small enough to stay one? */
async function isSmallPng(file: Blob, drawn: PictureSize): Promise<boolean> {
  if (file.type !== 'image/png' || file.size > smallBytes) return false
  const read = readPicture(new Uint8Array(await file.arrayBuffer()), 'image/png')
  return read.ok && read.value.width === drawn.width && read.value.height === drawn.height
}

/** A browser that cannot write the type writes a PNG instead, which phones can read as well. */
function encode(canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/webp'): Promise<Result<Blob>> {
  return new Promise((done) => {
    canvas.toBlob((blob) => done(blob === null ? refuse('pictureMalformed') : accept(blob)), type, quality)
  })
}
