import type { FitStep } from '../../web/useFit.ts'

/** Sizes in hundredths of the picture's height. */
interface Sizes {
  /** The join corner at the side, in a row with the question, or that with the least space between options. */
  readonly layout: 'roomy' | 'dense' | 'tight'
  readonly question: number
  readonly option: number
  readonly columns?: number
  /** Height of a bar in the size of its text. */
  readonly bar?: number
  /** Lines after which a text ends in "…"; phones show it in full. */
  readonly questionLines?: number
  readonly optionLines?: number
}

/**
 * From a poll that fills the wall to one with thirty long options. Nothing is ever smaller than 4 % of the height,
 * which the last row of a room can still read; texts that do not fit at that size are cut, and phones show them whole.
 */
const sizes: readonly Sizes[] = [
  { layout: 'roomy', question: 10, option: 8, bar: 0.8 },
  { layout: 'roomy', question: 9, option: 7, bar: 0.8 },
  { layout: 'roomy', question: 8, option: 6.5, bar: 0.7 },
  { layout: 'roomy', question: 8, option: 6, bar: 0.6 },
  { layout: 'roomy', question: 7, option: 6 },
  { layout: 'roomy', question: 6, option: 6 },
  { layout: 'dense', question: 7, option: 6, bar: 0.6 },
  { layout: 'dense', question: 7, option: 6 },
  { layout: 'dense', question: 6, option: 6, bar: 0.45 },
  { layout: 'dense', question: 6, option: 6 },
  { layout: 'dense', question: 7, option: 6, columns: 2 },
  { layout: 'dense', question: 6, option: 6, columns: 2 },
  { layout: 'roomy', question: 7, option: 5 },
  { layout: 'roomy', question: 6, option: 4.5 },
  { layout: 'dense', question: 6, option: 5, bar: 0.5 },
  { layout: 'dense', question: 6, option: 5 },
  { layout: 'dense', question: 6, option: 5, columns: 2 },
  { layout: 'dense', question: 6, option: 4.5 },
  { layout: 'dense', question: 6, option: 4.5, columns: 2 },
  { layout: 'tight', question: 6, option: 5, bar: 0.3 },
  { layout: 'tight', question: 6, option: 4.5, bar: 0.3 },
  { layout: 'dense', question: 6, option: 4 },
  { layout: 'tight', question: 6, option: 4, bar: 0.3 },
  { layout: 'dense', question: 6, option: 4, columns: 2 },
  { layout: 'tight', question: 6, option: 4, columns: 2 },
  { layout: 'tight', question: 5, option: 4, columns: 2 },
  { layout: 'tight', question: 4, option: 4, columns: 2 },
  { layout: 'tight', question: 6, option: 4, columns: 2, optionLines: 3 },
  { layout: 'tight', question: 6, option: 4, columns: 2, optionLines: 2 },
  { layout: 'tight', question: 5, option: 4, columns: 2, optionLines: 2 },
  { layout: 'tight', question: 4, option: 4, columns: 2, optionLines: 2 },
  { layout: 'tight', question: 4, option: 4, columns: 2, questionLines: 6, optionLines: 2 },
  { layout: 'tight', question: 4, option: 4, columns: 2, questionLines: 6, optionLines: 1 },
  { layout: 'tight', question: 4, option: 4, columns: 3, questionLines: 6, optionLines: 1 },
  { layout: 'tight', question: 4, option: 4, columns: 3, questionLines: 4, optionLines: 1 },
]

const barOf = { roomy: 0.42, dense: 0.28, tight: 0.2 } as const
/** Size of an option's picture in the size of its text. */
const pictureOf = { roomy: 2.2, dense: 1.9, tight: 1.2 } as const
const unlimited = 99
const mostInOneColumn = 5

/** What leaves most of a row to its words: two lines hold count above share, a third of the wall the count alone. */
function numbersIn(layout: Sizes['layout'], columns: number, optionLines: number | undefined): string {
  if (columns > 2) return 'count'
  return layout === 'tight' && optionLines !== 1 ? 'stacked' : 'inline'
}

/**
 * The steps for a poll of `optionCount` options; columns are filled from the top. Where the order of the rows means
 * something, there are several columns only when nothing else is left.
 */
export function pollSteps(optionCount: number, ordered = false): readonly FitStep[] {
  const tried = ordered ? sizes.filter(({ layout, columns }) => columns === undefined || layout === 'tight') : sizes
  return tried.map(({ layout, question, option, columns: columnsAtMost = 1, bar, questionLines, optionLines }) => {
    // Few bars in two columns cannot be compared, and half the width breaks their names.
    const columns = optionCount > mostInOneColumn ? columnsAtMost : 1
    const data = {
      layout: layout === 'roomy' ? 'roomy' : 'dense',
      space: layout,
      cut: optionLines === undefined ? 'no' : 'yes',
      numbers: numbersIn(layout, columns, optionLines),
    }
    const properties = {
      '--question': String(question),
      '--option': String(option),
      '--result-columns': String(columns),
      '--result-rows': `repeat(${Math.ceil(optionCount / columns)}, auto)`,
      '--result-flow': 'column',
      '--result-picture': `${pictureOf[layout]}em`,
      '--result-track': `${bar ?? barOf[layout]}em`,
      '--question-lines': String(questionLines ?? unlimited),
      '--option-lines': String(optionLines ?? unlimited),
      '--verdict-lines': String(optionLines === undefined ? unlimited : optionLines + 2),
    }
    return { data, properties }
  })
}

/** For results that fill the space: the question gives way until they have `least` hundredths of the height. */
const fillSizes: readonly (Pick<Sizes, 'layout' | 'question' | 'option' | 'questionLines'> & {
  readonly least: number
  /** Height of a chart's columns. */
  readonly chart: number
})[] = [
  { layout: 'roomy', question: 9, option: 6, least: 60, chart: 44 },
  { layout: 'roomy', question: 8, option: 5.5, least: 56, chart: 42 },
  { layout: 'roomy', question: 7, option: 5, least: 54, chart: 40 },
  { layout: 'roomy', question: 6, option: 5, least: 52, chart: 38 },
  { layout: 'roomy', question: 6, option: 4.5, least: 50, chart: 34 },
  { layout: 'dense', question: 8, option: 6, least: 60, chart: 40 },
  { layout: 'dense', question: 7, option: 5, least: 56, chart: 36 },
  { layout: 'dense', question: 6, option: 4.5, least: 50, chart: 32 },
  { layout: 'dense', question: 5, option: 4, least: 46, chart: 28 },
  { layout: 'dense', question: 4, option: 4, least: 42, chart: 24 },
  { layout: 'dense', question: 4, option: 4, least: 42, chart: 24, questionLines: 6 },
  { layout: 'dense', question: 4, option: 4, least: 38, chart: 20, questionLines: 4 },
]

/** The steps for a result that fills the wall; with `wide` the full width goes before everything. */
export function fillSteps(wide: boolean): readonly FitStep[] {
  return fillSizes
    .filter(({ layout }) => !wide || layout !== 'roomy')
    .map(({ layout, question, option, least, chart, questionLines }) => ({
      data: { layout, space: layout, cut: questionLines === undefined ? 'no' : 'yes', numbers: 'inline' },
      properties: {
        '--question': String(question),
        '--option': String(option),
        '--least': String(least),
        '--chart': String(chart),
        '--question-lines': String(questionLines ?? unlimited),
        '--option-lines': String(unlimited),
      },
    }))
}
