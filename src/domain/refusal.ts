/**
 * A refusal is a value: a named reason why the rules say no. Nothing is thrown for what a person can do wrong;
 * exceptions are kept for promises that the program itself broke. The sentences for each code live in
 * `contract/languages`, the HTTP status in `contract/problems.ts`.
 */
export const refusalCodes = [
  // finding things
  'meetingNotFound',
  'pollNotFound',
  'roundNotFound',
  'templateNotFound',
  'sectionNotFound',
  'entryUnknown',
  'attendeeNotFound',
  'backupNotFound',
  // backups
  'backupDamaged',
  'backupNewer',
  'restoreRunning',
  // meetings
  'meetingNotRunning',
  'anotherMeetingRunning',
  'meetingRunning',
  'meetingFull',
  'admissionFixed',
  'noTickets',
  'ticketsTooMany',
  'sheetGone',
  'presentAboveEntitled',
  'meetingAlreadyHere',
  // joining
  'notJoined',
  'wrongCode',
  'joiningLocked',
  'roomCodeNeeded',
  'roomCodeWrong',
  'ticketNeeded',
  'ticketMistyped',
  'ticketUnknown',
  'ticketForeign',
  'ticketVoid',
  'ticketUsed',
  'tooManyGuesses',
  // polls
  'pollNotDraft',
  'pollNotOpen',
  'pollStillOpen',
  'pollNeverOpened',
  'pollIncomplete',
  'noSecondRound',
  'choiceNotTied',
  'noTie',
  'presentNeeded',
  'entitledNeeded',
  'noCountdown',
  'countdownMalformed',
  // hands and paper ballots
  'paperNotTaken',
  'paperMalformed',
  'paperDiffers',
  'paperSumWrong',
  'paperTicksWrong',
  'paperOptionAbove',
  'paperBlankAbove',
  'paperBlankNotTaken',
  // answers
  'answerMalformed',
  'answerEmpty',
  'optionUnknown',
  'optionRepeated',
  'tooManyOptions',
  'tooManyWords',
  'wordRepeated',
  'tooManyPosts',
  'postRepeated',
  'rankingIncomplete',
  'numberMalformed',
  'numberOutOfRange',
  'numberTooLow',
  'numberTooHigh',
  'tooManyDecimals',
  'pointsOver',
  'pointsUnder',
  'nameNeeded',
  'changeNotAllowed',
  'withdrawNotAllowed',
  'keyReused',
  'roundOver',
  'voteReplaced',
  // texts
  'settingsMalformed',
  'maxAboveOptions',
  'rangeEmpty',
  'correctImpossible',
  'maxAboveSeats',
  'seatsAboveOptions',
  'otherInElection',
  'quizWithoutAnswer',
  'maxBelowCorrect',
  'speedNeedsCountdown',
  'textEmpty',
  'textTooLong',
  'optionsTooMany',
  'optionsFixed',
  'exportTooLarge',
  'importNewer',
  'importMalformed',
  'importLogBroken',
  'importChanged',
  'pictureTooLarge',
  'pictureMalformed',
  'pictureUnknown',
  'templatesTooMany',
  'templateEmpty',
  'importEmpty',
  'importQuoteUnfit',
  'importTooMany',
  'importColumnMissing',
  'importColumnUnfit',
  'importOptionWithoutQuestion',
  'importTextMissing',
  'importTextTooLong',
  'importKindUnknown',
  'importOptionUnfit',
  'importOptionsTooMany',
  'importMaxUnfit',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** A named "no". `params` fill the sentence of the code, e.g. `{max: 3}` for `tooManyOptions`. */
export interface Refusal {
  readonly ok: false
  readonly code: RefusalCode
  readonly params?: Readonly<Record<string, string | number>>
}

export interface Accepted<T> {
  readonly ok: true
  readonly value: T
}

export type Result<T> = Accepted<T> | Refusal

export function accept<T>(value: T): Accepted<T> {
  return { ok: true, value }
}

export function refuse(code: RefusalCode, params?: Readonly<Record<string, string | number>>): Refusal {
  return params === undefined ? { ok: false, code } : { ok: false, code, params }
}
