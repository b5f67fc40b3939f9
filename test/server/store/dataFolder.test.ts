import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/server/operations/ports.ts'
import { createMeeting } from '../../../src/server/operations/createMeeting.ts'
import { DataFolderProblem, type DataFolderReason } from '../../../src/server/store/dataFolder.ts'
import { closeDatabase } from '../../../src/server/store/foldLog.ts'
import { databasePath, openDatabase } from '../../../src/server/store/open.ts'
import { openStore } from '../../../src/server/store/store.ts'

const storeModule = resolve(import.meta.dirname, '../../../src/server/store/store.ts')

let parent: string
let dataDir: string
const children: ChildProcess[] = []

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'soh-folder-'))
  dataDir = join(parent, 'data')
})
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child)
  rmSync(parent, { recursive: true, force: true })
})

const open = (folder = dataDir): Store => openStore(folder, () => 1)

function problemOf(start: () => unknown): { reason: DataFolderReason; path: string } {
  try {
    start()
  } catch (error) {
    if (error instanceof DataFolderProblem) return { reason: error.reason, path: error.path }
    throw error
  }
  throw new Error('it was opened')
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** A process of its own that has opened the folder and keeps it. */
async function otherProgram(): Promise<ChildProcess> {
  const script = `import { openStore } from ${JSON.stringify(storeModule)}
    openStore(${JSON.stringify(dataDir)}, () => 1)
    console.log('open')
    setInterval(() => undefined, 1e6)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

describe('one folder, one program', () => {
  it('refuses a second one while the first runs, and opens at once when it was killed', async () => {
    const first = await otherProgram()
    expect(problemOf(open)).toEqual({ reason: 'inUse', path: dataDir })
    await kill(first)
    const startedAtMs = performance.now()
    await open().close()
    expect(performance.now() - startedAtMs).toBeLessThan(1500)
  })

  it('is told within one process, too, and ends with close', async () => {
    const store = open()
    expect(problemOf(open)).toEqual({ reason: 'inUse', path: dataDir })
    // The failed attempt took nothing away from the one that runs.
    expect(problemOf(open).reason).toBe('inUse')
    await store.close()
    await open().close()
  })

  it('leaves the database readable by others, and the lock to its owner', async () => {
    const store = open()
    await store.write(createMeeting, { title: 'Read along' })
    const reader = new Database(databasePath(dataDir), { readonly: true })
    expect(reader.prepare('SELECT title FROM meeting').all()).toEqual([{ title: 'Read along' }])
    reader.close()
    for (const name of readdirSync(dataDir)) expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0)
    await store.close()
  })

  it('lets go of a folder that it could not open', async () => {
    mkdirSync(dataDir)
    writeFileSync(databasePath(dataDir), 'a shopping list')
    expect(problemOf(open).reason).toBe('notOurFile')
    rmSync(databasePath(dataDir))
    await open().close()
  })
})

describe('a folder that cannot be one', () => {
  it.each([
    ['a file', ''],
    ['a name below a file', 'below'],
  ])('is named: %s', (_name, below) => {
    writeFileSync(dataDir, 'a file')
    expect(problemOf(() => open(join(dataDir, below))).reason).toBe('notAFolder')
    expect(readFileSync(dataDir, 'utf8')).toBe('a file')
  })

  it('is named: a link that leads nowhere', () => {
    symlinkSync(join(parent, 'nowhere'), dataDir)
    expect(problemOf(open)).toEqual({ reason: 'notAFolder', path: dataDir })
  })

  it.runIf(process.platform === 'linux').each(['/proc/show-of-hands', '/proc/show-of-hands/deep/er'])(
    'is named, and tried once: %s',
    (path) => {
      expect(problemOf(() => open(path))).toEqual({ reason: 'notWritable', path })
    },
  )

  it('is named: the name of the lock is taken by a folder', () => {
    const lock = join(dataDir, 'show-of-hands.lock')
    mkdirSync(lock, { recursive: true })
    expect(problemOf(open)).toEqual({ reason: 'notWritable', path: lock })
  })

  it('is made with the folders above it, for its owner alone', async () => {
    const deep = join(dataDir, 'meetings', '2026')
    await open(deep).close()
    for (const path of [dataDir, join(dataDir, 'meetings'), deep]) expect(statSync(path).mode & 0o077).toBe(0)
  })
})

/** What is in every file but those that SQLite makes to look into another: its index of the log, and an empty log. */
function contents(): Record<string, string> {
  const names = readdirSync(dataDir).filter(
    (name) => !/\.lock$|-shm$/.test(name) && !(name.endsWith('-wal') && statSync(join(dataDir, name)).size === 0),
  )
  const digest = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(dataDir, name)))
      .digest('hex')
  return Object.fromEntries(names.map((name) => [name, digest(name)]))
}

function refusedUntouched(reason: DataFolderReason): void {
  const before = contents()
  expect(problemOf(() => openDatabase(dataDir))).toEqual({ reason, path: databasePath(dataDir) })
  expect(contents()).toEqual(before)
}

describe('a file that is not ours', () => {
  beforeEach(() => mkdirSync(dataDir))

  it.each([
    ['a text', 'Dear diary'],
    ['a long text', 'x'.repeat(10_000)],
    ['a text as short as can be', 'x'],
  ])('is refused untouched: %s', (_name, text) => {
    writeFileSync(databasePath(dataDir), text)
    refusedUntouched('notOurFile')
  })

  it.each(['DELETE', 'WAL'])('is refused untouched: the database of another program, journal %s', (journal) => {
    const db = new Database(databasePath(dataDir))
    db.pragma(`journal_mode = ${journal}`)
    db.exec("CREATE TABLE meeting (a); INSERT INTO meeting VALUES ('theirs')")
    db.close()
    refusedUntouched('notOurFile')
  })

  it('is refused: a folder of that name', () => {
    mkdirSync(databasePath(dataDir))
    expect(problemOf(open)).toEqual({ reason: 'notOurFile', path: databasePath(dataDir) })
  })
})

describe('a damaged file, by itself', () => {
  /** A folder as a program leaves it, with a page of meetings. */
  function stored(): void {
    const db = openDatabase(dataDir)
    const insert = db.prepare(
      `INSERT INTO meeting (id, title, status, admission, join_code, stage_mode, created_at_ms)
       VALUES (?, ?, 'draft', 'open', 'CODE', 'auto', 1)`,
    )
    for (let i = 0; i < 500; i++) insert.run(`meeting-${i}`, 'A title that takes some room on its page')
    closeDatabase(db)
    writeFileSync(join(dataDir, 'host-secret'), 'secret')
  }

  it('is refused untouched: empty beside the mark of a former start', () => {
    stored()
    truncateSync(databasePath(dataDir), 0)
    refusedUntouched('damaged')
  })

  it('is refused untouched: gone beside a log that holds votes', () => {
    stored()
    rmSync(databasePath(dataDir))
    writeFileSync(`${databasePath(dataDir)}-wal`, 'a log')
    const before = contents()
    expect(problemOf(() => openDatabase(dataDir)).reason).toBe('damaged')
    expect(contents()).toEqual(before)
  })

  it('is refused untouched: cut off', () => {
    stored()
    truncateSync(databasePath(dataDir), 12_288)
    refusedUntouched('damaged')
  })

  it('is refused untouched: its first bytes overwritten', () => {
    stored()
    const bytes = readFileSync(databasePath(dataDir))
    bytes.fill(0xff, 0, 64)
    writeFileSync(databasePath(dataDir), bytes)
    refusedUntouched('damaged')
  })

  it('is refused untouched: pages overwritten, a log of a killed program beside it', () => {
    stored()
    const running = openDatabase(dataDir)
    running.exec("INSERT INTO setting VALUES ('language', '1')")
    const copy = join(parent, 'copy')
    mkdirSync(copy)
    for (const name of ['show-of-hands.db', 'show-of-hands.db-wal']) copyFileSync(join(dataDir, name), join(copy, name))
    running.close()
    dataDir = copy
    const bytes = readFileSync(databasePath(dataDir))
    for (let page = 2; page * 4096 < bytes.length; page++) bytes.fill(0xa5, page * 4096, page * 4096 + 300)
    writeFileSync(databasePath(dataDir), bytes)
    refusedUntouched('damaged')
  })

  it('is refused untouched: gone beside what every start leaves', () => {
    stored()
    for (const name of readdirSync(dataDir)) if (name.startsWith('show-of-hands.db')) rmSync(join(dataDir, name))
    writeFileSync(join(dataDir, 'last-ports.json'), '{}')
    refusedUntouched('damaged')
  })

  it('is refused untouched: one bit of a title is another', () => {
    stored()
    const bytes = readFileSync(databasePath(dataDir))
    const at = bytes.indexOf('A title that takes')
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(databasePath(dataDir), bytes)
    refusedUntouched('damaged')
  })

  it('is not: a first start that was killed before it had written anything', async () => {
    mkdirSync(dataDir)
    writeFileSync(databasePath(dataDir), '')
    await open().close()
  })

  it('is not: a first start that was killed right after it had made the file', async () => {
    mkdirSync(dataDir)
    const db = openDatabase(dataDir)
    const copy = join(parent, 'copy')
    mkdirSync(copy)
    for (const name of ['show-of-hands.db', 'show-of-hands.db-wal']) copyFileSync(join(dataDir, name), join(copy, name))
    db.close()
    await open(copy).close()
  })
})
