// Name by name, so that the build leaves the words of other faces out: every sentence here travels to every phone.
import { attendee, common } from '../contract/languages/en.ts'
import { attendee as attendeeZh, common as commonZh } from '../contract/languages/zh-CN.ts'
import { createWords } from '../web/words.ts'

export const words = createWords(
  {
    en: { attendee, common },
    'zh-CN': { attendee: attendeeZh, common: commonZh },
  },
  'show-of-hands.language',
)
