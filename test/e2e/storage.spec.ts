import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { host as say } from '../../src/contract/languages/en.ts'
import { fill } from '../../src/contract/languages/index.ts'
import { compileShim, noCompiler } from '../support/shim.ts'
import { expectAccessible } from './axe.ts'
import { answer, expectCounted, phoneAtPoll, verdictOnVote } from './phone.ts'
import { expect, test, type Room } from './room.ts'

async function runningMeeting(room: Room): Promise<string> {
  const { meetings } = await room.command('listMeetings', {})
  return meetings.find(({ status }) => status === 'running')?.id ?? ''
}

test('a damaged file: the host is told until it is read, and a backup is restored in one click', async ({ room }) => {
  const { phone, pollId } = await phoneAtPoll(room)
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')
  const meetingId = await runningMeeting(room)
  await room.command('closePoll', { pollId })
  await room.command('endMeeting', { meetingId })
  await room.restart('SIGTERM', {
    act(dataDir) {
      const file = join(dataDir, 'show-of-hands.db')
      const bytes = readFileSync(file)
      bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000)
      writeFileSync(file, bytes)
    },
  })

  const host = await room.hostPage({ reducedMotion: 'reduce' })
  const notice = host.getByRole('region', { name: say.storage.recoveredTitle })
  await expect(notice).toContainText(fill(say.storage.recovered.salvaged, { meetings: 1, ballots: 1 }))
  await expect(notice).toContainText('quarantine')
  await expectAccessible(host, 'notice of a damaged file')
  await notice.getByRole('link', { name: say.storage.toBackups }).click()
  await expect(host.getByRole('heading', { name: say.backups.title })).toBeInViewport()
  await notice.getByRole('button', { name: say.storage.understood }).click()
  await expect(notice).toBeHidden()
  await host.reload()
  await expect(host.getByRole('heading', { name: say.backups.title })).toBeVisible()
  await expect(notice).toBeHidden()

  const title = (await room.command('getMeeting', { meetingId })).meeting.title
  await room.command('updateMeeting', { meetingId, title: 'Renamed by mistake' })
  const list = host.getByRole('listitem').filter({ hasText: say.backups.reasons.meetingEnded })
  await list.getByRole('button').click()
  const ask = host.getByRole('dialog')
  await expect(ask).toContainText(say.backups.ask)
  await expectAccessible(host, 'asking before restoring')
  await ask.getByRole('button', { name: say.backups.confirm }).click()
  await expect(host.getByRole('listitem').filter({ hasText: say.backups.reasons.beforeRestore })).toBeVisible()
  await host.goto(new URL('/', host.url()).href)
  await expect(host.getByText(title)).toBeVisible()
  await expect(host.getByText('Renamed by mistake')).toBeHidden()
})

test('a full disk: the phone keeps its vote, the console says so, and both go on when there is room', async ({
  room,
}) => {
  test.skip(noCompiler !== null, noCompiler ?? '')
  const folder = mkdtempSync(join(tmpdir(), 'soh-faults-'))
  const faults = join(folder, 'faults')
  writeFileSync(faults, 'fine')
  await room.restart('SIGTERM', { env: { LD_PRELOAD: compileShim('faults'), SOH_FAULTS: faults } })
  const { phone } = await phoneAtPoll(room)
  const host = await room.hostPage({ reducedMotion: 'reduce' })
  await host.goto(new URL(`/meetings/${await runningMeeting(room)}`, host.url()).href)
  await expect(host.getByText('Where shall the bench stand?').first()).toBeVisible()
  room.excuse(/507|503/)

  writeFileSync(faults, 'full')
  await answer(phone, 'By the pond').click()
  await expect(verdictOnVote(phone)).toContainText('tell the host')
  const trouble = host.getByRole('alert').filter({ hasText: say.storage.full })
  await expect(trouble).toBeVisible()
  await expectAccessible(host, 'full disk')

  writeFileSync(faults, 'fine')
  await expectCounted(phone, 'By the pond')
  await expect(trouble).toBeHidden()
  rmSync(folder, { recursive: true, force: true })
})
