import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { MeetingAnswer, PollAnswer } from '../../src/contract/hostApi.ts'
import { startProgram } from './program.ts'
import { host } from './underLoad.ts'

/**
 * A very long meeting in short: views are pushed to a hundred phones, and the program must not grow by them. `npm run
 * test:soak` sends 200,000; `SOH_MESSAGES` says otherwise.
 */
const messages = Number(process.env['SOH_MESSAGES'] ?? 200_000)
const phones = 100

/** What Node's own heaps swing by, whatever is kept in them. */
const swingMb = 48

const skip = process.platform === 'linux' ? false : 'reads the memory of a process from /proc'

void test(`${messages} views to ${phones} phones: the program does not grow by them`, { skip }, async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'soh-soak-'))
  const program = await startProgram(dataDir, 0, 0)
  t.after(async () => {
    await program.kill()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const { meeting } = (await host(program, 'createMeeting', { title: 'From noon to midnight' })) as MeetingAnswer
  const meetingId = meeting.id
  await host(program, 'startMeeting', { meetingId })
  const draft = { meetingId, kind: 'choice', question: 'Shall we go on?', options: ['Yes', 'No'] }
  const { poll } = (await host(program, 'createPoll', draft)) as PollAnswer
  await host(program, 'openPoll', { pollId: poll.id })

  let heard = 0
  const streams = await Promise.all(
    Array.from({ length: phones }, () =>
      listen(`http://127.0.0.1:${new URL(program.joinUrl).port}/api/events`, (views) => (heard += views)),
    ),
  )
  const memory = (): number => {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes) / 1024
  }
  let mode: 'blank' | 'poll' = 'poll'
  const push = async (until: number): Promise<void> => {
    while (heard < until) {
      mode = mode === 'poll' ? 'blank' : 'poll'
      await host(program, 'setStageMode', { meetingId, mode })
    }
  }
  await push(messages / 4)
  const warm = memory()
  await push(messages)
  const grown = memory() - warm
  for (const stream of streams) stream.destroy()
  t.diagnostic(
    `${heard} views, ${Math.round(warm)} MB after a quarter of them, ${Math.round(grown)} MB more at the end`,
  )
  assert.ok(grown < swingMb, `grew by ${grown} MB`)
})

function listen(url: string, onViews: (count: number) => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.setEncoding('utf8')
      response.on('data', (text: string) => onViews(text.split('event: view').length - 1))
      response.on('error', () => undefined)
      resolve(response)
    }).on('error', reject)
  })
}
