import type { Page } from '@playwright/test'
import { pollKinds } from '../../src/domain/kinds/index.ts'
import { expectAccessible } from './axe.ts'
import { storiesOf, words, type Locale, type Words } from './kindStories.ts'
import { question, refusals, setVisible, verdictOnVote } from './phone.ts'
import { expect, test, type PollDraft, type Room } from './room.ts'

/** A poll of every kind from open to verdict: five phones, a slip on one of them, and what phones and stage say then. */

const looks = {
  'en-GB': { locale: 'en-GB', colorScheme: 'light', reducedMotion: 'reduce' },
  'zh-CN': { locale: 'zh-CN', colorScheme: 'dark', reducedMotion: 'reduce' },
} as const

async function joinAs(phone: Page, name: string, say: Words): Promise<void> {
  await phone.getByRole('textbox', { name: say.attendee.name }).fill(name)
  await phone.getByRole('button', { name: say.attendee.join }).click()
}

/** The open poll on so many phones; the first of them is as narrow as any. */
async function gatherAt(room: Room, draft: PollDraft, locale: Locale, phones: number) {
  const { meeting, polls } = await room.meeting('Parish council', [draft])
  const pollId = polls[0]?.id ?? ''
  await room.command('openPoll', { pollId })
  const pages = await Promise.all(
    Array.from({ length: phones }, async (_, index) => {
      const phone = await room.phone(3 - (index % 3), looks[locale])
      await joinAs(phone, `Phone ${String(index + 1)}`, words[locale])
      await expect(question(phone, draft.question)).toBeVisible()
      return phone
    }),
  )
  return { phones: pages, meetingId: meeting.id, pollId }
}

/** Nothing is wider than the phone, nor than a phone whose owner reads at twice the size. */
async function expectFits(phone: Page): Promise<void> {
  const size = phone.viewportSize() ?? { width: 320, height: 568 }
  for (const part of [1, 2]) {
    await phone.setViewportSize({ width: size.width / part, height: size.height / part })
    const over = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(over, `${String(size.width / part)} px wide`).toBeLessThanOrEqual(0)
  }
  await phone.setViewportSize(size)
}

for (const locale of ['en-GB', 'zh-CN'] as const) {
  const say: Words = words[locale]
  const stories = storiesOf(locale)

  for (const kind of pollKinds) {
    test(`${kind}, from open to verdict, ${locale}`, async ({ room }) => {
      // Seven pages at once, on whatever computer this runs.
      test.slow()
      room.excuse(refusals)
      const { draft, answers, mistake, result } = stories[kind]
      const { phones, pollId } = await gatherAt(room, draft, locale, mistake === null ? 6 : 5)
      const stage = await room.stagePage(looks[locale])
      await expect(question(stage, draft.question)).toBeVisible()
      const [first] = phones as [Page]

      await mistake?.(first, say)
      await expectAccessible(first, 'asked')
      await expectFits(first)
      for (const [index, answer] of answers.entries()) {
        const phone = phones[index] as Page
        await answer(phone, say)
        await expect(verdictOnVote(phone)).toHaveText(say.attendee.counted)
      }
      // What can be given by a tap can only be given too late: this phone has not heard yet that voting is closed.
      const late = phones[answers.length]
      if (late !== undefined) await setVisible(late, false)
      await room.command('closePoll', { pollId })
      if (late !== undefined) {
        await late.getByRole('radio').first().click()
        await expect(verdictOnVote(late)).toHaveText(say.problems.pollNotOpen)
      }
      await room.command('revealPoll', { pollId })
      await result(stage, say)
      for (const phone of phones.slice(0, answers.length)) await result(phone, say)
      await expectAccessible(first, 'result')
      await expectFits(first)
      expect((await room.command('getResult', { pollId })).tally.people).toBe(answers.length)
    })
  }
}
