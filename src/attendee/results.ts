import { results, verdicts, voting } from '../contract/languages/en.ts'
import * as zh from '../contract/languages/zh-CN.ts'

/**
 * A part that comes with the first poll: what stands around every question, what every result is framed by, and how the
 * two commonest kinds are drawn.
 */

export { default as AskedNotes } from './voting/AskedNotes.vue'
export { statusWhenClosed } from './voting/closedStatus.ts'
export { default as TicksVoting } from './voting/TicksVoting.vue'
export { default as TimeLeft } from './voting/TimeLeft.vue'
export { default as ResultFrame } from '../web/results/ResultFrame.vue'
export { default as SelectionResult } from '../web/results/SelectionResult.vue'

// What several kinds share travels with this: between two of them alone it would be a file and a request of its own.
export { entryId } from '../domain/kinds/entries.ts'
export { characters } from './voting/characters.ts'
export { orderFor } from './voting/order.ts'
export { useTyped } from './voting/typed.ts'
export { default as ColumnChart } from '../web/results/ColumnChart.vue'
export { default as EntryWall } from '../web/results/EntryWall.vue'
export { default as Headline } from '../web/results/Headline.vue'

export const sentences = {
  en: { results, verdicts, voting },
  'zh-CN': { results: zh.results, verdicts: zh.verdicts, voting: zh.voting },
}
