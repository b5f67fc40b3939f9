import { asks, textVoting } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/TextResult.vue'
export { default as Voting } from './TextVoting.vue'
export const sentences = { en: { asks, textVoting }, 'zh-CN': { asks: zh.asks, textVoting: zh.textVoting } }
