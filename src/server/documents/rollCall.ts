import { answerText } from '../../contract/languages/answerText.ts'
import { optionNames } from '../../contract/languages/optionNames.ts'
import { privacySentence } from '../../contract/languages/privacy.ts'
import type { DocumentRound } from '../../contract/meetingDocument.ts'
import { entriesOf } from '../../domain/kinds/index.ts'
import { rollCall } from '../../domain/rollCall.ts'
import type { DocumentWords } from './words.ts'

/** Somebody with what they answered. */
export interface Call {
  readonly name: string
  readonly answer: string
}

/**
 * Everybody by name with what they answered, by name; what the host took off the wall stays off it. Null where the round
 * was no roll call.
 */
export function callsOf(words: DocumentWords, { asked, ballots, result }: DocumentRound): readonly Call[] | null {
  if (asked.settings.privacy !== 'named') return null
  const told = {
    nameOf: optionNames(words.common, asked),
    noOpinion: words.documents.rows.noOpinion,
    listGap: words.verdicts.listGap,
  }
  const calls: Call[] = (rollCall(asked, ballots) ?? []).flatMap(({ answer, names }) => {
    const text = answerText(told, asked, answer)
    return names.map((name) => ({ name, answer: text === '' ? words.documents.rows.blank : text }))
  })
  for (const { text, names, state } of entriesOf(result.tally) ?? []) {
    if (state !== 'shown' && state !== 'answered') continue
    for (const name of names) calls.push({ name, answer: text })
  }
  const collator = new Intl.Collator(words.documents.language)
  return calls.sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.answer, b.answer))
}

/** "Roll call – Everybody sees who answered what …", as it was asked. */
export function privacyText({ privacies }: DocumentWords, { asked }: DocumentRound): { level: string; means: string } {
  return { level: privacies[asked.settings.privacy], means: privacies[privacySentence(asked)] }
}
