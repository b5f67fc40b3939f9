import { numberScale } from '../results/numberScale.ts'
import { counted, numberInWords } from '../results/resultWords.ts'
import { columnChart, type Rule } from './columns.ts'
import { headline } from './headline.ts'
import type { Canvas, Drawn } from './input.ts'
import { nothing, rect, stacked, textLine, type Block } from './svg.ts'
import { textWidth } from './textWidth.ts'

/** As many decimals as the answers have, and one more where it falls between two of them. */
function sayer({ question: { settings }, language }: Drawn<'number'>) {
  const plain = (value: number): string => {
    const scaled = value * 10 ** settings.decimals
    const whole = Math.abs(scaled - Math.round(scaled)) < 1e-6
    return numberInWords(language, value, whole ? settings.decimals : settings.decimals + 1)
  }
  return { plain, withUnit: (value: number) => `${plain(value)} ${settings.unit}`.trim() }
}

/** Estimates: where the answers lie, with their middle, and how near people came to what is right. */
export function numberBody(drawn: Drawn<'number'>, canvas: Canvas): Block {
  const { question, tally, say, colours } = drawn
  const { median, histogram, middleHalf } = tally
  if (median === null || middleHalf === null || histogram.length === 0) return nothing
  const { width, em } = canvas
  const { plain, withUnit } = sayer(drawn)
  const { correct, decimals } = question.settings
  const longest = Math.max(1, ...histogram.map(({ to }) => textWidth(plain(to))))
  const scale = numberScale(histogram, decimals, width / em / (longest + 1))
  const most = Math.max(1, ...histogram.map(({ count }) => count))
  const middle = (median[0] + median[1]) / 2
  const rules: Rule[] = [
    { at: scale.place(middle), colour: colours.ink },
    ...(tally.mean === null ? [] : [{ at: scale.place(tally.mean), colour: colours.soft, dashed: true }]),
    ...(correct === null ? [] : [{ at: scale.place(correct), colour: colours.good, sign: '✓' }]),
  ]
  const style = { width, em, height: em * 6.5, colour: colours.options['option-1'] ?? colours.ink, gap: em * 0.12 }
  const columns = histogram.map(({ count }) => ({ name: '', count, share: null, length: count / most }))
  const [low, high] = middleHalf.map((value) => scale.place(value) * width)
  const band = rect(low ?? 0, em * 0.25, Math.max(em * 0.3, (high ?? 0) - (low ?? 0)), em * 0.3, em * 0.15, colours.ink)
  const labels = scale.labels.map(({ at, value }) => {
    const anchor = at < 0.02 ? 'start' : at > 0.98 ? 'end' : 'middle'
    return textLine(at * width, em * 1.75, plain(value), { size: em * 0.9, fill: colours.ink, anchor })
  })
  const head = headline(
    {
      name: say('numberResults.median'),
      figure: withUnit(middle),
      beside: correct === null ? '' : `✓ ${say('numberResults.right')}: ${withUnit(correct)}`,
      good: true,
    },
    canvas,
    colours,
  )
  const axis: Block = { height: em * 2, svg: band + labels.join('') }
  return stacked([head, columnChart(columns, rules, style, colours), axis], 0)
}

export function numberNotes(drawn: Drawn<'number'>): readonly string[] {
  const { question, tally, say, language } = drawn
  const { mean, middleHalf, nearest } = tally
  if (tally.people === 0 || mean === null || middleHalf === null) return [say('results.nobody')]
  const { plain } = sayer(drawn)
  const [low, high] = middleHalf
  const near =
    nearest === null
      ? []
      : [
          `${say('numberResults.nearest', { values: nearest.values.map(plain).join(', ') })} (${[
            nearest.distance === 0
              ? say('numberResults.exact')
              : say('numberResults.off', { distance: plain(nearest.distance) }),
            counted(say, 'people', nearest.count),
            ...nearest.names,
          ].join(', ')})`,
        ]
  return [
    ...near,
    say('numberResults.mean', { mean: numberInWords(language, mean, Math.min(6, question.settings.decimals + 1)) }),
    say('numberResults.middleHalf', { low: plain(low), high: plain(high) }),
    say('numberResults.range', { lowest: plain(tally.lowest ?? 0), highest: plain(tally.highest ?? 0) }),
    say('results.answered', { people: counted(say, 'people', tally.people) }),
  ]
}
