import { verdicts } from '../contract/languages/en.ts'
import { verdicts as verdictsZh } from '../contract/languages/zh-CN.ts'

/** A part that comes with the first poll: what every result is framed by, and how the two commonest kinds are drawn. */

export { default as ResultFrame } from '../web/results/ResultFrame.vue'
export { default as SelectionResult } from '../web/results/SelectionResult.vue'

export const sentences = { en: { verdicts }, 'zh-CN': { verdicts: verdictsZh } }
