import { asks, wordsResults, wordsVoting } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/WordsResult.vue'
export { default as Voting } from './WordsVoting.vue'
export const sentences = {
  en: { asks, wordsResults, wordsVoting },
  'zh-CN': { asks: zh.asks, wordsResults: zh.wordsResults, wordsVoting: zh.wordsVoting },
}
