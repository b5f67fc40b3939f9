import * as en from '../contract/languages/en.ts'
import * as zh from '../contract/languages/zh-CN.ts'
import { createWords, type Messages } from '../web/words.ts'

type Sections = Messages['en']

/** What host pages can say: everything but the phone's words and those of documents and the command line. */
function carried(all: typeof en): Sections {
  const { common, problems, verdicts, admissions, privacies, session, stage, host, kindNames, templates } = all
  const { results, ratingResults, rankingResults, pointsResults, wordsResults, calling } = all
  const { numberResults, quizResults, questionsResults, standings, asks, sheet } = all
  return {
    common,
    problems,
    verdicts,
    admissions,
    privacies,
    session,
    stage,
    host,
    kindNames,
    templates,
    results,
    ratingResults,
    rankingResults,
    pointsResults,
    wordsResults,
    numberResults,
    quizResults,
    questionsResults,
    standings,
    asks,
    sheet,
    calling,
  }
}

/** One language for console and stage: they share the browser's storage and switch together. */
export const words = createWords({ en: carried(en), 'zh-CN': carried(zh) }, 'show-of-hands.language')
