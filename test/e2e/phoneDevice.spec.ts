import type { BrowserContext, Page } from '@playwright/test'
import {
  answer,
  counts,
  deliver,
  expectCounted,
  join,
  joined,
  phoneAtPoll,
  question,
  refusals,
  say,
  setVisible,
  verdictOnVote,
} from './phone.ts'
import { expect, test, type Room } from './room.ts'

/** One phone is one attendee: in several tabs, and in browsers that remember little. */

async function anotherTab(room: Room, context: BrowserContext): Promise<Page> {
  const tab = await context.newPage()
  await tab.goto(`${room.phoneOrigin()}${await room.joinPath()}`)
  return tab
}

test('two tabs of one phone: the older says where the meeting is, can take over, and both cast one ballot', async ({
  room,
}) => {
  const { phone: older, pollId } = await phoneAtPoll(room)
  const newer = await anotherTab(room, older.context())
  const elsewhere = (tab: Page) => tab.getByText(say.elsewhere)
  await expect(elsewhere(older)).toBeVisible()
  await expect(elsewhere(newer)).toBeHidden()
  await answer(newer, 'By the pond').click()
  await expectCounted(newer, 'By the pond')
  await answer(older, 'At the bus stop').click()
  await expectCounted(older, 'At the bus stop')
  expect(await counts(room, pollId)).toEqual([0, 0, 1])

  await older.getByRole('button', { name: say.takeOver }).click()
  await expect(elsewhere(older)).toBeHidden()
  await expect(elsewhere(newer)).toBeVisible()

  // Whoever looks at the other tab again sees the vote that counts.
  await setVisible(newer, false)
  await setVisible(newer, true)
  await expectCounted(newer, 'At the bus stop')
  await answer(newer, 'Under the lime tree').click()
  await expectCounted(newer, 'Under the lime tree')
  expect(await counts(room, pollId)).toEqual([0, 1, 0])
  expect(await joined(room)).toBe(1)
})

test('seven tabs of one phone do not block a vote', async ({ room }) => {
  const { phone, pollId } = await phoneAtPoll(room)
  const tabs = [phone]
  while (tabs.length < 7) {
    const tab = await anotherTab(room, phone.context())
    await expect(question(tab, 'Where shall the bench stand?')).toBeVisible()
    tabs.push(tab)
  }
  for (const [index, label] of ['By the pond', 'Under the lime tree', 'At the bus stop'].entries()) {
    const tab = tabs[[6, 0, 3][index] ?? 0]
    if (tab === undefined) throw new Error('no such tab')
    await answer(tab, label).click()
    await expectCounted(tab, label)
  }
  expect(await counts(room, pollId)).toEqual([0, 0, 1])
  expect(await joined(room)).toBe(1)
})

test('without localStorage the cookie is enough', async ({ room }) => {
  room.excuse(refusals)
  const { polls } = await room.meeting('Parish council', [{ kind: 'motion', question: 'The council buys the bench.' }])
  const pollId = polls[0]?.id ?? ''
  await room.command('openPoll', { pollId })
  const phone = await room.phone(1, { path: null })
  await phone.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
  })
  await phone.goto(`${room.phoneOrigin()}${await room.joinPath()}`)
  await join(phone, 'Ada')
  await answer(phone, 'Yes').click()
  await expectCounted(phone, 'Yes')
  await phone.reload()
  await expectCounted(phone, 'Yes')
  await answer(phone, 'No').click()
  await expectCounted(phone, 'No')
  expect(await counts(room, pollId)).toEqual([0, 1, 0])
  expect(await joined(room)).toBe(1)
})

test('without cookies the token is enough', async ({ room }) => {
  await room.meeting('Parish council', [{ kind: 'motion', question: 'The council buys the bench.' }])
  const phone = await room.phone(1)
  const context = phone.context()
  await context.route('**/api/join', async (route) => {
    const response = await deliver(route)
    await context.clearCookies()
    const { 'set-cookie': cookie, ...headers } = response.headers()
    expect(cookie).toContain('HttpOnly')
    await route.fulfill({ response, headers })
  })
  await join(phone, 'Ada')
  await expect(question(phone, say.waiting)).toBeVisible()
  const { meetings } = await room.command('listMeetings', {})
  const { meeting } = await room.command('getMeeting', { meetingId: meetings[0]?.id ?? '' })
  const pollId = meeting.polls[0]?.id ?? ''
  await room.command('openPoll', { pollId })
  await answer(phone, 'Yes').click()
  await expectCounted(phone, 'Yes')
  await phone.reload()
  await expectCounted(phone, 'Yes')
  await answer(phone, 'No').click()
  await expectCounted(phone, 'No')
  expect(await context.cookies()).toEqual([])
  expect(await counts(room, pollId)).toEqual([0, 1, 0])
  expect(await joined(room)).toBe(1)
})

test('a vote the phone had forgotten is shown again after joining anew', async ({ room }) => {
  room.excuse(refusals)
  const { phone, pollId } = await phoneAtPoll(room)
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')
  // Storage cleared, cookie left: the same browser is the same attendee.
  await phone.evaluate(() => localStorage.clear())
  await phone.reload()
  await join(phone)
  await expectCounted(phone, 'By the pond')
  await expect(verdictOnVote(phone)).toHaveText(say.counted)
  expect(await counts(room, pollId)).toEqual([1, 0, 0])
  expect(await joined(room)).toBe(1)
})
