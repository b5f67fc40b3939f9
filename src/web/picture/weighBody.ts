import { kinds } from '../../domain/kinds/index.ts'
import { pointLabel } from '../../domain/kinds/rating.ts'
import type { Description } from '../../domain/description.ts'
import { baseInWords, counted, numberInWords, shareInWords } from '../results/resultWords.ts'
import { optionColour, optionLetter } from '../words.ts'
import { columnChart } from './columns.ts'
import { headline } from './headline.ts'
import type { Canvas, Drawn } from './input.ts'
import { barRows } from './rows.ts'
import { nothing, stacked, textLine, type Block } from './svg.ts'

/** Ratings: the figure that sums it up, and the whole distribution. */
export function ratingBody(drawn: Drawn<'rating'>, canvas: Canvas): Block {
  const { question, tally, outcome, colours } = drawn
  const { settings } = question
  const { rows } = kinds.rating.describe(question, tally, outcome)
  const upright = settings.scale === 'numbers' && settings.labels.every((label) => label === '')
  const part = (count: number): number => (tally.rated === 0 ? 0 : count / tally.rated)
  const colour = colours.options['option-1'] ?? colours.ink
  const points = rows.map((row) => ({ row, share: row.share === null ? null : shareInWords(row.share) }))
  const chart = upright
    ? stacked([columnsOf(), endsOf(drawn, canvas)], canvas.em * 0.2)
    : barRows(
        (settings.scale === 'stars' ? points.reverse() : points).map(({ row, share }) => {
          const value = Number(row.id)
          const stars = '★'.repeat(value) + '☆'.repeat(Math.max(0, settings.points - value))
          const named = pointLabel(settings, value)
          const words = named === row.id ? '' : named
          const isStars = settings.scale === 'stars' && settings.from === 1
          return {
            sign: row.id,
            label: isStars ? `${stars}${words === '' ? '' : `  ${words}`}` : words,
            colour,
            count: String(row.count),
            share,
            bars: [part(row.count)],
          }
        }),
        canvas,
        colours,
      )
  return stacked([ratingHead(drawn, canvas), chart], canvas.em * 0.8)

  function columnsOf(): Block {
    const most = Math.max(1, ...rows.map(({ count }) => count))
    const style = { width: canvas.width, em: canvas.em, height: canvas.em * 7, colour, gap: canvas.em * 0.5 }
    const columns = points.map(({ row, share }) => ({
      name: row.id,
      count: row.count,
      share,
      length: row.count / most,
    }))
    return columnChart(columns, [], style, colours)
  }
}

function ratingHead({ question, tally, say, language, colours }: Drawn<'rating'>, canvas: Canvas): Block {
  if (tally.mean === null || tally.median === null) return nothing
  const { settings } = question
  const byMedian = settings.scale === 'labels'
  const [low, high] = tally.median.map((value) => pointLabel(settings, value))
  const median = low === high ? (low ?? '') : say('ratingResults.between', { low: low ?? '', high: high ?? '' })
  const rated = say('ratingResults.rated', { people: counted(say, 'people', tally.rated) })
  const most = say('ratingResults.outOf', { most: settings.from + settings.points - 1 })
  return headline(
    {
      name: say(byMedian ? 'ratingResults.median' : 'ratingResults.mean'),
      figure: byMedian ? median : numberInWords(language, tally.mean, 1),
      beside: byMedian ? rated : `${most} · ${rated}`,
    },
    canvas,
    colours,
  )
}

/** What the ends of a scale of numbers mean, under its ends. */
function endsOf({ question: { settings }, colours }: Drawn<'rating'>, { width, em }: Canvas): Block {
  if (settings.lowLabel === '' && settings.highLabel === '') return nothing
  const style = { size: em * 0.85, fill: colours.soft }
  return {
    height: em * 1.2,
    svg:
      textLine(0, em * 0.85, settings.lowLabel, style) +
      textLine(width, em * 0.85, settings.highLabel, { ...style, anchor: 'end' }),
  }
}

export function ratingNotes({ question, tally, outcome, say, language }: Drawn<'rating'>): readonly string[] {
  const { settings } = question
  const noOpinion = settings.noOpinion ? [say('ratingResults.noOpinion', { count: tally.noOpinion.count })] : []
  if (tally.rated === 0 || tally.median === null) return [say('results.nobody'), ...noOpinion]
  const one = (value: number | null): string => numberInWords(language, value ?? 0, 1)
  const [low, high] = tally.median
  const middle = low === high ? String(low) : say('ratingResults.between', { low, high })
  return [
    settings.scale === 'labels'
      ? `${say('ratingResults.mean')} ${one(tally.mean)}`
      : `${say('ratingResults.median')} ${middle}`,
    say('ratingResults.spread', { deviation: one(tally.deviation) }),
    say('ratingResults.range', { lowest: tally.lowest ?? '', highest: tally.highest ?? '' }),
    ...noOpinion,
    ...baseNotes(drawnBase(kinds.rating.describe(question, tally, outcome)), say),
  ]
}

/** Points: how many each option got, and of how many people. */
export function pointsBody({ question, tally, outcome, say, colours, images }: Drawn<'points'>, canvas: Canvas): Block {
  const { rows } = kinds.points.describe(question, tally, outcome)
  return barRows(
    question.options.map((option, index) => {
      const row = rows.find(({ id }) => id === option.id)
      const score = row?.score ?? 0
      const share = row?.share ?? null
      return {
        sign: optionLetter(index),
        label: option.label,
        colour: colours.options[optionColour(option, index)] ?? colours.ink,
        image: images.get(option.image ?? ''),
        count: String(score),
        share: share === null ? '' : shareInWords(share),
        bars: [tally.total === 0 ? 0 : score / tally.total],
        below: say('pointsResults.gave', { people: counted(say, 'people', row?.count ?? 0) }),
      }
    }),
    canvas,
    colours,
  )
}

export function pointsNotes({ question, tally, outcome, say }: Drawn<'points'>): readonly string[] {
  if (tally.people === 0) return [say('results.nobody')]
  return [
    say('results.answered', { people: counted(say, 'people', tally.people) }),
    ...baseNotes(drawnBase(kinds.points.describe(question, tally, outcome)), say),
  ]
}

const drawnBase = ({ base, rounded }: Description): Pick<Description, 'base' | 'rounded'> => ({ base, rounded })

function baseNotes({ base, rounded }: Pick<Description, 'base' | 'rounded'>, say: Drawn<'points'>['say']): string[] {
  const notes = base === null ? [] : [baseInWords(say, base)]
  return rounded ? [...notes, say('common.sharesRounded')] : notes
}
