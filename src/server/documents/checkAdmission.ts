import type { DocumentShape } from '../../contract/meetingDocument.ts'
import { canonicalJson, type LogAct, type LogEntry } from '../../domain/log.ts'
import type { Finding } from './verify.ts'

/**
 * Who was let in, and which tickets were printed and made void, against a log that goes back to the beginning. How many
 * were used is in no log.
 */
export function checkAdmission({ meeting, tickets }: DocumentShape, log: readonly LogEntry[]): Finding[] {
  const details = (...acts: LogAct[]): LogEntry['detail'][] =>
    log.filter(({ act }) => acts.includes(act)).map(({ detail }) => detail)
  const findings: Finding[] = []
  const level = details('meetingCreated', 'admissionChanged').pop()?.['admission']
  if (level !== undefined && level !== meeting.admission) findings.push({ code: 'admissionChanged' })
  const printed = tickets.map(({ madeAtMs: _made, redeemed: _redeemed, voided: _voided, ...batch }) => batch)
  const voided = tickets.reduce((sum, batch) => sum + batch.voided, 0)
  const logged = details('ticketsVoided').reduce((sum, detail) => sum + Number(detail['voided']), 0)
  if (canonicalJson(details('ticketsMade')) !== canonicalJson(printed) || voided !== logged) {
    findings.push({ code: 'ticketsChanged' })
  }
  return findings
}
