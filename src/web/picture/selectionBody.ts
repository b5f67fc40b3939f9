import { maxChosen } from '../../domain/kinds/selection.ts'
import { sharesOfBase } from '../../domain/percentages.ts'
import { barsOf, type Bar, type Counts } from '../results/bars.ts'
import type { SelectionKind } from '../results/resultProps.ts'
import { baseInWords, counted, handInWords, shareInWords, votesInWords } from '../results/resultWords.ts'
import { optionColour, optionLabel, optionSign } from '../words.ts'
import { headline } from './headline.ts'
import type { Canvas, Drawn } from './input.ts'
import { barRows, type Row } from './rows.ts'
import { nothing, stacked, type Block } from './svg.ts'

/** Choices, motions and quizzes: options with bars, and what is marked. */
export function selectionBody(drawn: Drawn<SelectionKind>, canvas: Canvas): Block {
  const { question, tally, outcome, open, say, colours, images } = drawn
  const bars = barsOf(question, { tally, outcome })
  const shares = bars.base !== null
  const paper = 'paper' in tally ? tally.paper : null
  const numbers = (counts: Counts): Pick<Row, 'count' | 'share' | 'bars' | 'below'> => ({
    count: String(counts.votes),
    share: shares ? (counts.share === null ? '' : shareInWords(counts.share)) : null,
    bars: [counts.length],
    below: belowOf(counts),
  })
  const belowOf = ({ heads, byHand }: Counts): string =>
    [
      ...(heads === null ? [] : [counted(say, 'people', heads)]),
      ...(paper === null || byHand === 0 ? [] : [say(`results.ofWhich.${paper.way}`, { count: byHand })]),
    ].join(' · ')
  const markOf = ({ standing }: Bar): string | null => {
    if (open || standing === null) return null
    if (standing === 'elected') return say('results.elected')
    if (standing === 'right') return `✓ ${say('quizResults.right')}`
    return say(standing === 'tie' ? 'common.tie' : 'common.mostVotes')
  }
  const none: Counts = { votes: 0, heads: null, byHand: 0, share: null, length: 0 }
  const rows: Row[] = bars.bars.map((bar) => ({
    sign: optionSign(bar.option, bar.index),
    label: optionLabel(say, bar.option),
    colour: colours.options[optionColour(bar.option, bar.index)] ?? colours.ink,
    image: images.get(bar.option.image ?? ''),
    mark: markOf(bar),
    needed: bar.needed,
    ...numbers(bar.counts ?? none),
  }))
  const grey = colours.options['motion-abstain'] ?? colours.soft
  if (bars.blank !== null) rows.push({ sign: '–', label: say('results.blank'), colour: grey, ...numbers(bars.blank) })
  if (bars.didNotVote !== null) {
    rows.push({ sign: '○', label: say('results.didNotVote'), colour: grey, ...numbers(bars.didNotVote) })
  }
  if (bars.other !== null) {
    const texts = 'others' in tally ? tally.others.map(({ text }) => text) : []
    rows.push({
      sign: '…',
      label: say('results.other'),
      colour: grey,
      ...numbers(bars.other),
      below: texts.join(' · '),
    })
  }
  return stacked([quizHead(drawn, canvas), barRows(rows, canvas, colours)], canvas.em * 0.8)
}

function quizHead({ tally, say, colours }: Drawn<SelectionKind>, canvas: Canvas): Block {
  if (!('right' in tally)) return nothing
  const share = sharesOfBase([tally.right], tally.people).shares?.[0]
  if (share === undefined) return nothing
  const { right, people } = tally
  // Counts come before shares.
  const figure = say('quizResults.rightShare', { right, people })
  return headline({ name: say('quizResults.right'), figure, beside: shareInWords(share) }, canvas, colours)
}

export function selectionNotes({ question, tally, outcome, say }: Drawn<SelectionKind>): readonly string[] {
  const { base, rounded, weighted } = barsOf(question, { tally, outcome })
  if (tally.people === 0) return [say('results.nobody')]
  const several = maxChosen(question) > 1
  return [
    say('results.answered', { people: counted(say, 'people', tally.people) }),
    ...(weighted ? [votesInWords(say, tally.weight)] : []),
    ...(several ? [counted(say, 'ticks', tally.ticks)] : []),
    ...('paper' in tally && tally.paper !== null ? [handInWords(say, tally, tally.paper)] : []),
    ...(base === null ? [] : [baseInWords(say, base)]),
    ...(rounded ? [say('common.sharesRounded')] : []),
  ]
}
