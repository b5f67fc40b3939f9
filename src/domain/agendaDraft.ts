import { fold } from './kinds/entries.ts'
import { kindOf, pollKinds, type PollKind } from './kinds/index.ts'
import { maxWords } from './kinds/words.ts'
import { accept, refuse, type Result } from './refusal.ts'
import { cleanLine, lineUpTo, maxOptions, textLimits } from './text.ts'

/** One item of an agenda that somebody pasted or uploaded: nothing of it is in the meeting yet. */
export type AgendaDraft =
  | { readonly type: 'section'; readonly title: string }
  | {
      readonly type: 'poll'
      readonly kind: PollKind
      readonly question: string
      readonly options: readonly string[]
      /** What differs from the kind's own settings. */
      readonly settings: Readonly<Record<string, unknown>>
    }

/** Most items that are taken at once. */
export const maxAgendaItems = 500

/** What a line or a row says of one poll, before anything is decided about it. */
export interface WrittenPoll {
  readonly line: number
  readonly question: string
  /** Null: what the options suggest. */
  readonly kind: PollKind | null
  /** How many may be chosen; null: as the kind has it. */
  readonly max: number | null
  readonly options: readonly WrittenLine[]
}

export interface WrittenLine {
  readonly line: number
  readonly text: string
}

const otherNames: Readonly<Record<PollKind, string>> = {
  choice: '选择,单选,多选,选择题',
  motion: '议案,动议,表决',
  rating: '评分,打分,量表,scale',
  ranking: '排序,排名',
  points: '点数,分配,分配点数,预算,budget',
  words: '词云,word cloud,wordcloud',
  text: '文字,简答,开放,开放回答,open,open answers',
  number: '数字,估计,估数,estimate',
  quiz: '测验,问答题,抢答,知识竞答',
  questions: '提问,观众提问,q&a,questions from the room',
}
const kindNames = new Map(
  pollKinds.flatMap((kind) => [kind, ...otherNames[kind].split(',')].map((name) => [name, kind] as const)),
)

/** The kind that a name stands for, in English or Chinese; null where there is none. */
export function kindNamed(name: string): PollKind | null {
  return kindNames.get(fold(name)) ?? null
}

// A trailing star, cross in brackets or tick.
const rightMark = /\s*(?:[*＊✓✔√☑✅]\uFE0F?|[(（][xX][)）])$/u

/** A text of one line, or a refusal that names the line. */
export function lineText(text: string, line: number, limit: number): Result<string> {
  const clean = lineUpTo(text, limit)
  if (!clean.ok) return refuse('importTextTooLong', { line, limit })
  return clean.value === '' ? refuse('importTextMissing', { line }) : clean
}

export function readSection(title: string, line: number): Result<AgendaDraft> {
  const text = lineText(title, line, textLimits.title)
  return text.ok ? accept({ type: 'section', title: text.value }) : text
}

/** May people choose several in this kind, and up to how many? Null where the kind has no such setting. */
export function mostChosen(kind: PollKind, options: number): number | null {
  if (kind === 'words') return maxWords
  if (!('max' in kindOf(kind).defaultSettings)) return null
  return options === 0 ? maxOptions : options
}

/** The kind of a poll that names none: options make a choice, and what has none is put to the vote as it stands. */
export function kindFor(written: Pick<WrittenPoll, 'kind' | 'options'>): PollKind {
  return written.kind ?? (written.options.length > 0 ? 'choice' : 'motion')
}

function readMark(raw: string): { text: string; isRight: boolean } {
  // Text this long is refused anyway, and the pattern takes the square of it.
  if (raw.length > textLimits.optionLabel * 20) return { text: raw, isRight: false }
  const clean = cleanLine(raw)
  return { text: clean.replace(rightMark, ''), isRight: rightMark.test(clean) }
}

export function readPoll(written: WrittenPoll): Result<AgendaDraft> {
  const { line, max, options } = written
  const kind = kindFor(written)
  const question = lineText(written.question, line, textLimits.question)
  if (!question.ok) return question
  const [first] = options
  if (first !== undefined && kindOf(kind).fixedOptions !== null) {
    return refuse('importOptionUnfit', { line: first.line })
  }
  const excess = options[maxOptions]
  if (excess !== undefined) return refuse('importOptionsTooMany', { line: excess.line, max: maxOptions })

  const labels: string[] = []
  const correct: string[] = []
  for (const [index, option] of options.entries()) {
    const { text, isRight } = kind === 'quiz' ? readMark(option.text) : { text: option.text, isRight: false }
    const label = lineText(text, option.line, textLimits.optionLabel)
    if (!label.ok) return label
    labels.push(label.value)
    // The ids that options get in the order in which they are written.
    if (isRight) correct.push(`o${index + 1}`)
  }

  const settings: Record<string, unknown> = {}
  if (correct.length > 0) settings['correct'] = correct
  if (correct.length > 1) settings['max'] = correct.length
  if (max !== null) {
    const most = mostChosen(kind, options.length)
    if (max < 1 || max > (most ?? 1)) return refuse('importMaxUnfit', { line, max: most ?? 1 })
    if (most !== null) settings['max'] = max
  }
  return accept({ type: 'poll', kind, question: question.value, options: labels, settings })
}

/** All drafts, or the first refusal; too many and none at all are refused too. */
export function allOrNothing(drafts: readonly Result<AgendaDraft>[]): Result<readonly AgendaDraft[]> {
  if (drafts.length === 0) return refuse('importEmpty')
  const read: AgendaDraft[] = []
  for (const draft of drafts) {
    if (!draft.ok) return draft
    read.push(draft.value)
  }
  return read.length > maxAgendaItems ? refuse('importTooMany', { max: maxAgendaItems }) : accept(read)
}
