import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { documentText, meetingDocument } from '../../src/server/documents/meetingDocument.ts'
import type { Queries } from '../../src/server/operations/ports.ts'
import { NewerFile } from '../../src/server/store/migrations.ts'
import { databasePath } from '../../src/server/store/open.ts'
import { openStore } from '../../src/server/store/store.ts'
import { runningPoll, startRoom } from '../server/room.ts'

/**
 * Flips one bit of the database or of its log, at places spread over all of them, and starts on what that leaves: either
 * everything reads as before, or the host is told, the damaged file is kept as it was, and the meeting is there. Never a
 * crash, never other data without a word. `npm run test:flips` flips 500; `SOH_FLIPS` says otherwise.
 */
const flips = Number(process.env['SOH_FLIPS'] ?? 500)

/** A version number that has grown by a bit is that of a newer file, which is refused and left alone. */
const isVersionNumber = (at: number): boolean => at >= 60 && at < 64

const everything = (read: Queries): string =>
  read
    .meetings()
    .map((meeting) => documentText(meetingDocument(read, meeting)))
    .join('')

/** Two folders: as the program leaves it when it ends, and as a kill leaves it, with votes that are in the log alone. */
async function templates(parent: string): Promise<{ closed: string; killed: string }> {
  const closed = join(parent, 'closed')
  const killed = join(parent, 'killed')
  const room = await startRoom({ dataDir: closed })
  const { pollId } = await runningPoll(room)
  for (let i = 0; i < 10; i++) await (await room.phone(`Person ${i}`)).vote(pollId, [i % 3 === 0 ? 'o1' : 'o2'])
  await room.host('closePoll', { pollId })
  await room.host('reopenPoll', { pollId })
  await room.host('makeBackup', {})
  for (let i = 0; i < 10; i++) await (await room.phone(`Late ${i}`)).vote(pollId, ['o3'])
  cpSync(closed, killed, { recursive: true })
  await room.close()
  return { closed, killed }
}

/** The same choice of places each time, and no two alike. */
function placeOf(index: number, count: number, size: number): { at: number; bit: number } {
  const step = size / count
  return { at: Math.min(size - 1, Math.floor(index * step + ((index * 7919) % 997) * (step / 997))), bit: index % 8 }
}

void test(`${flips} flipped bits: everything as before, or the host is told and nothing is lost`, async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'soh-flips-'))
  t.after(() => rmSync(parent, { recursive: true, force: true }))
  const { closed, killed } = await templates(parent)
  const told = { equal: 0, quarantined: 0, newer: 0 }
  for (const [folder, part, share] of [
    [closed, '', 0.6],
    [killed, '-wal', 0.4],
  ] as const) {
    const count = Math.round(flips * share)
    const before = await opened(folder, join(parent, 'whole'))
    assert.equal(before.recovery, null)
    for (let index = 0; index < count; index++) {
      const dataDir = join(parent, `flip-${index}`)
      cpSync(folder, dataDir, { recursive: true })
      const file = `${databasePath(dataDir)}${part}`
      const { at, bit } = placeOf(index, count, statSync(file).size)
      const bytes = readFileSync(file)
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
      writeFileSync(file, bytes)
      const place = `bit ${bit} of byte ${at} of show-of-hands.db${part}`
      told[await outcome(dataDir, file, bytes, before.text, place)] += 1
      rmSync(dataDir, { recursive: true })
    }
  }
  assert.equal(told.equal + told.quarantined + told.newer, flips)
  assert.ok(told.newer <= 4)
  t.diagnostic(JSON.stringify(told))
})

async function opened(from: string, dataDir: string): Promise<{ text: string; recovery: unknown }> {
  cpSync(from, dataDir, { recursive: true })
  const store = openStore(dataDir, Date.now)
  const found = { text: everything(store.read), recovery: store.health().recovery }
  await store.close()
  rmSync(dataDir, { recursive: true })
  return found
}

async function outcome(
  dataDir: string,
  file: string,
  bytes: Buffer,
  before: string,
  place: string,
): Promise<'equal' | 'quarantined' | 'newer'> {
  let store
  try {
    store = openStore(dataDir, Date.now)
  } catch (error) {
    assert.ok(
      error instanceof NewerFile && isVersionNumber(Number(/byte (\d+)/.exec(place)?.[1])),
      `${place}: ${String(error)}`,
    )
    assert.ok(readFileSync(file).equals(bytes), `${place}: refused, and not touched`)
    return 'newer'
  }
  const { recovery } = store.health()
  const text = everything(store.read)
  await store.close()
  if (recovery === null) {
    assert.equal(text, before, `${place}: other data, and nobody was told`)
    return 'equal'
  }
  assert.equal(recovery.meetings, 1, `${place}: the meeting is there`)
  const kept = readFileSync(join(recovery.quarantine ?? '', file.slice(dataDir.length + 1)))
  assert.ok(kept.equals(bytes), `${place}: the damaged file is kept as it was`)
  return 'quarantined'
}
