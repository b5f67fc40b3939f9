import {
  answer,
  benches,
  common,
  counts,
  deliver,
  expectCounted,
  freeze,
  join,
  joined,
  networkErrors,
  phoneAtPoll,
  question,
  refusals,
  say,
  setVisible,
  verdictOnVote,
  watchBallots,
} from './phone.ts'
import { expect, test } from './room.ts'

/** Reload, sleep, lost Wi-Fi, a phone or a server that dies: same attendee, nothing lost, nothing counted twice. */

/** A person sees within this time that the line is down. */
const banner = { timeout: 3_000 }

test('a reload finds the same attendee with the same vote', async ({ room }) => {
  const { phone, pollId } = await phoneAtPoll(room)
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')
  await phone.reload()
  await expectCounted(phone, 'By the pond')
  expect(await joined(room)).toBe(1)

  // The same person scans the code once more, and changes their mind.
  await phone.goto(`${room.phoneOrigin()}${await room.joinPath()}`)
  await expectCounted(phone, 'By the pond')
  await answer(phone, 'At the bus stop').click()
  await expectCounted(phone, 'At the bus stop')
  expect(await counts(room, pollId)).toEqual([0, 0, 1])
  expect(await joined(room)).toBe(1)
})

test('a vote tapped without network is kept, and counted once when it is back', async ({ room }) => {
  room.excuse(networkErrors)
  const { phone, pollId } = await phoneAtPoll(room)
  await phone.context().setOffline(true)
  await answer(phone, 'By the pond').click()
  await expect(phone.getByText(say.offline)).toBeVisible(banner)
  await expect(verdictOnVote(phone)).toContainText(say.kept, banner)
  expect(await counts(room, pollId)).toEqual([0, 0, 0])

  await phone.context().setOffline(false)
  await expectCounted(phone, 'By the pond')
  await expect(phone.getByText(say.offline)).toBeHidden()
  expect(await counts(room, pollId)).toEqual([1, 0, 0])
})

test('a vote whose answer is lost on the way is repeated with its key, and counted once', async ({ room }) => {
  room.excuse(networkErrors)
  const { phone, pollId } = await phoneAtPoll(room)
  const sent = watchBallots(phone.context())
  let lost = 0
  await phone.route('**/ballot', async (route) => {
    // The server stores the vote; the Wi-Fi loses its answer, twice.
    expect((await deliver(route)).status()).toBe(200)
    lost += 1
    await (lost <= 2 ? route.abort('connectionfailed') : route.continue())
  })
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')
  expect(sent.length).toBe(3)
  expect(new Set(sent.map((ballot) => ballot.key)).size).toBe(1)
  expect(await counts(room, pollId)).toEqual([1, 0, 0])
})

for (const stored of [true, false]) {
  test(`the page is killed while sending, ${stored ? 'after' : 'before'} the vote arrived: counted once`, async ({
    room,
  }) => {
    room.excuse(networkErrors)
    const { phone, pollId } = await phoneAtPoll(room)
    const context = phone.context()
    const sent = watchBallots(context)
    const onItsWay = new Promise<void>((done) => {
      void phone.route('**/ballot', async (route) => {
        // Stored and never answered, or never arrived.
        if (stored) expect((await deliver(route)).status()).toBe(200)
        else await route.abort('connectionfailed')
        done()
      })
    })
    await answer(phone, 'By the pond').click()
    await onItsWay
    await expect(verdictOnVote(phone)).not.toHaveText(say.counted)
    await phone.close()
    expect(await counts(room, pollId)).toEqual([stored ? 1 : 0, 0, 0])

    const again = await context.newPage()
    await again.goto(`${room.phoneOrigin()}${await room.joinPath()}`)
    await expectCounted(again, 'By the pond')
    expect(await counts(room, pollId)).toEqual([1, 0, 0])
    expect(new Set(sent.map((ballot) => ballot.key)).size).toBe(1)
    expect(await joined(room)).toBe(1)
  })
}

