import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import * as en from '../../src/contract/languages/en.ts'
import { languages, type Language } from '../../src/contract/languages/index.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import { pollKinds, type PollKind } from '../../src/domain/kinds/index.ts'
import { colours, type Theme } from '../../src/web/picture/colours.ts'
import { resultPicture, type ResultPicture } from '../../src/web/picture/resultPicture.ts'
import { textLine } from '../../src/web/picture/svg.ts'
import { createWords, type Words } from '../../src/web/words.ts'
import { fakeBrowser } from './browser.ts'
import { sampleOf, samples, type Sample } from './pictureSamples.ts'

let words: Words
beforeEach(() => {
  fakeBrowser()
  words = createWords({ en, 'zh-CN': zh }, 'key')
})

function draw(
  sample: Sample,
  language: Language = 'en',
  theme: Theme = 'light',
  title = 'Parish council',
): ResultPicture {
  words.setLanguage(language)
  const when = '23 November 2026'
  return resultPicture({ ...sample, namesShown: true, meetingTitle: title, when, say: words.t, language, theme })
}

/** What the picture says, one text after another. */
function textsOf({ svg }: ResultPicture): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((match) => unescaped(match[1] ?? ''))
}

function unescaped(text: string): string {
  const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => signs[entity] ?? entity)
}

/** Is this one element, well formed, of nothing but these elements and these attributes? */
function expectHarmless({ svg }: ResultPicture): void {
  const elements = 'svg|title|text|rect|g|path|circle|line|image'
  const attributes =
    'xmlns|width|height|viewBox|role|aria-label|font-family|xml:lang|font-variant-numeric|x|y|x1|y1|x2|y2|cx|cy|r|rx|d|' +
    'fill|stroke|stroke-width|stroke-dasharray|paint-order|opacity|transform|font-size|font-weight|text-anchor|' +
    'direction|unicode-bidi|href'
  const open: string[] = []
  const token = /<(\/?)([\w:]+)((?:\s[^<>]*?)?)(\/?)>|([^<>]+)/gy
  while (token.lastIndex < svg.length) {
    const at = token.lastIndex
    const match = token.exec(svg)
    if (match === null) throw new Error(`not well formed at ${svg.slice(at, at + 60)}`)
    const [, closing, name, own = '', alone, text] = match
    if (text !== undefined) {
      expect(text, 'bare ampersands are no XML').not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/)
      continue
    }
    expect(name).toMatch(new RegExp(`^(${elements})$`))
    if (closing === '/') expect(open.pop()).toBe(name)
    else if (alone !== '/') open.push(name ?? '')
    const left = own.replace(new RegExp(`\\s(${attributes})="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*"`, 'g'), '')
    expect(left.trim(), 'no other attribute').toBe('')
    for (const [, address] of own.matchAll(/\shref="([^"]*)"/g)) expect(address).toMatch(/^data:image\//)
  }
  expect(open).toEqual([])
  // XML forbids these, escaped or not.
  // eslint-disable-next-line no-control-regex
  expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
}

describe('a picture drawn while people vote', () => {
  it('shows how it stands, and no verdict or winner', () => {
    const open = (kind: PollKind): ResultPicture => draw({ ...samples('en')[kind], open: true })
    expect(textsOf(draw(samples('en').motion))).toContain('Carried')
    expect(textsOf(open('motion'))).not.toContain('Carried')
    expect(textsOf(open('motion'))).toContain('17')
    expect(textsOf(draw(samples('en').choice))).toContain('Most votes')
    expect(textsOf(open('choice'))).not.toContain('Most votes')
  })
})

