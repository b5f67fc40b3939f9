import type { RefusalCode } from '../domain/refusal.ts'

/** Why a request never reached the rules, or failed on the way. */
export const faultCodes = [
  'notFound',
  'methodNotAllowed',
  'badHost',
  'badOrigin',
  'badRequest',
  'notJson',
  'bodyTooLarge',
  'headerMissing',
  'notSignedIn',
  'tooManyRequests',
  'tooManyStreams',
  'notStored',
  'internal',
] as const
export type FaultCode = (typeof faultCodes)[number]

export type ProblemCode = RefusalCode | FaultCode

/** RFC 9457, with a stable `code` for programs and a `detail` for people. */
export interface Problem {
  /** Always `about:blank`: the code says it all. */
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ProblemCode
  /** Fill the sentence of `code` in any language. */
  readonly params?: Readonly<Record<string, string | number>>
}

export const problemContentType = 'application/problem+json'

/** HTTP status of every code. 409: the state says no; 422: the content says no. */
export const problemStatus: Readonly<Record<ProblemCode, number>> = {
  meetingNotFound: 404,
  pollNotFound: 404,
  roundNotFound: 404,
  meetingNotRunning: 409,
  anotherMeetingRunning: 409,
  meetingRunning: 409,
  meetingFull: 409,
  notJoined: 401,
  wrongCode: 403,
  pollNotDraft: 409,
  pollNotOpen: 409,
  pollStillOpen: 409,
  pollNeverOpened: 409,
  pollIncomplete: 409,
  noCountdown: 409,
  countdownMalformed: 422,
  answerMalformed: 422,
  answerEmpty: 422,
  optionUnknown: 422,
  optionRepeated: 422,
  tooManyOptions: 422,
  tooManyWords: 422,
  wordRepeated: 422,
  tooManyPosts: 422,
  postRepeated: 422,
  rankingIncomplete: 422,
  numberMalformed: 422,
  numberOutOfRange: 422,
  numberTooLow: 422,
  numberTooHigh: 422,
  tooManyDecimals: 422,
  pointsOver: 422,
  pointsUnder: 422,
  changeNotAllowed: 409,
  withdrawNotAllowed: 409,
  keyReused: 409,
  roundOver: 409,
  voteReplaced: 409,
  settingsMalformed: 422,
  maxAboveOptions: 422,
  rangeEmpty: 422,
  correctImpossible: 422,
  maxAboveSeats: 422,
  seatsAboveOptions: 422,
  otherInElection: 422,
  quizWithoutAnswer: 422,
  maxBelowCorrect: 422,
  speedNeedsCountdown: 422,
  textEmpty: 422,
  textTooLong: 422,
  optionsTooMany: 422,
  optionsFixed: 422,
  templateEmpty: 422,
  importEmpty: 422,
  importQuoteUnfit: 422,
  importTooMany: 422,
  importColumnMissing: 422,
  importColumnUnfit: 422,
  importOptionWithoutQuestion: 422,
  importTextMissing: 422,
  importTextTooLong: 422,
  importKindUnknown: 422,
  importOptionUnfit: 422,
  importOptionsTooMany: 422,
  importMaxUnfit: 422,

  meetingAlreadyHere: 409,
  presentAboveEntitled: 422,
  attendeeNotFound: 404,
  joiningLocked: 403,
  entitledNeeded: 409,
  presentNeeded: 409,
  entryUnknown: 404,
  noTie: 409,
  choiceNotTied: 422,
  noSecondRound: 409,
  sectionNotFound: 404,
  templateNotFound: 404,
  templatesTooMany: 409,
  pictureUnknown: 422,
  pictureMalformed: 422,
  pictureTooLarge: 422,
  importMalformed: 422,
  importLogBroken: 422,
  importChanged: 422,
  importNewer: 422,
  notFound: 404,
  methodNotAllowed: 405,
  badHost: 421,
  badOrigin: 403,
  badRequest: 400,
  notJson: 415,
  bodyTooLarge: 413,
  headerMissing: 403,
  notSignedIn: 401,
  tooManyRequests: 429,
  tooManyStreams: 503,
  notStored: 507,
  internal: 500,
}
