import { imageRoutes } from '../../../contract/routes.ts'
import type { Question } from '../../../domain/kinds/index.ts'
import type { ResultPicture } from '../../../web/picture/resultPicture.ts'

/** A picture of pixels has this many to each of the drawing: sharp on a wall and in print. */
export const pixelRatio = 2

/** `data:` addresses of the options' pictures, by id. What cannot be had is left out. */
export async function imagesOf({ options }: Question): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(options.flatMap(({ image }) => (image === undefined ? [] : [image])))]
  const found = await Promise.all(
    ids.map(async (id) => {
      try {
        const response = await fetch(imageRoutes.image(id))
        return response.ok ? ([id, await dataAddress(await response.blob())] as const) : null
      } catch {
        return null
      }
    }),
  )
  return new Map(found.filter((one) => one !== null))
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') resolve(reader.result)
      else reject(new Error('unreadable'))
    })
    reader.addEventListener('error', () => reject(new Error('unreadable')))
    reader.readAsDataURL(blob)
  })
}

export function svgFile({ svg }: ResultPicture): Blob {
  return new Blob([svg], { type: 'image/svg+xml' })
}

/** The drawing as pixels. Throws where the browser cannot draw it. */
export async function pngFile({ svg, width, height }: ResultPicture): Promise<Blob> {
  const image = new Image()
  // The page's policy lets pictures come from `data:` and not from `blob:`.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * pixelRatio
  canvas.height = height * pixelRatio
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('no canvas')
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (file === null) throw new Error('no picture')
  return file
}
