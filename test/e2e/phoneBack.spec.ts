import { chromiumArgs, findChromium } from '../support/chromium.ts'
import { answer, benches, counts, expectCounted, join, joined, networkErrors, question } from './phone.ts'
import { expect, test } from './room.ts'

/** The back button. Browsers of tests forget a page that is left; those of phones keep it and bring it back as it was. */

const executablePath = findChromium()

test.use({
  launchOptions: {
    args: [...chromiumArgs],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    ...(executablePath === null ? {} : { executablePath }),
  },
})

test('away and back: the page is brought back as it was, and catches up with the room', async ({ room }) => {
  room.excuse(networkErrors)
  const second = { ...benches, question: 'Who paints it?' }
  const { polls } = await room.meeting('Parish council', [benches, second])
  const [first, next] = polls.map((poll) => poll.id) as [string, string]
  await room.command('openPoll', { pollId: first })
  const phone = await room.phone(2, { path: null })
  await phone.addInitScript(() => {
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) document.documentElement.dataset['kept'] = 'yes'
    })
  })
  await phone.goto(`${room.phoneOrigin()}${await room.joinPath()}`)
  await join(phone)
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')

  await phone.goto('data:text/html,Another page')
  await room.command('closePoll', { pollId: first })
  await room.command('openPoll', { pollId: next })
  await phone.goBack({ waitUntil: 'commit' })
  await expect(phone.locator('html')).toHaveAttribute('data-kept', 'yes')
  await expect(question(phone, second.question)).toBeVisible({ timeout: 2_000 })
  await answer(phone, 'At the bus stop').click()
  await expectCounted(phone, 'At the bus stop')
  expect(await counts(room, first)).toEqual([1, 0, 0])
  expect(await counts(room, next)).toEqual([0, 0, 1])
  expect(await joined(room)).toBe(1)
})
