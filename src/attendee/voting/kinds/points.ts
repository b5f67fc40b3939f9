import { pointsResults, pointsVoting } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/PointsResult.vue'
export { default as Voting } from './PointsVoting.vue'
export const sentences = {
  en: { pointsResults, pointsVoting },
  'zh-CN': { pointsResults: zh.pointsResults, pointsVoting: zh.pointsVoting },
}
