import { questionsResults, questionsVoting } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/QuestionsResult.vue'
export { default as Voting } from './QuestionsVoting.vue'
export const sentences = {
  en: { questionsResults, questionsVoting },
  'zh-CN': { questionsResults: zh.questionsResults, questionsVoting: zh.questionsVoting },
}
