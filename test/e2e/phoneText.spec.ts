import type { Page } from '@playwright/test'
import { answer, counts, expectCounted, join, question, say, verdictOnVote } from './phone.ts'
import { expect, test, type PollDraft } from './room.ts'

/** Whatever people write is shown as they wrote it, on the narrowest phone too. */

const narrow = 3

const hostile: PollDraft = {
  kind: 'choice',
  question: `${'Wind'.repeat(40)} 👨‍👩‍👧‍👦👩🏽‍🚒 مَا رَأْيُكُمْ فِي المَقْعَدِ الجَدِيدِ؟`,
  options: [
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3).slice(0, 200),
    '👩🏽‍🚒'.repeat(60),
    `${'نعم، في الحديقة قرب البركة حيث يجلس الأطفال مساءً. '.repeat(4)}`.trim().slice(0, 200),
    '在池塘边的老柳树下面放一张可以坐五个人的长椅'.repeat(8),
    'i'.repeat(200),
  ],
}

/** What sticks out of the screen: the page must not scroll sideways, and nothing may be cut off at its edge. */
async function whatSticksOut(phone: Page): Promise<string[]> {
  return phone.evaluate(() => {
    const root = document.documentElement
    const wide = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} of ${root.clientWidth}`] : []
    const beyond = [...document.querySelectorAll('main *, footer *, header *')]
      // Bars slide in from beyond the edge of their track, which hides what is outside.
      .filter((element) => !element.closest('svg, [aria-hidden="true"]'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 0 && (left < -0.5 || right > root.clientWidth + 0.5)
      })
      .map((element) => `${element.tagName}.${element.className}`)
    const clipped = [...document.querySelectorAll('main *')]
      // What only screen readers get is one pixel wide.
      .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.tagName}.${element.className} clips ${element.scrollWidth}`)
    return [...wide, ...beyond, ...clipped]
  })
}

/** Things to tap that a thumb would miss. */
async function whatIsTooSmall(phone: Page): Promise<string[]> {
  return phone.evaluate(() =>
    [...document.querySelectorAll('button, input')].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      const small = width > 0 && (width < 48 || height < 48)
      return small ? [`${element.textContent} ${width}×${height}`] : []
    }),
  )
}

test('320 px wide: nothing sticks out, whatever the texts are, and everything can be tapped', async ({ room }) => {
  const { meeting, polls } = await room.meeting(`Vollversammlung ${'Kleingärtnerverein'.repeat(5)} 🌱`, [
    { ...hostile, settings: { max: 2 } },
    { kind: 'motion', question: 'i'.repeat(300) },
  ])
  const [choice, motion] = polls.map((poll) => poll.id) as [string, string]
  const phone = await room.phone(narrow)
  expect(phone.viewportSize()?.width).toBe(320)
  const expectNeat = async (): Promise<void> => {
    expect(await whatSticksOut(phone)).toEqual([])
    expect(await whatIsTooSmall(phone)).toEqual([])
  }
  await expect(phone.getByRole('textbox')).toBeVisible()
  await expectNeat()
  await join(phone, 'W'.repeat(40))
  await expect(question(phone, say.waiting)).toBeVisible()
  await expectNeat()

  await room.command('openPoll', { pollId: choice })
  const boxes = phone.getByRole('checkbox')
  await expect(boxes).toHaveCount(5)
  await expectNeat()
  await boxes.nth(0).click()
  await boxes.nth(2).click()
  await phone.getByRole('button', { name: /^Vote/ }).click()
  await expect(verdictOnVote(phone)).toHaveText(say.counted)
  await expectNeat()
  await room.command('closePoll', { pollId: choice })
  await room.command('revealPoll', { pollId: choice })
  await expect(phone.getByRole('main')).toContainText('100%')
  await expectNeat()

  await room.command('openPoll', { pollId: motion })
  await answer(phone, 'Yes').click()
  await expectCounted(phone, 'Yes')
  await expectNeat()
  await room.command('closePoll', { pollId: motion })
  await room.command('revealPoll', { pollId: motion })
  await expect(phone.getByText('Carried')).toBeVisible()
  await expectNeat()
  await room.command('endMeeting', { meetingId: meeting.id })
  await expect(question(phone, say.ended)).toBeVisible()
  await expectNeat()
})

test('markup in a question, an option or a name is text, on every screen', async ({ room }) => {
  const markup = '<img src=x onerror="window.__xss=1">'
  const script = '<script>window.__xss=2</script>{{ constructor.constructor("window.__xss=3")() }}'
  const { meeting, polls } = await room.meeting(`<b>Council</b>${markup}`, [
    { kind: 'choice', question: `${markup} &amp; <i>why</i>`, options: [markup, script, 'plain'] },
  ])
  const pollId = polls[0]?.id ?? ''
  const host = await room.hostPage()
  await host.goto(new URL(`/meetings/${meeting.id}`, host.url()).href)
  const stage = await room.stagePage()
  const phone = await room.phone(1)
  await expect(question(phone, `<b>Council</b>${markup}`)).toBeVisible()
  await join(phone, markup)
  await room.command('openPoll', { pollId })
  await phone.getByRole('radio', { name: script }).click()
  await expect(verdictOnVote(phone)).toHaveText(say.counted)
  await room.command('closePoll', { pollId })
  await room.command('revealPoll', { pollId })
  for (const page of [phone, stage, host]) {
    const main = page.getByRole('main')
    await expect(main.getByText(`${markup} &amp; <i>why</i>`).first()).toBeVisible()
    await expect(main.getByText(script).first()).toBeVisible()
    await expect(main.getByText('100%').first()).toBeVisible()
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    expect(await page.evaluate(() => '__xss' in window)).toBe(false)
  }
  expect(await counts(room, pollId)).toEqual([0, 1, 0])

  // The name comes back into the page at the next meeting.
  await room.command('endMeeting', { meetingId: meeting.id })
  await room.meeting('Next')
  await phone.goto(`${room.phoneOrigin()}${await room.joinPath()}`)
  await expect(phone.getByRole('textbox')).toHaveValue(markup)
  expect(await phone.evaluate(() => '__xss' in window)).toBe(false)
})
