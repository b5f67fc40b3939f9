import { quizResults, quizVoting, standings } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/QuizResult.vue'
export { default as Leaderboard } from './Leaderboard.vue'
export { default as Mine } from './QuizMine.vue'
export { default as Voting } from './QuizVoting.vue'
export const sentences = {
  en: { quizResults, quizVoting, standings },
  'zh-CN': { quizResults: zh.quizResults, quizVoting: zh.quizVoting, standings: zh.standings },
}
