import { noVerdict } from '../outcome/outcome.ts'
import { accept, refuse } from '../refusal.ts'
import { isStopWord } from '../stopWords.ts'
import { describeEntries, entriesForRoom, gatherEntries, type Entry } from './entries.ts'
import { firstRepeated, readEntryText } from './entryText.ts'
import type { CommonSettings, CommonTally, Kind } from './kind.ts'
import { asRecord, commonDefaults, hasOnly, isWhole, readCommonSettings } from './settings.ts'
import { totals } from './totals.ts'

/** Longest word or phrase, in characters. */
export const maxWordLength = 40
/** Most words that a host may allow. */
export const maxWords = 10

export interface WordsSettings extends CommonSettings {
  /** Most words or short phrases of one attendee. */
  readonly max: number
  /** Does a word wait for the host before the room sees it? */
  readonly moderated: boolean
  /** Leave words such as "the" out of the cloud? They stay in the list. */
  readonly stopWords: boolean
}

export interface WordsAnswer {
  readonly words: readonly string[]
  /** Added by the server in a roll call. */
  readonly name?: string
}

export interface WordEntry extends Entry {
  /** A word such as "the": counted and listed, and not drawn in the cloud. */
  readonly stopWord: boolean
}

export interface WordsTally extends CommonTally {
  /** By count, then by folded text. */
  readonly entries: readonly WordEntry[]
  /** Entries that `forRoom` left out because there are too many; 0 in the whole tally. */
  readonly more: number
}

/** A few words from everybody, shown as a cloud in which a word is as large as many people wrote it. */
export const words: Kind<'words', WordsSettings, WordsAnswer, WordsTally> = {
  name: 'words',
  defaultSettings: { ...commonDefaults, liveResults: true, max: 3, moderated: false, stopWords: true },
  fixedOptions: [],
  minOptions: 0,
  mayShowLive: true,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['max', 'moderated', 'stopWords'])
    if (!read.ok) return read
    const { max = current.max, moderated = current.moderated, stopWords = current.stopWords } = read.value.own
    if (!isWhole(max, 1, maxWords) || typeof moderated !== 'boolean' || typeof stopWords !== 'boolean') {
      return refuse('settingsMalformed')
    }
    return accept({ ...read.value.common, max, moderated, stopWords })
  },

  checkComplete: () => accept(null),

  readAnswer(raw, { settings: { max } }) {
    const record = asRecord(raw)
    if (record === null || !hasOnly(record, ['words'])) return refuse('answerMalformed')
    const given: unknown = record['words']
    if (!Array.isArray(given)) return refuse('answerMalformed')
    if (given.length === 0) return refuse('answerEmpty')
    // Before any of them is looked at: ten thousand words cost no more than eleven.
    if (given.length > max) return refuse('tooManyWords', { max })
    const clean: string[] = []
    for (const word of given as unknown[]) {
      if (typeof word !== 'string') return refuse('answerMalformed')
      const line = readEntryText(word, maxWordLength)
      if (!line.ok) return line
      clean.push(line.value)
    }
    const repeated = firstRepeated(clean)
    return repeated === null ? accept({ words: clean }) : refuse('wordRepeated', { word: repeated })
  },

  placesNames: true,
  stamp: (answer, { settings }, { name }) =>
    settings.privacy === 'named' && name !== null ? { ...answer, name } : answer,

  tally({ settings }, ballots, given) {
    const counted = [...ballots]
    const written = counted.map(({ answer: { words: texts, name }, weight }) => ({
      weight,
      texts: texts.map((text) => (name === undefined ? { text } : { text, name })),
    }))
    const entries = gatherEntries(written, settings.moderated, given.entries)
    return {
      ...totals(counted),
      entries: entries.map(({ folded, atMs: _atMs, ...entry }) => ({
        ...entry,
        stopWord: settings.stopWords && isStopWord(folded),
      })),
      more: 0,
    }
  },

  outcome: () => noVerdict,
  describe: (_question, tally) => describeEntries(tally),
  forRoom: (tally, limit, namesShown) => ({ ...tally, ...entriesForRoom(tally.entries, limit, namesShown) }),
}
