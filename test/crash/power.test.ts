import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import { compileShim, noCompiler } from '../support/shim.ts'
import { startProgram } from './program.ts'
import { crashUnderLoad } from './underLoad.ts'

/**
 * Cuts the power under load: what the program had not flushed is gone, as the shim `powerLoss.c` has it. `npm run
 * test:power` cuts 20 times; `SOH_CUTS` says otherwise.
 */
const cuts = Number(process.env['SOH_CUTS'] ?? 20)
const voters = 40
const skip = noCompiler ?? false

/** A folder that a program works in, and one that holds what of it is on disk. */
interface Disk {
  readonly folder: string
  readonly onDisk: string
  readonly env: Readonly<Record<string, string>>
  /** Without power, the folder has what is on disk, and no more. */
  cut(): void
}

function diskIn(parent: string): Disk {
  const folder = join(parent, 'folder')
  const onDisk = join(parent, 'on-disk')
  for (const made of [folder, onDisk]) mkdirSync(made, { recursive: true, mode: 0o700 })
  return {
    folder,
    onDisk,
    env: { LD_PRELOAD: compileShim('powerLoss'), SOH_FOLDER: folder, SOH_ON_DISK: onDisk },
    cut() {
      rmSync(folder, { recursive: true })
      cpSync(onDisk, folder, { recursive: true })
    },
  }
}

void test(
  `${cuts} power cuts under ${voters} voters: every acknowledged vote is there, none twice`,
  { skip },
  async (t) => {
    const parent = mkdtempSync(join(tmpdir(), 'soh-power-'))
    t.after(() => rmSync(parent, { recursive: true, force: true }))
    const disk = diskIn(parent)
    const told = await crashUnderLoad(t, {
      crashes: cuts,
      voters,
      start: (port, hostPort) => startProgram(disk.folder, port, hostPort, disk.env),
      crash: async (program) => {
        await program.kill()
        disk.cut()
      },
      dataDir: () => disk.folder,
    })
    t.diagnostic(told)
  },
)

for (const [synchronous, left] of [
  ['NORMAL', 0],
  ['FULL', 300],
] as const) {
  void test(
    `the simulation tells the promises apart: synchronous=${synchronous} leaves ${left} of 300`,
    { skip },
    (t) => {
      const parent = mkdtempSync(join(tmpdir(), 'soh-power-'))
      t.after(() => rmSync(parent, { recursive: true, force: true }))
      const disk = diskIn(parent)
      const script = `import Database from 'better-sqlite3'
      const db = new Database(${JSON.stringify(join(disk.folder, 'plain.db'))})
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = ${synchronous}')
      db.exec('CREATE TABLE vote (n)')
      for (let n = 0; n < 300; n++) db.prepare('INSERT INTO vote VALUES (?)').run(n)
      process.kill(process.pid, 'SIGKILL')`
      assert.throws(() =>
        execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
          env: { ...process.env, ...disk.env },
        }),
      )
      disk.cut()
      const db = new Database(join(disk.folder, 'plain.db'))
      const isThere = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'vote'").pluck().get() === 1
      assert.equal(isThere ? db.prepare('SELECT count(*) FROM vote').pluck().get() : 0, left)
      db.close()
    },
  )
}
