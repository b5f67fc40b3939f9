import { calling, privacies } from '../contract/languages/en.ts'
import * as zh from '../contract/languages/zh-CN.ts'

/** A part for polls that show names, or keep more from others than most: what is said of that, and done about it. */

export { default as PrivacyNote } from './voting/PrivacyNote.vue'
export { default as RollCall } from '../web/results/RollCall.vue'

export const sentences = {
  en: { calling, privacies },
  'zh-CN': { calling: zh.calling, privacies: zh.privacies },
}
