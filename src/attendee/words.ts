// Name by name, so that the build leaves the words of other faces out: every sentence here travels to every phone.
import { attendee, common, verdicts } from '../contract/languages/en.ts'
import { attendee as attendeeZh, common as commonZh, verdicts as verdictsZh } from '../contract/languages/zh-CN.ts'
import { createWords } from '../web/words.ts'

export const words = createWords(
  {
    en: { attendee, common, verdicts },
    'zh-CN': { attendee: attendeeZh, common: commonZh, verdicts: verdictsZh },
  },
  'show-of-hands.language',
)
