import { asks, questionsResults, questionsVoting } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/QuestionsResult.vue'
export { default as Voting } from './QuestionsVoting.vue'
export const sentences = {
  en: { asks, questionsResults, questionsVoting },
  'zh-CN': { asks: zh.asks, questionsResults: zh.questionsResults, questionsVoting: zh.questionsVoting },
}
