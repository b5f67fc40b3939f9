import { rankingResults, rankingVoting } from '../../../contract/languages/en.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'

export { default as Result } from '../../../web/results/kinds/RankingResult.vue'
export { default as Voting } from './RankingVoting.vue'
export const sentences = {
  en: { rankingResults, rankingVoting },
  'zh-CN': { rankingResults: zh.rankingResults, rankingVoting: zh.rankingVoting },
}
