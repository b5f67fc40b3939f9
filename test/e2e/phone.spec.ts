import type { Page } from '@playwright/test'
import { languageNames } from '../../src/contract/languages/index.ts'
import { tallyOf } from '../../src/domain/kinds/index.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import {
  answer,
  benches,
  counts,
  expectCounted,
  join,
  joined,
  phoneAtPoll,
  problems,
  question,
  refusals,
  say,
  verdictOnVote,
} from './phone.ts'
import { expect, test } from './room.ts'

/** What a person can do with a vote, and what the phone says of it. */

test('a vote is changed by tapping another, and taken back', async ({ room }) => {
  const { phone, pollId } = await phoneAtPoll(room)
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')
  await expect(phone.getByText(say.receipt)).toBeVisible()

  await answer(phone, 'At the bus stop').click()
  await expectCounted(phone, 'At the bus stop')
  await expect(answer(phone, 'By the pond')).not.toBeChecked()
  expect(await counts(room, pollId)).toEqual([0, 0, 1])

  await phone.getByRole('button', { name: say.withdraw }).click()
  await expect(verdictOnVote(phone)).toHaveText(say.chooseOne)
  await expect(answer(phone, 'At the bus stop')).not.toBeChecked()
  expect(await counts(room, pollId)).toEqual([0, 0, 0])
})

test('a vote that cannot be changed is confirmed first, and then stays', async ({ room }) => {
  const settings = { allowChange: false, allowWithdraw: false }
  const { phone, pollId } = await phoneAtPoll(room, { ...benches, settings })
  await expect(verdictOnVote(phone)).toHaveText(say.chooseThenVote)
  const vote = phone.getByRole('button', { name: 'Vote', exact: true })
  await expect(vote).toBeDisabled()

  // A slip of the finger costs nothing.
  await answer(phone, 'By the pond').click()
  await answer(phone, 'Under the lime tree').click()
  expect(await counts(room, pollId)).toEqual([0, 0, 0])
  await vote.click()
  await expectCounted(phone, 'Under the lime tree')
  expect(await counts(room, pollId)).toEqual([0, 1, 0])

  await expect(vote).toBeHidden()
  await expect(phone.getByRole('button', { name: say.withdraw })).toBeHidden()
  await expect(answer(phone, 'By the pond')).toBeDisabled()
  await answer(phone, 'By the pond').click({ force: true })
  await expect(answer(phone, 'By the pond')).not.toBeChecked()
  await phone.reload()
  await expectCounted(phone, 'Under the lime tree')
  expect(await counts(room, pollId)).toEqual([0, 1, 0])
})

test('several may be chosen up to the most, and no more', async ({ room }) => {
  const { phone, pollId } = await phoneAtPoll(room, { ...benches, settings: { max: 2 } })
  const box = (label: string) => phone.getByRole('checkbox', { name: label })
  await expect(verdictOnVote(phone)).toHaveText('Choose up to 2')
  await box('By the pond').click()
  await box('Under the lime tree').click()
  await expect(box('At the bus stop')).toBeDisabled()
  await phone.getByRole('button', { name: 'Vote 2 of 2' }).click()
  await expect(verdictOnVote(phone)).toHaveText(say.counted)
  expect(await counts(room, pollId)).toEqual([1, 1, 0])

  // One for another, and the vote as a whole is replaced.
  await box('By the pond').click()
  await box('At the bus stop').click()
  await phone.getByRole('button', { name: 'Change my vote 2 of 2' }).click()
  await expect(verdictOnVote(phone)).toHaveText(say.counted)
  expect(await counts(room, pollId)).toEqual([0, 1, 1])
})

test('voting is closed while somebody is still choosing: nothing is counted, and the phone says so', async ({
  room,
}) => {
  const { phone, pollId } = await phoneAtPoll(room, { ...benches, settings: { allowChange: false } })
  await answer(phone, 'By the pond').click()
  await room.command('closePoll', { pollId })
  await expect(verdictOnVote(phone)).toHaveText(say.closedUnsent)
  await expect(phone.getByRole('button', { name: 'Vote', exact: true })).toBeHidden()
  expect(await counts(room, pollId)).toEqual([0, 0, 0])
})

test('the result appears on the phone when it is revealed, and not before', async ({ room }) => {
  const { phone, pollId } = await phoneAtPoll(room)
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')
  await room.command('closePoll', { pollId })
  await expect(verdictOnVote(phone)).toHaveText(say.closedCounted)
  await expect(phone.getByRole('main')).not.toContainText('%')
  await room.command('revealPoll', { pollId })
  await expect(phone.getByRole('main')).toContainText('100%')
  await room.command('hidePoll', { pollId })
  await expect(phone.getByRole('main')).not.toContainText('%')
})

