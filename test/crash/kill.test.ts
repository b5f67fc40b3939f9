import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProgram } from './program.ts'
import { crashUnderLoad } from './underLoad.ts'

/** Kills the program with SIGKILL under load. `npm run test:kills` kills 200 times; `SOH_KILLS` says otherwise. */
const kills = Number(process.env['SOH_KILLS'] ?? 200)
const voters = 40

void test(`${kills} kills under ${voters} voters: every acknowledged vote is there, none twice`, async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'soh-crash-'))
  t.after(() => rmSync(dataDir, { recursive: true, force: true }))
  const told = await crashUnderLoad(t, {
    crashes: kills,
    voters,
    start: (port, hostPort) => startProgram(dataDir, port, hostPort),
    crash: (program) => program.kill(),
    dataDir: () => dataDir,
  })
  t.diagnostic(told)
})
