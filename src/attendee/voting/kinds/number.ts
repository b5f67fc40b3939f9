import { asks, numberResults, numberVoting } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/NumberResult.vue'
export { default as Voting } from './NumberVoting.vue'
export const sentences = {
  en: { asks, numberResults, numberVoting },
  'zh-CN': { asks: zh.asks, numberResults: zh.numberResults, numberVoting: zh.numberVoting },
}
