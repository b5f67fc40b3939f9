import { readFileSync } from 'node:fs'
import { verifyDocument, type FindingCode, type Verification } from '../server/documents/verify.ts'
import type { terminal } from '../contract/languages/en.ts'
import { terminalWords, type TerminalSay } from './words.ts'

/** `npm run verify -- <export.json> [last hash]`: does an exported meeting hold together? Exit code 0: yes, 1: no, 2: cannot say. */

const sentences: Readonly<Record<FindingCode, keyof typeof terminal>> = {
  logBroken: 'verifyLogBroken',
  headDiffers: 'verifyHeadDiffers',
  malformed: 'verifyMalformed',
  ballotsChanged: 'verifyBallotsChanged',
  votedChanged: 'verifyVotedChanged',
  askedChanged: 'verifyAskedChanged',
  timeChanged: 'verifyTimeChanged',
  meetingTimeChanged: 'verifyMeetingTimeChanged',
  admissionChanged: 'verifyAdmissionChanged',
  ticketsChanged: 'verifyTicketsChanged',
  rollDiffers: 'verifyRollDiffers',
  actsChanged: 'verifyActsChanged',
  decisionsChanged: 'verifyDecisionsChanged',
  paperChanged: 'verifyPaperChanged',
  resultWrong: 'verifyResultWrong',
  unlogged: 'verifyUnlogged',
  pollMissing: 'verifyPollMissing',
  roundMissing: 'verifyRoundMissing',
  moreVotesThanPeople: 'verifyMoreVotes',
}

function verify([path, head, ...more]: readonly string[], t: TerminalSay): number {
  if (path === undefined || path.startsWith('-') || more.length > 0) {
    console.error(t('verifyUsage'))
    return 2
  }
  if (head !== undefined && !/^[0-9a-f]{64}$/i.test(head)) {
    console.error(t('verifyNoHash'))
    return 2
  }
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    console.error(t('verifyUnreadable', { path, reason: error instanceof Error ? error.message : String(error) }))
    return 2
  }
  const verified = verifyDocument(raw, head?.toLowerCase() ?? null)
  if (!verified.ok) {
    const { code, params = {} } = verified
    console.error(code === 'importNewer' ? t('verifyNewer') : t('verifyNotOurs', { where: params['where'] ?? '' }))
    return 2
  }
  console.log(report(verified.value, head !== undefined, t))
  return verified.value.findings.length === 0 ? 0 : 1
}

function report(found: Verification, compared: boolean, t: TerminalSay): string {
  const { title, polls, rounds, ballots, entries, head, logged, findings } = found
  const lines = [t('verifyAbout', { title, polls, rounds, ballots, entries }), '']
  if (findings.length > 0) {
    lines.push(t('verifyBad'), ...findings.map(({ code, params }) => `  - ${t(sentences[code], params)}`))
    return lines.join('\n')
  }
  lines.push(t('verifyGood'))
  if (!logged) lines.push(t('verifyPartlyLogged'))
  if (entries > 0) lines.push(t(compared ? 'verifyHeadSame' : 'verifyHead'), `  ${head}`)
  return lines.join('\n')
}

process.exitCode = verify(process.argv.slice(2), terminalWords())
