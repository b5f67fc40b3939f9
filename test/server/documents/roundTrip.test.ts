import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pollKinds } from '../../../src/domain/kinds/index.ts'
import { verifyDocument } from '../../../src/server/documents/verify.ts'
import { startRoom, type Reply, type TestRoom } from '../room.ts'
import { anyPlan, hold, planOf, type Plan } from './plans.ts'

async function exported(room: TestRoom, meetingId: string): Promise<Reply> {
  const reply = await room.tryHost('exportMeeting', { meetingId, format: 'json' })
  expect(reply.status).toBe(200)
  return reply
}

let home: TestRoom
let away: TestRoom

beforeAll(async () => {
  home = await startRoom()
  away = await startRoom()
})
// One runs at a time; the next plan begins with another, whatever became of this one.
async function endRunning(): Promise<void> {
  const { meetings } = await home.host('listMeetings', {})
  for (const { id, status } of meetings) if (status === 'running') await home.host('endMeeting', { meetingId: id })
}
afterAll(async () => {
  await home.close()
  await away.close()
})

/** Holds the meeting, carries it to a computer that has never heard of it, and exports it there. */
async function carry(plan: Plan): Promise<void> {
  await endRunning()
  const meetingId = await hold(home, plan)
  const first = await exported(home, meetingId)
  expect(verifyDocument(first.json)).toMatchObject({ ok: true, value: { findings: [], logged: true } })

  const imported = await away.tryHost('importMeeting', { document: first.json })
  expect(imported.text).toContain(meetingId)
  const second = await exported(away, meetingId)
  expect(verifyDocument(second.json)).toMatchObject({ ok: true, value: { findings: [], logged: true } })
  const [here, there] = [await results(home, meetingId), await results(away, meetingId)]
  expect(there).toEqual(here)
  if (plan.ended) {
    expect(second.text).toBe(first.text)
    return
  }
  expect(second.json.meeting.status).toBe('ended')
  const [before, after] = [first.json.log, second.json.log] as unknown[][]
  expect(after?.slice(0, before?.length)).toEqual(before)
  expect(after?.slice(before?.length)).toMatchObject([{ act: 'meetingEnded' }])
  expect(second.json.polls).toEqual(first.json.polls)
}

async function results(room: TestRoom, meetingId: string): Promise<unknown> {
  const { meeting } = await room.host('getMeeting', { meetingId })
  return meeting.polls.map(({ result, earlierRounds, notes }) => ({ result, earlierRounds, notes }))
}

describe('a meeting that is exported, imported into an empty folder and exported again', () => {
  it.each(pollKinds.map((kind) => [kind]))('gives the same bytes, with polls of the kind %s', async (kind) => {
    await fc.assert(fc.asyncProperty(planOf([kind]), carry), { numRuns: 5 })
  })

  it('gives the same bytes, whatever it holds', async () => {
    await fc.assert(fc.asyncProperty(anyPlan, carry), { numRuns: 8 })
  })
})
