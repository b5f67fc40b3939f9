import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../../src/server/documents/checkLog.ts'
import { verifyDocument } from '../../../src/server/documents/verify.ts'
import { canonicalJson, hashedText, logRoot } from '../../../src/domain/log.ts'
import { startRoom } from '../room.ts'
import { hold, parishPlan } from './plans.ts'

/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-explicit-any -- a document is changed here
   as somebody with an editor would, whatever its type says */
type Changeable = any

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'soh-verify-'))
let original: string
let document: Changeable

beforeAll(async () => {
  const room = await startRoom()
  const meetingId = await hold(room, parishPlan)
  original = (await room.tryHost('exportMeeting', { meetingId, format: 'json' })).text
  await room.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  document = JSON.parse(original)
})

/** Writes the hashes anew, as somebody would who covers the tracks. */
function rehash(): void {
  let previous = logRoot
  for (const entry of document.log) {
    entry.hash = sha256(hashedText(previous, entry))
    previous = entry.hash
  }
}

const codes = (): unknown => {
  const verified = verifyDocument(document)
  return verified.ok ? verified.value.findings.map(({ code }) => code) : verified.code
}
const closing = (poll: number): Changeable =>
  document.log.findLast(
    (entry: Changeable) => entry.act === 'pollClosed' && entry.detail.poll === document.polls[poll].id,
  )

describe('an export that nobody touched', () => {
  it('holds together, and says how much was looked at', () => {
    const verified = verifyDocument(document)
    expect(verified).toMatchObject({ ok: true, value: { findings: [], logged: true, polls: 13, rounds: 13 } })
    if (verified.ok) expect(verified.value.head).toBe(document.log.at(-1).hash)
  })

  it('holds together however it is laid out', () => {
    document = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(document).reverse())))
    expect(codes()).toEqual([])
  })
})

describe('an export from before a setting was there', () => {
  /** As version 2 was: choices had no blank votes, outcomes no list of decisions, rounds no votes counted by hand. */
  function older(value: Changeable): void {
    if (typeof value !== 'object' || value === null) return
    for (const name of ['blank', 'decisions', 'paper']) delete value[name]
    for (const member of Object.values(value)) older(member)
  }

  it('holds together, and is imported', async () => {
    document.version = 2
    older(document)
    for (const { detail } of document.log) {
      if (typeof detail.settings !== 'string') continue
      const settings = JSON.parse(detail.settings)
      older(settings)
      detail.settings = canonicalJson(settings)
    }
    rehash()
    expect(JSON.stringify(document)).not.toMatch(/blank|"paper"/)
    expect(codes()).toEqual([])
    const room = await startRoom()
    expect((await room.tryHost('importMeeting', { document })).status).toBe(200)
    const again = await room.tryHost('exportMeeting', { meetingId: document.meeting.id, format: 'json' })
    expect(verifyDocument(again.json)).toMatchObject({ ok: true, value: { findings: [] } })
    await room.close()
  })
})

