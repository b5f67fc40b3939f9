import { otherMethods, rankedBy, type Ranked } from '../results/ranked.ts'
import { counted, numberInWords, votesInWords } from '../results/resultWords.ts'
import { optionColour } from '../words.ts'
import type { Canvas, Drawn } from './input.ts'
import { barRows } from './rows.ts'
import { nothing, rect, stacked, textLine, textLines, type Block } from './svg.ts'
import { shorten, wrap } from './textWidth.ts'

/** Rankings: the order, how it came about round by round, and what other methods say. */
export function rankingBody(drawn: Drawn<'ranking'>, canvas: Canvas): Block {
  const { question, tally, outcome, open, say, language, colours, images } = drawn
  const { method } = question.settings
  const ranked = rankedBy(method, question.options, tally)
  const markOf = (id: string): string | null => {
    if (open) return null
    if (outcome.elected.includes(id)) return say('rankingResults.first')
    return outcome.tied.includes(id) ? say('common.tie') : null
  }
  const table = runoffTable(ranked, drawn, canvas)
  // Its first round says how many put each option first.
  const firsts = (id: string): string =>
    say('rankingResults.firsts', { count: tally.options.find((option) => option.id === id)?.count ?? 0 })
  const rows = barRows(
    ranked.map(({ option, index, place, score, decimals, bars }) => ({
      sign: tally.people === 0 ? '–' : String(place),
      label: option.label,
      colour: colours.options[optionColour(option, index)] ?? colours.ink,
      image: images.get(option.image ?? ''),
      mark: markOf(option.id),
      count: numberInWords(language, score, decimals),
      share: null,
      bars,
      below: table.height > 0 ? '' : firsts(option.id),
    })),
    canvas,
    colours,
  )
  return stacked([rows, table, others(drawn, canvas)], canvas.em)
}

/** An instant run-off round by round: the votes of everybody still in it, and who leaves. */
function runoffTable(
  ranked: readonly Ranked[],
  { question, tally, say, colours }: Drawn<'ranking'>,
  { width, em }: Canvas,
): Block {
  const { rounds } = tally.instantRunoff
  if (question.settings.method !== 'instantRunoff' || rounds.length < 2) return nothing
  const size = em * 0.75
  const line = size * 1.7
  const column = Math.min(size * 6, (width * 0.66) / rounds.length)
  const names = width - column * rounds.length
  const soft = { size, fill: colours.soft }
  const right = (index: number): number => names + column * (index + 1) - size * 0.5
  const cells = (y: number, texts: readonly (string | null)[], leaves = -1): string =>
    texts
      .map((text, index) =>
        textLine(right(index), y, text ?? '–', {
          size,
          anchor: 'end',
          ...(index === leaves
            ? { fill: colours.bad, weight: 600 }
            : { fill: text === null ? colours.soft : colours.ink }),
        }),
      )
      .join('')
  const head = [
    textLine(size * 0.5, line * 0.7, say('rankingResults.rounds'), { size, weight: 800, fill: colours.ink }),
    ...rounds.map((_, index) =>
      textLine(right(index), line * 0.7, say('rankingResults.round', { round: index + 1 }), { ...soft, anchor: 'end' }),
    ),
  ]
  const body = ranked.map(({ option }, place) => {
    const top = line * (place + 1)
    const leaves = rounds.findIndex(({ eliminated }) => eliminated === option.id)
    const votes = rounds.map((round, index) => {
      const weight = round.votes.find(({ id }) => id === option.id)?.weight ?? null
      return weight === null ? null : `${String(weight)}${index === leaves ? ' ✕' : ''}`
    })
    return (
      (place % 2 === 0 ? rect(0, top, width, line, size * 0.3, colours.sunken) : '') +
      textLine(size * 0.5, top + line * 0.7, shorten(option.label, names / size - 1), {
        size,
        weight: 600,
        fill: colours.ink,
      }) +
      cells(top + line * 0.7, votes, leaves)
    )
  })
  const foot = line * (ranked.length + 1.7)
  const exhausted =
    textLine(size * 0.5, foot, say('rankingResults.noPreference'), soft) +
    cells(
      foot,
      rounds.map((round) => String(round.exhausted)),
    )
  return { height: line * (ranked.length + 2), svg: head.join('') + body.join('') + exhausted }
}

/** The methods that do not decide, each in a line. */
function others({ question, tally, say, colours }: Drawn<'ranking'>, { width, em }: Canvas): Block {
  if (tally.people === 0) return nothing
  const size = em * 0.75
  const labels = (ids: readonly string[]): string =>
    ids.map((id) => question.options.find((option) => option.id === id)?.label ?? id).join(' = ')
  const lines = otherMethods(question.settings.method, tally).map(({ method, order, agreement }) => {
    const agrees =
      agreement === 'differs'
        ? say('rankingResults.differs', { names: labels(order[0] ?? []) })
        : say(`rankingResults.${agreement}`)
    return `${say(`rankingResults.${method}`)}: ${order.map(labels).join(' › ')} (${agrees})`
  })
  const style = { size, fill: colours.soft }
  return stacked(
    lines.map((text) => textLines(wrap(text, width / size), width, 1.35, style)),
    size * 0.2,
  )
}

export function rankingNotes({ question, tally, say }: Drawn<'ranking'>): readonly string[] {
  if (tally.people === 0) return [say('results.nobody')]
  return [
    say(`rankingResults.${question.settings.method}`),
    say('results.answered', { people: counted(say, 'people', tally.people) }),
    ...(tally.weight === tally.people ? [] : [votesInWords(say, tally.weight)]),
  ]
}
