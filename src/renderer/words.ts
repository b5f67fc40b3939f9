import * as en from '../contract/languages/en.ts'
import * as zh from '../contract/languages/zh-CN.ts'
import { createWords, type Messages } from '../web/words.ts'

type Sections = Messages['en']

/** What host pages can say: everything but the phone's words and those of documents and the command line. */
function carried({ common, problems, verdicts, admissions, session, stage, host }: typeof en): Sections {
  return { common, problems, verdicts, admissions, session, stage, host }
}

/** One language for console and stage: they share the browser's storage and switch together. */
export const words = createWords({ en: carried(en), 'zh-CN': carried(zh) }, 'show-of-hands.language')