test('the program dies in mid-poll: a vote tapped meanwhile is counted once when it is back', async ({ room }) => {
  room.excuse(networkErrors)
  const { phone, pollId } = await phoneAtPoll(room)
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')
  await room.server().stop('SIGKILL')
  await expect(phone.getByText(common.unreachable)).toBeVisible(banner)
  await answer(phone, 'At the bus stop').click()
  await expect(verdictOnVote(phone)).toContainText(say.kept, banner)

  await room.restart('SIGKILL')
  await expectCounted(phone, 'At the bus stop')
  await expect(phone.getByText(common.unreachable)).toBeHidden()
  expect(await counts(room, pollId)).toEqual([0, 0, 1])
  expect(await joined(room)).toBe(1)
})

test('the host closes the program properly: the phone says so, and goes on when it is back', async ({ room }) => {
  room.excuse(networkErrors)
  const { phone } = await phoneAtPoll(room)
  await room.server().stop('SIGTERM')
  await expect(phone.getByText(say.closed)).toBeVisible(banner)
  await room.restart()
  await expect(phone.getByText(say.closed)).toBeHidden()
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')
})

test('voting closes while a vote waits for the network: the phone says that it was not counted', async ({ room }) => {
  room.excuse(networkErrors)
  room.excuse(refusals)
  const { phone, pollId } = await phoneAtPoll(room)
  await phone.context().setOffline(true)
  await answer(phone, 'By the pond').click()
  await expect(verdictOnVote(phone)).toContainText(say.kept)
  await room.command('closePoll', { pollId })
  await phone.context().setOffline(false)
  await expect(verdictOnVote(phone)).toHaveText(say.closedUnsent)
  await expect(phone.getByRole('radio', { checked: true })).toHaveCount(0)
  expect(await counts(room, pollId)).toEqual([0, 0, 0])
})

test('a phone that slept while the host moved on shows the present question when it wakes', async ({ room }) => {
  room.excuse(networkErrors)
  const second = { ...benches, question: 'Who paints it?' }
  const { polls } = await room.meeting('Parish council', [benches, second])
  const [first, next] = polls.map((poll) => poll.id) as [string, string]
  await room.command('openPoll', { pollId: first })
  const phone = await room.phone(1)
  await join(phone)
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')

  // Out of sight it lets its stream go, and nothing of the page runs any more.
  const streamEnded = phone.waitForEvent('requestfailed', (request) => request.url().includes('/api/events'))
  await setVisible(phone, false)
  await streamEnded
  const frozen = await freeze(phone)
  await room.command('closePoll', { pollId: first })
  await room.command('openPoll', { pollId: next })

  await frozen.thaw()
  await expect(question(phone, benches.question)).toBeVisible()
  await setVisible(phone, true)
  await expect(question(phone, second.question)).toBeVisible({ timeout: 2_000 })
  await answer(phone, 'Under the lime tree').click()
  await expectCounted(phone, 'Under the lime tree')
  expect(await counts(room, next)).toEqual([0, 1, 0])
})

test('a page that was frozen and told nothing, while the program was started again, catches up', async ({ room }) => {
  const second = { ...benches, question: 'Who paints it?' }
  const { polls } = await room.meeting('Parish council', [benches, second])
  const [first, next] = polls.map((poll) => poll.id) as [string, string]
  await room.command('openPoll', { pollId: first })
  const phone = await room.phone(1)
  await join(phone)
  await expect(question(phone, benches.question)).toBeVisible()
  const frozen = await freeze(phone)
  await room.restart('SIGKILL')
  await room.command('openPoll', { pollId: next })
  await frozen.thaw()
  await expect(question(phone, second.question)).toBeVisible()
  await answer(phone, 'At the bus stop').click()
  await expectCounted(phone, 'At the bus stop')
  expect(await counts(room, next)).toEqual([0, 0, 1])
})
