import { wordsResults, wordsVoting } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/WordsResult.vue'
export { default as Voting } from './WordsVoting.vue'
export const sentences = {
  en: { wordsResults, wordsVoting },
  'zh-CN': { wordsResults: zh.wordsResults, wordsVoting: zh.wordsVoting },
}