test('another round is empty on the phone, and the earlier one is kept', async ({ room }) => {
  const { phone, pollId } = await phoneAtPoll(room)
  await answer(phone, 'By the pond').click()
  await expectCounted(phone, 'By the pond')
  await room.command('closePoll', { pollId })
  await room.command('runAgain', { pollId })
  await expect(verdictOnVote(phone)).toHaveText(say.chooseOne)
  await expect(phone.getByRole('radio', { checked: true })).toHaveCount(0)

  await answer(phone, 'At the bus stop').click()
  await expectCounted(phone, 'At the bus stop')
  expect(await counts(room, pollId)).toEqual([0, 0, 1])
  const earlier = await room.command('getResult', { pollId, round: 1 })
  expect(tallyOf('choice', earlier.tally).options.map((option) => option.count)).toEqual([1, 0, 0])
})

test('from one meeting to the next: thanks, the old link says so, and the name is still there', async ({ room }) => {
  room.excuse(refusals)
  const first = await room.meeting('Spring meeting')
  const oldPath = await room.joinPath()
  const phone = await room.phone(1)
  await join(phone, 'Ada Lovelace')
  await room.command('endMeeting', { meetingId: first.meeting.id })
  await expect(phone.getByRole('heading', { name: say.ended })).toBeVisible()

  // A tab that stayed open since the spring follows the room, but its link was for another meeting.
  await room.meeting('Autumn meeting', [benches])
  await expect(phone.getByRole('heading', { name: 'Autumn meeting' })).toBeVisible()
  const name = phone.getByRole('textbox', { name: say.name })
  await expect(name).toHaveValue('Ada Lovelace')
  expect(new URL(phone.url()).pathname).toBe(oldPath)
  await phone.getByRole('button', { name: say.join }).click()
  await expect(phone.getByRole('alert')).toHaveText(problems.wrongCode)
  expect(await joined(room)).toBe(0)

  await phone.goto(`${room.phoneOrigin()}${await room.joinPath()}`)
  await expect(name).toHaveValue('Ada Lovelace')
  await phone.getByRole('button', { name: say.join }).click()
  await expect(question(phone, say.waiting)).toBeVisible()
  expect(await joined(room)).toBe(1)
})

test('who comes before the meeting waits, and is let in by itself', async ({ room }) => {
  const phone = await room.phone(1)
  await expect(question(phone, say.noMeeting)).toBeVisible()
  await room.meeting('Parish council')
  await expect(question(phone, 'Parish council')).toBeVisible()
  await join(phone)
  await expect(question(phone, say.waiting)).toBeVisible()
})

test.describe('in Chinese', () => {
  const chinese = { locale: 'zh-CN' }

  async function joinInChinese(phone: Page): Promise<void> {
    await phone.getByRole('textbox', { name: zh.attendee.name }).fill('王芳')
    await phone.getByRole('button', { name: zh.attendee.join }).click()
  }

  test('by the language of the phone, in the sentences of the server too', async ({ room }) => {
    room.excuse(refusals)
    await room.meeting('村民会议', [{ kind: 'motion', question: '是否同意修缮水渠？' }])
    const stale = await room.phone(1, { ...chinese, path: '/QQQQ' })
    await expect(stale.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await joinInChinese(stale)
    await expect(stale.getByRole('alert')).toHaveText(zh.problems.wrongCode)
  })

  test('by the switch, at once, and remembered', async ({ room }) => {
    const { polls } = await room.meeting('村民会议', [{ kind: 'motion', question: '是否同意修缮水渠？' }])
    const pollId = polls[0]?.id ?? ''
    await room.command('openPoll', { pollId })
    const phone = await room.phone(2)
    await join(phone)
    await answer(phone, 'Yes').click()
    await expectCounted(phone, 'Yes')

    await phone.getByRole('button', { name: languageNames['zh-CN'] }).click()
    await expect(answer(phone, zh.common.yes)).toBeChecked()
    await expect(verdictOnVote(phone)).toHaveText(zh.attendee.counted)
    await expect(phone.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await phone.reload()
    await expect(verdictOnVote(phone)).toHaveText(zh.attendee.counted)
    expect(await counts(room, pollId)).toEqual([1, 0, 0])
  })
})
