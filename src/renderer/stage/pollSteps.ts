import type { FitStep } from './useFit.ts'

/** Sizes in hundredths of the picture's height. */
interface Sizes {
  readonly layout: 'roomy' | 'dense'
  readonly question: number
  readonly option: number
  readonly columns?: number
  /** Lines after which a text ends in "…"; phones show it in full. */
  readonly questionLines?: number
  readonly optionLines?: number
}

/**
 * From a poll that fills the wall to one with thirty long options. Nothing is ever smaller than 4 % of the height,
 * which the last row of a room can still read; texts that do not fit at that size are cut, and phones show them whole.
 */
const sizes: readonly Sizes[] = [
  { layout: 'roomy', question: 10, option: 8 },
  { layout: 'roomy', question: 9, option: 7 },
  { layout: 'roomy', question: 8, option: 6.5 },
  { layout: 'roomy', question: 8, option: 6 },
  { layout: 'roomy', question: 7, option: 6 },
  { layout: 'roomy', question: 6, option: 6 },
  { layout: 'dense', question: 7, option: 6, columns: 2 },
  { layout: 'dense', question: 6, option: 6, columns: 2 },
  { layout: 'dense', question: 6, option: 5, columns: 1 },
  { layout: 'dense', question: 6, option: 5, columns: 2 },
  { layout: 'dense', question: 6, option: 4.5, columns: 1 },
  { layout: 'dense', question: 6, option: 4.5, columns: 2 },
  { layout: 'dense', question: 6, option: 4, columns: 1 },
  { layout: 'dense', question: 6, option: 4, columns: 2 },
  { layout: 'dense', question: 5, option: 4, columns: 2 },
  { layout: 'dense', question: 4, option: 4, columns: 2 },
  { layout: 'dense', question: 6, option: 4, columns: 2, questionLines: 3, optionLines: 3 },
  { layout: 'dense', question: 6, option: 4, columns: 2, questionLines: 3, optionLines: 2 },
  { layout: 'dense', question: 4, option: 4, columns: 2, questionLines: 5, optionLines: 3 },
  { layout: 'dense', question: 4, option: 4, columns: 2, questionLines: 5, optionLines: 2 },
  { layout: 'dense', question: 4, option: 4, columns: 2, questionLines: 5, optionLines: 1 },
  { layout: 'dense', question: 4, option: 4, columns: 3, questionLines: 5, optionLines: 2 },
  { layout: 'dense', question: 4, option: 4, columns: 3, questionLines: 5, optionLines: 1 },
]

/** The steps for a poll of `optionCount` options; columns are filled from the top. */
export function pollSteps(optionCount: number): readonly FitStep[] {
  return sizes.map(({ layout, question, option, columns = 1, questionLines, optionLines }) => ({
    data: { layout, cut: optionLines === undefined ? 'no' : 'yes' },
    properties: {
      '--question': String(question),
      '--option': String(option),
      '--result-columns': String(columns),
      '--result-rows': `repeat(${Math.ceil(optionCount / columns)}, auto)`,
      '--result-flow': 'column',
      '--question-lines': String(questionLines ?? 99),
      '--option-lines': String(optionLines ?? 99),
    },
  }))
}
