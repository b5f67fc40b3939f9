import { kindOf, type PollKind } from '../../domain/kinds/index.ts'
import { verdictWords } from '../results/resultWords.ts'
import { colours, type Colours } from './colours.ts'
import type { Canvas, Drawn, PictureInput } from './input.ts'
import { kindPictures, type KindPicture } from './kinds.ts'
import { escapeXml, nothing, placed, px, rect, stacked, textLine, textLines, type Block } from './svg.ts'
import { isolated, lettersOf, shorten, textWidth, wrap, wrapEvenly } from './textWidth.ts'

export interface ResultPicture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/** The shape of a slide. */
const usual = { width: 1600, height: 900 } as const
const margin = 88
/** Between the parts of a picture. */
const gap = 36
/** Letters of the result: as large as there is room for, and never so small that they cannot be read on a slide. */
const letters = { largest: 46, smallest: 28, step: 2 } as const
/** More entries are not drawn, whatever there are. */
const mostEntries = 500

const fonts =
  "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

/** The raised hand of `HandMark.vue`, 64 by 64. */
const hand =
  '<rect x="15" y="17" width="8.5" height="30" rx="4.25"/><rect x="25" y="8" width="8.5" height="36" rx="4.25"/>' +
  '<rect x="35" y="4" width="8.5" height="40" rx="4.25"/><rect x="45" y="12" width="8.5" height="36" rx="4.25"/>' +
  '<path d="M15 39h38.5v5C53.5 54 46 61 36 61c-7.5 0-12.4-3.2-16.4-9.2L8.7 38.1a4.4 4.4 0 0 1 6.8-5.6z"/>'

/**
 * A result as a picture that stands alone: no script, no style sheet, no font and no address of anything else. Pure: the
 * same result gives the same bytes wherever it is drawn.
 */
export function resultPicture(input: PictureInput): ResultPicture {
  const theme = colours[input.theme]
  const { width, height: least } = input.size ?? usual
  const inner = width - 2 * margin
  const drawn = drawnOf(input, theme)
  // Sound because a question travels with its own kind's tally.
  const kind = kindPictures[input.question.kind] as KindPicture<PollKind>

  const head = stacked([questionBlock(input, inner, theme), verdictBlock(input, inner, theme)], 28)
  const notes = notesBlock(kind.notes(drawn), inner, theme)
  const around = margin + head.height + gap + (notes.height === 0 ? 0 : gap + notes.height) + gap + footHeight
  const room = Math.max(0, least - around)
  const body = fitted((canvas) => kind.body(drawn, canvas), inner, room)
  const height = Math.ceil(Math.max(least, around + body.height))

  const top = margin + head.height + gap
  // Where there is more room than the result needs, it stands in the middle of it.
  const free = height - around - body.height
  const parts = [
    rect(0, 0, width, height, 0, theme.paper),
    placed(head, margin, margin),
    placed(body, margin, top + free / 2),
    placed(notes, margin, height - footHeight - gap - notes.height),
    placed(foot(input, inner, theme), margin, height - footHeight),
  ]
  const title = escapeXml(input.question.question)
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"` +
    ` role="img" aria-label="${title}" font-family="${escapeXml(fonts)}" xml:lang="${input.language}"` +
    ` font-variant-numeric="tabular-nums"><title>${title}</title>${parts.join('')}</svg>`
  return { svg, width, height }
}

function drawnOf(input: PictureInput, theme: Colours): Drawn<PollKind> {
  const { question, result, open = false, namesShown, say, language, images = new Map<string, string>() } = input
  const kind = kindOf(question.kind)
  const tally = kind.forRoom?.(result.tally, mostEntries, namesShown) ?? result.tally
  return { question, tally, outcome: result.outcome, open, say, language, colours: theme, images } as Drawn<PollKind>
}

/** The largest letters with which a block has room; the smallest where there are none. */
function fitted(draw: (canvas: Canvas) => Block, width: number, room: number): Block {
  for (let em: number = letters.largest; em > letters.smallest; em -= letters.step) {
    const block = draw({ width, em, room })
    if (block.height <= room) return block
  }
  return draw({ width, em: letters.smallest, room })
}

function questionBlock({ question: { question } }: PictureInput, width: number, theme: Colours): Block {
  const length = lettersOf(question).length
  const size = length > 200 ? 36 : length > 110 ? 44 : length > 50 ? 52 : 60
  return textLines(wrapEvenly(question, width / size), width, 1.2, { size, weight: 800, fill: theme.ink })
}

function verdictBlock(input: PictureInput, width: number, theme: Colours): Block {
  const { question, result, open = false, say } = input
  const { outcome } = result
  if (open) return nothing
  const options = question.options.map((option) => ({ ...option, label: isolated(option.label) }))
  const words = verdictWords(say, outcome, options)
  if (words === null) return nothing
  const [ground, fill] =
    outcome.status === 'carried'
      ? [theme.goodSoft, theme.good]
      : outcome.status === 'lost'
        ? [theme.badSoft, theme.bad]
        : [theme.sunken, theme.ink]
  const pad = 28
  const inner = width - 2 * pad
  const large = { size: 42, weight: 800, fill }
  const small = { size: 28, fill: theme.ink }
  const statusWidth = textWidth(words.status) * large.size + 32
  const beside = inner - statusWidth
  // Short words stand beside their reasons, long ones above them.
  const isBeside = beside > inner * 0.45
  const reasons = (room: number): Block =>
    words.arithmetic === '' ? nothing : textLines(wrap(words.arithmetic, room / small.size), room, 1.35, small)
  const status = textLines(wrap(words.status, inner / large.size), inner, 1.2, large)
  const told = reasons(isBeside ? beside : inner)
  const height = pad * 2 + (isBeside ? Math.max(status.height, told.height) : stacked([status, told], 8).height)
  const content = isBeside
    ? placed(status, pad, (height - status.height) / 2) + placed(told, pad + statusWidth, (height - told.height) / 2)
    : placed(stacked([status, told], 8), pad, pad)
  return { height, svg: rect(0, 0, width, height, 20, ground) + content }
}

function notesBlock(notes: readonly string[], width: number, theme: Colours): Block {
  if (notes.length === 0) return nothing
  const size = 28
  return textLines(wrap(notes.map(isolated).join(' · '), width / size), width, 1.35, { size, fill: theme.soft })
}

const footHeight = 92

/** The meeting and the day, under a line. */
function foot({ meetingTitle, when }: PictureInput, width: number, theme: Colours): Block {
  const size = 24
  const style = { size, fill: theme.soft }
  const mark = 34
  const whenWidth = textWidth(when) * size
  const room = (width - whenWidth - mark - 40) / size
  const svg =
    rect(0, 0, width, 1.5, 0, theme.line) +
    `<g fill="${theme.signal}" transform="translate(0 ${px(26)}) scale(${px(mark / 64)})">${hand}</g>` +
    textLine(mark + 14, 52, shorten(meetingTitle, Math.max(4, room)), { ...style, weight: 600 }) +
    textLine(width, 52, when, { ...style, anchor: 'end' })
  return { height: footHeight, svg }
}
