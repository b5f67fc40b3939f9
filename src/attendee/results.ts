import { results, verdicts, voting } from '../contract/languages/en.ts'
import * as zh from '../contract/languages/zh-CN.ts'

/**
 * A part that comes with the first poll: what stands around every question, what every result is framed by, and how the
 * two commonest kinds are drawn.
 */

export { default as AskedNotes } from './voting/AskedNotes.vue'
export { statusWhenClosed } from './voting/closedStatus.ts'
export { orderFor } from './voting/order.ts'
export { default as TicksVoting } from './voting/TicksVoting.vue'
export { default as TimeLeft } from './voting/TimeLeft.vue'
export { default as ResultFrame } from '../web/results/ResultFrame.vue'
export { default as SelectionResult } from '../web/results/SelectionResult.vue'

// What several kinds share travels with this: between two of them alone it would be a file and a request of its own.
import './voting/characters.ts'
import './voting/typed.ts'
import '../web/results/ColumnChart.vue'
import '../web/results/EntryWall.vue'
import '../web/results/Headline.vue'
import '../web/results/Invitation.vue'

export const sentences = {
  en: { results, verdicts, voting },
  'zh-CN': { results: zh.results, verdicts: zh.verdicts, voting: zh.voting },
}