describe('what was changed is found', () => {
  const firstRound = (poll: number): Changeable => document.polls[poll].rounds[0]
  it.each<[what: string, codes: string[], change: () => void]>([
    ['who was let in', ['admissionChanged'], () => (document.meeting.admission = 'code')],
    ['how many tickets were printed', ['ticketsChanged'], () => (document.tickets[0].spare += 100)],
    ['a ticket that was void', ['ticketsChanged'], () => (document.tickets[0].voided = 0)],
    ['every ticket', ['ticketsChanged'], () => (document.tickets = [])],
    [
      'one ballot',
      ['ballotsChanged', 'resultWrong'],
      () => (firstRound(0).ballots[0].answer = { options: ['abstain'] }),
    ],
    ['a weight', ['ballotsChanged', 'resultWrong'], () => (firstRound(0).ballots[0].weight = 2)],
    ['a ballot dropped', ['ballotsChanged', 'votedChanged', 'resultWrong'], () => firstRound(0).ballots.pop()],
    ['a result alone', ['resultWrong'], () => (firstRound(0).result.tally.options[0].count = 3)],
    ['a verdict alone', ['resultWrong'], () => (firstRound(0).result.outcome.status = 'lost')],
    ['a name under an answer', ['ballotsChanged', 'resultWrong'], () => (firstRound(8).ballots[0].answer.name = 'Eve')],
    ['when voting closed', ['timeChanged'], () => (firstRound(0).closedAtMs += 60_000)],
    ['when voting opened', ['timeChanged'], () => (firstRound(0).openedAtMs -= 60_000)],
    [
      'the question',
      ['askedChanged'],
      () => {
        document.polls[0].question.question = 'Shall we paint the roof?'
        firstRound(0).asked.question = 'Shall we paint the roof?'
      },
    ],
    [
      'the rule',
      ['askedChanged', 'resultWrong'],
      () => {
        const rule = { comparison: 'atLeast', numerator: 3, denominator: 4, base: 'yesNo' }
        document.polls[0].question.settings.rule = rule
        firstRound(0).asked.settings.rule = rule
      },
    ],
    [
      'who was present at closing',
      ['rollDiffers', 'resultWrong'],
      () => (firstRound(0).rollAtClosing.presentHeads = 4),
    ],
    [
      'who was present at opening',
      ['rollDiffers', 'resultWrong'],
      () => (firstRound(0).rollAtOpening.presentHeads = 4),
    ],
    ['a casting vote', ['actsChanged', 'resultWrong'], () => (firstRound(1).acts[0].choice = 'no')],
    ['a lot that was dropped', ['actsChanged', 'resultWrong'], () => (firstRound(2).acts = [])],
    ['a removal that was dropped', ['decisionsChanged', 'resultWrong'], () => (firstRound(3).entries = [])],
    ['the first round dropped', ['malformed'], () => document.polls[2].rounds.shift()],
    ['the last round dropped', ['roundMissing'], () => document.polls[2].rounds.pop()],
    ['a poll dropped', ['pollMissing'], () => document.polls.splice(0, 1)],
    ['when the meeting ended', ['meetingTimeChanged'], () => (document.meeting.endedAtMs += 1)],
    ['people who joined', ['moreVotesThanPeople'], () => (document.attendees.length = 2)],
  ])('%s', (_what, expected, change) => {
    change()
    expect([...new Set(codes() as string[])].sort()).toEqual([...expected].sort())
  })

  it.each<[what: string, change: () => void]>([
    ['an entry dropped', () => document.log.splice(4, 1)],
    ['entries that changed places', () => document.log.splice(4, 2, document.log[5], document.log[4])],
    ['an entry whose time was edited', () => (document.log[4].atMs += 1)],
    ['an entry that was edited', () => (document.log[4].detail.poll = 'other')],
  ])('%s', (_what, change) => {
    change()
    const verified = verifyDocument(document)
    expect(verified).toMatchObject({ ok: true })
    if (verified.ok) expect(verified.value.findings).toContainEqual({ code: 'logBroken', params: { entry: 5 } })
  })

  it('even if the whole log was written anew, by the last hash alone', () => {
    const signed = document.log.at(-1).hash
    document.polls[0].rounds[0].ballots[0].answer = { options: ['abstain'] }
    closing(0).detail.ballots = '0'.repeat(64)
    rehash()
    expect(codes()).toEqual(['ballotsChanged', 'resultWrong'])
    const verified = verifyDocument(JSON.parse(original), document.log.at(-1).hash)
    expect(verified).toMatchObject({
      ok: true,
      value: { findings: [{ code: 'headDiffers', params: { head: signed } }] },
    })
  })
})

describe('npm run verify', () => {
  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(root, 'src/headless/verify.ts'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'en_GB.UTF-8' },
    })
  const file = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }

  it('is the script that the page and the minutes name', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { verify: string } }
    expect(scripts.verify).toBe('node src/headless/verify.ts')
  })

  it('says that all is well, with the hash to compare, and answers 0', () => {
    const path = file('good.json', original)
    const plain = run(path)
    const head = document.log.at(-1).hash as string
    expect([plain.status, plain.stderr]).toEqual([0, ''])
    expect(plain.stdout).toContain('“Parish council, November”: 13 questions, 13 rounds')
    expect(plain.stdout).toContain('It holds together')
    expect(plain.stdout).toContain(head)
    expect(run(path, head.toUpperCase())).toMatchObject({ status: 0 })
    const other = run(path, '0'.repeat(64))
    expect(other).toMatchObject({ status: 1 })
    expect(other.stdout).toContain(`The last hash is another one: ${head}`)
  })

  it('names what was changed, and answers 1', () => {
    document.polls[0].rounds[0].ballots[0].answer = { options: ['abstain'] }
    const changed = run(file('changed.json', JSON.stringify(document)))
    expect(changed.status).toBe(1)
    expect(changed.stdout).toContain('It does NOT hold together:')
    expect(changed.stdout).toContain(
      'Question 1, round 1: the ballots are not those that were there when voting closed.',
    )
  })

  it('says what it cannot read, and answers 2', () => {
    for (const args of [
      [],
      ['--help'],
      [join(folder, 'nothing.json')],
      [file('x.json', '{')],
      [file('y.json', '{}')],
    ]) {
      const { status, stdout, stderr } = run(...args)
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
    expect(run(file('good.json', original), 'not-a-hash').status).toBe(2)
    expect(run(file('new.json', '{"format":"show-of-hands","version":4}')).stderr).toContain('newer version')
  })
})

describe('docs/log.md', () => {
  const page = readFileSync(join(root, 'docs/log.md'), 'utf8')
  const script = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import json']).status === 0)

  it('checks it in 15 lines', () => {
    expect(script.trim().split('\n').length).toBeLessThanOrEqual(15)
  })

  it.skipIf(python === undefined)('with a script that finds what was changed, and only that', () => {
    const path = join(folder, 'export.json')
    const check = (): ReturnType<typeof spawnSync> => {
      writeFileSync(path, JSON.stringify(document))
      return spawnSync(python ?? '', ['-c', script, path], { encoding: 'utf8' })
    }
    const good = check()
    expect([good.stderr, good.status]).toEqual(['', 0])
    expect(good.stdout).toContain(document.log.at(-1).hash)

    document.polls[4].rounds[0].ballots[0].answer = { value: 1 }
    expect(check().status).not.toBe(0)
    document = JSON.parse(original)
    document.log[4].atMs += 1
    expect(check().status).not.toBe(0)
  })
})
