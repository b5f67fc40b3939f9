import type { ProblemCode } from '../problems.ts'

/** Said on every face. */
export const common = {
  appName: 'Show of Hands',
  yes: 'Yes',
  no: 'No',
  abstain: 'Abstain',
  votedOfJoined: '{voted} voted / {joined} joined',
  votes: '{count} votes',
  oneVote: '1 vote',
  mostVotes: 'Most votes',
  tie: 'Tie',
  peopleAndTicks: 'People: {people} · Ticks: {ticks} · Shares are of the people who answered',
  sharesRounded: 'Shares are rounded and may not add up to 100%',
  noVotes: 'No votes',
  threshold: 'Needed: {needed}',
  language: 'Language',
  unreachable: 'The host computer cannot be reached. Votes counted before are stored. This page keeps trying.',
}

/**
 * Refusals and faults. Each says what happened and what to do next; where something could seem lost, what is safe.
 */
export const problems: Record<ProblemCode, string> = {
  meetingNotFound: 'There is no such meeting. It may have been deleted; the list of meetings shows what there is.',
  pollNotFound: 'There is no such question in the running meeting. Wait for the host to show the next one.',
  roundNotFound: 'This poll has no round {round}.',
  meetingNotRunning: 'This meeting is not running. Start it first; everything written in it is kept.',
  anotherMeetingRunning: 'Another meeting is running. End it first; its votes are stored.',
  meetingRunning: 'This meeting is running. End it first; its votes are stored.',
  meetingFull: 'The meeting is full: {max} people have joined. Please tell the host.',
  notJoined: 'You have not joined this meeting, or it is a new one. Join, then vote.',
  wrongCode: 'This link belongs to another meeting. Scan the code on the screen again.',
  pollNotDraft: 'This poll has already been opened and stays as it was asked. Duplicate it to ask it differently.',
  pollNotOpen: 'Voting is closed. This vote was not counted; votes counted before are stored.',
  pollStillOpen: 'The poll is still open. Close it first; its votes are stored.',
  pollNeverOpened: 'The poll has not been opened yet. Open it first.',
  pollIncomplete: 'The poll needs a question and at least {min} options, none of them empty.',
  answerMalformed: 'This answer does not fit the question. Nothing was counted; reload the page and vote again.',
  answerEmpty: 'Nothing was chosen, so nothing was counted. Choose an answer first.',
  optionUnknown: 'This question has no such answer. Nothing was counted; reload the page and vote again.',
  optionRepeated: 'The same answer was chosen twice. Nothing was counted; choose each answer once.',
  tooManyOptions: 'You may choose at most {max}. Nothing was counted; take some away and vote again.',
  changeNotAllowed: 'Your vote is counted, and this poll does not allow changing it.',
  withdrawNotAllowed: 'Your vote is counted, and this poll does not allow taking it back.',
  keyReused: 'This ballot key already belongs to another answer. That answer is counted; this one is not.',
  roundOver: 'The host is asking this question again. Your vote for the earlier round came too late; please vote now.',
  settingsMalformed: 'These settings do not fit this kind of poll. Nothing was changed.',
  maxAboveOptions: 'People may choose up to {max}, but there are only {options} options. Lower the one or add to the other.',
  textEmpty: 'This needs some text.',
  textTooLong: 'This is too long: at most {limit} characters.',
  optionsTooMany: 'At most {max} options fit on a screen.',
  optionsFixed: 'The answers of this kind of poll are fixed.',

  notFound: 'There is nothing at this address. Scan the code on the screen again.',
  methodNotAllowed: 'This address does not take this kind of request.',
  badHost: 'This name does not lead here. Use the address on the screen.',
  badOrigin: 'This request came from another site and was ignored. Open the address on the screen.',
  badRequest: 'The request could not be understood. Nothing was changed.',
  notJson: 'The request must be JSON. Nothing was changed.',
  bodyTooLarge: 'The request is too large. Nothing was changed.',
  headerMissing: 'The request lacks its token or the header X-Requested-With. Nothing was changed.',
  notSignedIn: 'This page needs the link that the program opened or printed. Open that link again.',
  tooManyRequests: 'Too many requests from this device. Wait {seconds} s; what was counted is stored.',
  tooManyStreams: 'Too many pages are open. Close some and try again.',
  notStored: 'Your vote could not be stored. Please tell the host, and keep this page open: it tries again.',
  internal: 'Something went wrong on the host computer. Votes counted before are stored. Try again.',
}

/** The verdict, with its arithmetic. `verdict.ts` puts the sentence together. */
export const verdicts = {
  carried: 'Carried',
  lost: 'Lost',
  none: 'Nothing decided',
  sentence: '{status}. {arithmetic}',
  arithmetic: '{rule} needed: {needed} of {size}. Reached: {reached}.',
  noBase: 'There are no votes that count.',
  moreThan: 'More than {fraction} of {base}',
  atLeast: 'At least {fraction} of {base}',
  unanimous: 'All of {base}',
  half: 'half',
  twoThirds: 'two thirds',
  threeQuarters: 'three quarters',
  fourFifths: 'four fifths',
  yesNo: 'yes and no',
  yesNoAbstain: 'yes, no and abstain',
}

/** What a level of admission cannot stop, said wherever the level is named. */
export const admissions = {
  open: 'Open',
  openSentence: 'One vote per browser. A second browser or phone can vote again.',
}

/** The phone. */
export const attendee = {}

/** The projector. */
export const stage = {}

/** The console. */
export const host = {}

/** Exports. */
export const documents = {
  meeting: 'Meeting',
  number: 'No.',
  round: 'Round',
  kind: 'Kind',
  choice: 'Choice',
  motion: 'Motion',
  question: 'Question',
  option: 'Option',
  count: 'Votes',
  share: 'Share',
  voted: 'Voted',
  joined: 'Joined',
  opened: 'Opened',
  closed: 'Closed',
  verdict: 'Verdict',
}

/** The command line. */
export const terminal = {}
