import { ratingResults, ratingVoting } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/RatingResult.vue'
export { default as Voting } from './RatingVoting.vue'
export const sentences = {
  en: { ratingResults, ratingVoting },
  'zh-CN': { ratingResults: zh.ratingResults, ratingVoting: zh.ratingVoting },
}