describe('a picture of a result', () => {
  for (const language of languages) {
    for (const kind of pollKinds) {
      it(`says what was asked and what came of it: ${kind}, ${language}`, () => {
        const sample = samples(language)[kind]
        for (const theme of ['light', 'dark'] as const) {
          const picture = draw(sample, language, theme)
          expectHarmless(picture)
          expect(picture.width).toBe(1600)
          expect(picture.height).toBeGreaterThanOrEqual(900)
          const said = textsOf(picture)
          expect(said.join('')).toContain(sample.question.question.replace(/ /g, ' ').split(' ')[0] ?? '')
          expect(said).toContain('Parish council')
          expect(said).toContain('23 November 2026')
          // No sentence without its words.
          expect(said.join(' ')).not.toMatch(/\b(results|common|host|verdicts|\w+Results)\.\w+|\{\w+\}/)
          expect(picture.svg).toContain(colours[theme].paper)
        }
      })
    }
  }

  it('names people before shares, and what the shares are of', () => {
    const said = textsOf(draw(samples('en').choice))
    expect(said.indexOf('11')).toBeLessThan(said.indexOf('48%'))
    expect(said.join(' ')).toContain('23 people answered · Shares of 23 people who answered')
  })

  it('says the verdict with its arithmetic', () => {
    const said = textsOf(draw(samples('en').motion))
    expect(said).toContain('Carried')
    expect(said.join(' ')).toContain('14 of 21. Reached: 17.')
  })

  it('counts the run-off round by round', () => {
    const said = textsOf(draw(samples('en').ranking))
    for (const words of ['Round by round', 'Round 1', 'Round 3', '4 ✕', '7 ✕']) expect(said).toContain(words)
  })

  it('keeps from the picture what the host keeps from the room', () => {
    const asked = { question: 'Ideas?', settings: { moderated: true } }
    const pending = sampleOf('text', asked, [[1, { text: 'rude words' }]])
    expect(draw(pending).svg).not.toContain('rude')
  })

  it('is the same bytes each time', () => {
    for (const kind of pollKinds) expect(draw(samples('en')[kind]).svg).toBe(draw(samples('en')[kind]).svg)
  })

  it('has no numbers where nobody has answered', () => {
    for (const kind of pollKinds) {
      const { question } = samples('en')[kind]
      const labels = question.options.map(({ label }) => label)
      const empty = sampleOf(kind, { question: 'Nobody?', options: labels, settings: question.settings }, [])
      const picture = draw(empty)
      expectHarmless(picture)
      expect(picture.svg).not.toMatch(/NaN|Infinity|undefined/)
      expect(textsOf(picture).join(' '), kind).not.toMatch(/\d+%/)
    }
  })

  it('grows rather than leaving something out or drawing one thing over another', () => {
    const options = Array.from({ length: 30 }, (_, index) => `${String(index)} ${'a long answer '.repeat(10)}`)
    const sample = sampleOf('choice', { question: 'Which?', options }, [[3, { options: ['o1'] }]])
    const picture = draw(sample)
    expect(picture.height).toBeGreaterThan(900)
    const said = textsOf(picture).join(' ')
    for (const index of [0, 15, 29]) expect(said).toContain(`${String(index)} a long answer`)
    const lowest = Math.max(...[...picture.svg.matchAll(/translate\(88 ([\d.]+)\)/g)].map((match) => Number(match[1])))
    expect(lowest).toBeLessThan(picture.height)
  })

  const nasty = [
    '<script>alert(1)</script>',
    '"><image href="https://evil.example/x.png"/>',
    "' onload='alert(1)",
    ']]><!-- & &amp; <![CDATA[',
    '&#x3c;b&#x3e; &bogus;',
    'null\u0000byte \u0008 \uFFFE \uD800',
    'url(javascript:alert(1))',
  ]
  it.each(nasty)('is text, whatever somebody wrote: %j', (text) => {
    for (const kind of pollKinds) {
      const options = [text, 'Other']
      const answers = kindAnswers(kind, text)
      const { settings } = samples('en')[kind].question
      const sample = sampleOf(kind, { question: text, options, settings: { ...settings, unit: 'x' } }, answers)
      expectHarmless(draw(sample, 'en', 'light', text))
    }
  })

  it('stays well formed for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const sample = sampleOf('choice', { question: text, options: [text, 'b'] }, [[2, { options: ['o1'] }]])
        expectHarmless(draw(sample, 'en', 'light', text))
      }),
      { numRuns: 30 },
    )
  })

  it('takes pictures of options from data alone', () => {
    const sample = sampleOf('choice', { question: 'Which?', options: ['a', 'b'] }, [[2, { options: ['o1'] }]])
    const options = sample.question.options.map((option, index) => ({ ...option, image: String(index) }))
    const images = new Map([
      ['0', 'data:image/png;base64,iVBORw0KGgo='],
      ['1', 'https://evil.example/x.png'],
    ])
    const question = { ...sample.question, options } as Sample['question']
    const { svg } = resultPicture({
      ...sample,
      question,
      namesShown: false,
      meetingTitle: '',
      when: '',
      say: words.t,
      language: 'en',
      theme: 'light',
      images,
    })
    expect(svg).toContain('href="data:image/png;base64,iVBORw0KGgo="')
    expect(svg).not.toContain('evil')
  })
})

/** An answer of each kind with `text` in it where people write. */
function kindAnswers(kind: PollKind, text: string): (readonly [number, object])[] {
  switch (kind) {
    case 'choice':
    case 'quiz':
      return [[2, { options: ['o1'] }]]
    case 'motion':
      return [[2, { options: ['yes'] }]]
    case 'rating':
    case 'number':
      return [[2, { value: 4 }]]
    case 'ranking':
      return [[2, { ranking: ['o1', 'o2'] }]]
    case 'points':
      return [[2, { points: { o1: 60, o2: 40 } }]]
    case 'words':
      return [[2, { words: [text] }]]
    case 'text':
      return [[2, { text, name: text }]]
    case 'questions':
      return [[2, { posts: [{ text, anonymous: false, atMs: 1, name: text }], upvotes: [] }]]
  }
}

describe('a line of text', () => {
  const style = { size: 20, fill: '#000000' } as const

  it('runs in its own direction and stays where it was put', () => {
    expect(textLine(5, 0, 'שלום', style)).toContain('text-anchor="end" direction="rtl" unicode-bidi="isolate"')
    expect(textLine(5, 0, 'hello שלום', style)).toContain('text-anchor="start" unicode-bidi="isolate"')
    expect(textLine(5, 0, 'مرحبا', { ...style, anchor: 'end' })).toContain('text-anchor="start" direction="rtl"')
  })
})

describe('the colours', () => {
  it('are those of the pages', () => {
    const css = readFileSync(new URL('../../src/web/tokens.css', import.meta.url), 'utf8')
    const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
    const names: Record<string, string> = {
      paper: 'paper',
      raised: 'paper-raised',
      sunken: 'paper-sunken',
      ink: 'ink',
      soft: 'ink-soft',
      line: 'line',
      track: 'track',
      signal: 'signal',
      good: 'good',
      goodSoft: 'good-soft',
      bad: 'bad',
      badSoft: 'bad-soft',
    }
    for (const [theme, rules] of [
      ['light', light],
      ['dark', dark],
    ] as const) {
      const token = (name: string): string | undefined => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(rules)?.[1]
      const { options, words: cloud, ...plain } = colours[theme]
      for (const [name, colour] of Object.entries(plain)) expect(colour, name).toBe(token(names[name] ?? name))
      for (const [name, colour] of Object.entries(options)) expect(colour, name).toBe(token(name))
      cloud.forEach((colour, index) => expect(colour, `word-${index + 1}`).toBe(token(`word-${index + 1}`)))
    }
  })
})
