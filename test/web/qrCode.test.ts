import jsqr from 'jsqr'
import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import QrCode from '../../src/web/QrCode.vue'

/** Draws the SVG's path: runs of dark modules on white, `scale` pixels each. */
function pixels(
  svg: string,
  scale: number,
): { data: Uint8ClampedArray; side: number; margin: number; modules: number } {
  const box = /viewBox="(-?\d+) -?\d+ (\d+) \d+"/i.exec(svg)
  const margin = -Number(box?.[1])
  const modules = Number(box?.[2])
  const side = modules * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let py = 0; py < scale; py++) {
      for (let px = 0; px < Number(length) * scale; px++) {
        const at = ((Number(y) + margin) * scale + py) * side + (Number(x) + margin) * scale + px
        data.set([0, 0, 0, 255], at * 4)
      }
    }
  }
  return { data, side, margin, modules }
}

const draw = (text: string): Promise<string> => renderToString(createSSRApp(QrCode, { text }))

// jsqr is CommonJS with a default export inside its default export.
const decode = ((jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr) as unknown as (
  data: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null

describe('a QR code', () => {
  it('is read back as it was written', async () => {
    const text = 'HTTP://192.168.178.25:8080/K7QF'
    const { data, side } = pixels(await draw(text), 4)
    expect(decode(data, side, side)?.data).toBe(text)
  })

  it('holds a join link in 25 modules with four light ones around them', async () => {
    const { modules, margin } = pixels(await draw('HTTP://192.168.1.5:8080/K7QF'), 1)
    expect(margin).toBe(4)
    expect(modules).toBe(25 + 8)
  })

  it('says what it holds to those who cannot see it', async () => {
    expect(await draw('HTTP://A/B')).toContain('aria-label="HTTP://A/B"')
  })
})
