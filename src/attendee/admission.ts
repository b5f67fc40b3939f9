import { admissions, entry } from '../contract/languages/en.ts'
import * as zh from '../contract/languages/zh-CN.ts'

/** A part that comes where a meeting asks who joins for more than a name. */

export { default as AdmissionField } from './screens/AdmissionField.vue'

export const sentences = { en: { admissions, entry }, 'zh-CN': { admissions: zh.admissions, entry: zh.entry } }
