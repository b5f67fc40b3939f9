import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from '../../src/server/logger.ts'
import { databasePath } from '../../src/server/store/open.ts'
import { openEvents } from './events.ts'
import { runningPoll, send, startRoom, stubPages, type TestRoom } from './room.ts'

/** What others on the host's computer, and whoever is sent a log, can read of a meeting: nothing. */

let parent: string
const rooms: TestRoom[] = []
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'soh-privacy-'))
})
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.close()
  rmSync(parent, { recursive: true, force: true })
})

async function opened(options: Parameters<typeof startRoom>[0]): Promise<TestRoom> {
  const room = await startRoom(options)
  rooms.push(room)
  return room
}

const modeOf = (path: string): number => statSync(path).mode & 0o777

// Windows keeps a user's own folder from others by other means.
describe.skipIf(process.platform === 'win32')('the data folder', () => {
  /** A room in the middle of a meeting, with every file that it ever has. */
  async function inTheMiddle(dataDir: string): Promise<TestRoom> {
    const room = await opened({ dataDir })
    const { pollId } = await runningPoll(room)
    await (await room.phone('Ada')).vote(pollId, ['o1'])
    return room
  }
  const modes = (dataDir: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((name) => {
        const path = join(dataDir, name)
        return [name, `${statSync(path).isDirectory() ? 'folder ' : ''}${modeOf(path).toString(8)}`]
      }),
    )
  const openToOthers = (dataDir: string): string[] =>
    Object.entries(modes(dataDir)).flatMap(([name, mode]) =>
      /^(600|folder 700)$/.test(mode) ? [] : [`${name} ${mode}`],
    )

  it('is for its owner alone, and so is each file in it, whatever others are used to', async () => {
    const dataDir = join(parent, 'deep', 'data')
    const before = process.umask(0)
    try {
      await inTheMiddle(dataDir)
    } finally {
      process.umask(before)
    }
    expect([modeOf(dataDir), modeOf(join(parent, 'deep'))]).toEqual([0o700, 0o700])
    expect(openToOthers(dataDir)).toEqual([])
    const files = ['.db', '.db-wal', '.db-shm', '.lock'].map((ending) => `show-of-hands${ending}`)
    expect(Object.keys(modes(dataDir))).toEqual(expect.arrayContaining([...files, 'host-secret', 'last-ports.json']))
  })

  it('closes files that somebody had opened to others', async () => {
    const dataDir = join(parent, 'data')
    const first = await inTheMiddle(dataDir)
    await first.server.close()
    for (const name of readdirSync(dataDir)) chmodSync(join(dataDir, name), 0o666)
    // A meeting is running, so it is the same secret and the same ports that are found again.
    await opened({ dataDir })
    expect(openToOthers(dataDir)).toEqual([])
  })

  it('leaves a folder that was there, and what else is in it, as they are', async () => {
    const dataDir = join(parent, 'shared')
    mkdirSync(dataDir)
    chmodSync(dataDir, 0o755)
    writeFileSync(join(dataDir, 'minutes of 1987.txt'), 'ours')
    chmodSync(join(dataDir, 'minutes of 1987.txt'), 0o644)
    await inTheMiddle(dataDir)
    expect(modeOf(dataDir)).toBe(0o755)
    expect(modes(dataDir)).toMatchObject({ 'minutes of 1987.txt': '644', 'show-of-hands.db': '600' })
  })
})

describe('the log', () => {
  const told: string[] = []
  const logger = createLogger({ write: (line) => void told.push(line) })
  // Everything that anybody ever says, not warnings alone.
  logger.level = 'trace'
  beforeEach(() => void (told.length = 0))

  it('of a whole meeting, with faults of ours in it, names nobody, no vote, no secret and no address', async () => {
    const failing = {
      assets: stubPages.host.assets,
      document: () => {
        throw new Error('a fault of ours')
      },
    }
    const room = await opened({ logger, pages: { ...stubPages, host: failing }, dataDir: join(parent, 'data') })
    const { meetingId, pollId } = await runningPoll(room)
    const { poll } = await room.host('createPoll', {
      meetingId,
      kind: 'text',
      question: 'What should the confidential board know?',
    })
    await room.host('openPoll', { pollId: poll.id })
    const phone = await room.phone('Adelheid Unmistakable')
    const stream = await openEvents(room.lanPort, '/api/events', { authorization: `Bearer ${phone.token}` })
    await stream.until(() => true)
    expect((await phone.answer(poll.id, { text: 'whistleblowing' }, 'ballot-key-unmistakable')).status).toBe(200)
    expect((await phone.vote(pollId, ['o2'])).status).toBe(200)

    // All that can go wrong, with words in it that must not be repeated.
    const headers = { authorization: `Bearer ${phone.token}`, 'user-agent': 'unmistakable-agent' }
    await room.lan('PUT', `/api/polls/${poll.id}/ballot`, { raw: '{"answer":"half-a-confession', headers })
    await room.lan('PUT', `/api/polls/${poll.id}/ballot`, { body: { answer: { text: 7 }, key: 'some-key-1' }, headers })
    await room.lan('GET', '/%zz?unmistakable-query', { headers })
    await room.tryHost('createPoll', { surprise: 'unmistakable-draft' })
    await send(room.hostPort, 'POST', '/host/session', {
      body: { secret: 'unmistakable-guess' },
      headers: { 'x-requested-with': 'show-of-hands' },
    })
    expect((await send(room.hostPort, 'GET', '/')).status).toBe(500)
    // Somebody else holds the file: the vote cannot be stored, and the phone is told so.
    const other = new Database(databasePath(room.dataDir))
    other.exec('BEGIN EXCLUSIVE')
    expect((await phone.answer(poll.id, { text: 'second thoughts' })).status).toBe(507)
    other.close()
    stream.close()
    await room.host('endMeeting', { meetingId })

    const log = told.join('')
    expect(told.map((line) => (JSON.parse(line) as { msg: string }).msg).sort()).toEqual([
      'request failed: internal',
      'the disk would not take something',
    ])
    const secrets = [
      room.server.hostSecret,
      phone.token,
      phone.attendeeId,
      'Adelheid',
      'Unmistakable',
      'unmistakable',
      'whistleblowing',
      'confidential',
      'confession',
      'second thoughts',
      'o2',
      '127.0.0.1',
    ]
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
  })

  it('says of an error where it happened, and not what was in it', () => {
    const cause = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR', sql: 'INSERT confession' })
    const error = Object.assign(new Error('not stored', { cause }), { body: 'confession', status: 500 })
    logger.error({ err: error }, 'request failed')
    logger.error({ err: { text: 'confession' } }, 'request failed')
    expect(told.join('')).not.toContain('confession')
    expect(JSON.parse(told[0] ?? '')).toMatchObject({
      msg: 'request failed',
      err: {
        type: 'Error',
        message: 'not stored',
        stack: expect.stringContaining('privacy.test') as string,
        cause: { code: 'SQLITE_IOERR', message: 'disk I/O error' },
      },
    })
  })
})
