import type { Page } from '@playwright/test'
import { join, say, verdictOnVote } from './phone.ts'
import { whatIsHardToRead } from './readable.ts'
import { expect, test, type Room } from './room.ts'

/** From ten metres away: nothing on the wall is smaller than 4 % of its height, cut off, or over something else. */

/** Twelve different texts of exactly 60 characters. */
const places = Array.from({ length: 12 }, (_, index) =>
  `Bench ${String(index + 1)} beside the old mill where the footpath turns to the river`.slice(0, 60),
)

async function expectReadable(stage: Page, what: string): Promise<void> {
  for (const [width, height] of [
    [1024, 768],
    [1280, 720],
    [1920, 1080],
  ] as const) {
    await stage.setViewportSize({ width, height })
    // Three lines each at 4 % would fill the whole of a 4:3 wall: there a text may end in "…", and phones show the rest.
    const mayEnd = width / height < 1.5
    const found = async (): Promise<readonly string[]> =>
      (await whatIsHardToRead(stage)).filter((one) => !mayEnd || !one.startsWith('ends in'))
    await expect.poll(found, { message: `${what}, ${width}×${height}` }).toEqual([])
  }
}

async function stageOfTwelve(room: Room): Promise<{ stage: Page; phone: Page; pollId: string }> {
  const { polls } = await room.meeting('The annual meeting of the allotment association', [
    { kind: 'choice', question: 'Where shall the new bench stand, in your opinion?', options: places },
  ])
  const stage = await room.stagePage({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' })
  const phone = await room.phone(1)
  await join(phone)
  return { stage, phone, pollId: polls[0]?.id ?? '' }
}

test('twelve options of sixty characters can be read from the back row, hidden and revealed', async ({ room }) => {
  expect(new Set(places.map((place) => place.length))).toEqual(new Set([60]))
  const { stage, phone, pollId } = await stageOfTwelve(room)
  await expectReadable(stage, 'join')
  await room.command('openPoll', { pollId })
  await phone.getByRole('radio').nth(6).click()
  await expect(verdictOnVote(phone)).toHaveText(say.counted)
  for (const place of places) await expect(stage.getByText(place)).toBeVisible()
  await expectReadable(stage, 'hidden')
  await room.command('closePoll', { pollId })
  await expect(stage.getByText('Voting is closed')).toBeVisible()
  await expectReadable(stage, 'closed')
  await room.command('revealPoll', { pollId })
  await expect(stage.getByText('100%').first()).toBeVisible()
  for (const place of places) await expect(stage.getByText(place)).toBeVisible()
  await expectReadable(stage, 'revealed')
})
