import { noVerdict } from '../outcome/outcome.ts'
import { accept, refuse } from '../refusal.ts'
import { describeEntries, entriesForRoom, tallyEntries, type Entry } from './entries.ts'
import { readEntryText } from './entryText.ts'
import type { CommonSettings, CommonTally, Kind } from './kind.ts'
import { asRecord, commonDefaults, hasOnly, isWhole, readCommonSettings } from './settings.ts'
import { totals } from './totals.ts'

/** Bounds of what a host may allow, in characters. */
export const textLength = { min: 20, max: 1000 } as const

export interface TextSettings extends CommonSettings {
  /** In characters as read. */
  readonly maxLength: number
  readonly moderated: boolean
}

export interface TextAnswer {
  readonly text: string
  /** Added by the server in a roll call. */
  readonly name?: string
}

export interface TextTally extends CommonTally {
  /** By count, then by folded text. */
  readonly entries: readonly Entry[]
  readonly more: number
}

/** An answer in the attendee's own words. */
export const text: Kind<'text', TextSettings, TextAnswer, TextTally> = {
  name: 'text',
  defaultSettings: { ...commonDefaults, liveResults: true, maxLength: 280, moderated: false },
  fixedOptions: [],
  minOptions: 0,
  mayShowLive: true,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['maxLength', 'moderated'])
    if (!read.ok) return read
    const { maxLength = current.maxLength, moderated = current.moderated } = read.value.own
    if (!isWhole(maxLength, textLength.min, textLength.max)) return refuse('settingsMalformed')
    if (typeof moderated !== 'boolean') return refuse('settingsMalformed')
    return accept({ ...read.value.common, maxLength, moderated })
  },

  checkComplete: () => accept(null),

  readAnswer(raw, { settings }) {
    const record = asRecord(raw)
    if (record === null || !hasOnly(record, ['text'])) return refuse('answerMalformed')
    const given = record['text']
    if (typeof given !== 'string') return refuse('answerMalformed')
    const line = readEntryText(given, settings.maxLength)
    return line.ok ? accept({ text: line.value }) : line
  },

  placesNames: true,
  stamp: (answer, { settings }, { name }) =>
    settings.privacy === 'named' && name !== null ? { ...answer, name } : answer,

  tally({ settings }, ballots, given) {
    const counted = [...ballots]
    const written = counted.map(({ answer, weight }) => ({ weight, texts: [answer] }))
    return { ...totals(counted), entries: tallyEntries(written, settings.moderated, given.entries), more: 0 }
  },

  outcome: () => noVerdict,
  describe: (_question, tally) => describeEntries(tally),
  forRoom: (tally, limit, namesShown) => ({ ...tally, ...entriesForRoom(tally.entries, limit, namesShown) }),
}
