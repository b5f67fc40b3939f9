import { expectAccessible } from './axe.ts'
import { attendee, host as say, results } from '../../src/contract/languages/en.ts'
import { fill } from '../../src/contract/languages/index.ts'
import { join, question, verdictOnVote } from './phone.ts'
import { expect, test } from './room.ts'

test('paper ballots are entered twice, told apart on every face, corrected and taken out', async ({ room }) => {
  test.slow()
  const { meeting, polls } = await room.meeting('Annual meeting', [
    { kind: 'choice', question: 'Where to?', options: ['Sea', 'Hills'], settings: { blank: true } },
  ])
  const pollId = polls[0]?.id ?? ''
  await room.command('openPoll', { pollId })
  const phone = await room.phone(3)
  await join(phone)
  await expect(question(phone, 'Where to?')).toBeVisible()
  await phone.getByRole('radio', { name: /Sea/ }).click()
  await expect(verdictOnVote(phone)).toHaveText(attendee.counted)
  const host = await room.hostPage({ reducedMotion: 'reduce' })
  await host.goto(new URL(`/meetings/${meeting.id}`, host.url()).href)
  const stage = await room.stagePage()

  const desk = host.getByRole('region', { name: say.paper.title })
  const field = (name: string) => desk.getByRole('textbox', { name })
  const enter = async (ballots: number, sea: number, hills: number, blank: number): Promise<void> => {
    await field(say.paper.ballots.paper).fill(String(ballots))
    await field('Sea').fill(String(sea))
    await field('Hills').fill(String(hills))
    await field(results.blank).fill(String(blank))
    await field(results.blank).press('Enter')
  }
  await desk.getByRole('button', { name: say.paper.add }).press('Enter')
  await expect(field(say.paper.ballots.paper)).toBeFocused()
  await enter(20, 12, 6, 1)
  await expect(desk.getByRole('alert')).toContainText('The votes add up to 18, and without blank ones there are 19.')
  await enter(20, 12, 7, 1)
  await expect(desk.getByRole('heading', { name: say.paper.second })).toBeVisible()
  await expect(field('Sea')).toHaveValue('')
  await enter(20, 11, 8, 1)
  await expect(desk.getByRole('alert')).toHaveText(say.paper.differs)
  await expect(desk).toContainText(fill(say.paper.difference, { first: 12, second: 11 }))
  await expect(field('Sea')).toBeFocused()
  await expectAccessible(host, 'paper ballots that differ')
  expect((await room.command('getResult', { pollId })).tally.people).toBe(1)
  await enter(20, 12, 7, 1)
  await expect(desk).toContainText(fill(say.paper.entered.paper, { count: 20 }))
  await expect(desk).toContainText('Sea 12 · Hills 7 · Blank votes 1')

  await room.command('closePoll', { pollId })
  await room.command('revealPoll', { pollId })
  for (const page of [host, stage, phone]) {
    const main = page.getByRole('main')
    await expect(main).toContainText(fill(results.byHand.paper, { phones: 1, count: 20 }))
    await expect(main.locator('[data-option="o1"] .count')).toHaveText('13')
  }
  await expect(phone.locator('[data-option="o1"]')).toContainText(fill(results.ofWhich.paper, { count: 12 }))

  await desk.getByRole('button', { name: say.paper.correct }).click()
  await expect(field('Sea')).toHaveValue('12')
  await enter(20, 13, 6, 1)
  await enter(20, 13, 6, 1)
  await expect(phone.locator('[data-option="o1"] .count')).toHaveText('14')
  await desk.getByRole('button', { name: say.paper.remove }).press('Enter')
  await desk.getByRole('button', { name: say.paper.removeNow }).press('Enter')
  await expect(phone.locator('[data-option="o1"] .count')).toHaveText('1')
  await expect(desk.getByRole('button', { name: say.paper.add })).toBeVisible()
})
