import type { Page } from '@playwright/test'
import {
  attendee,
  calling,
  common,
  privacies,
  problems,
  questionsVoting,
  quizVoting,
  standings,
  voting,
} from '../../src/contract/languages/en.ts'
import { fill } from '../../src/contract/languages/index.ts'
import { hostRoutes } from '../../src/contract/routes.ts'
import { png } from '../support/pictures.ts'
import { expectAccessible } from './axe.ts'
import { answer, benches, counts, join, phoneAtPoll, question, refusals, setVisible, verdictOnVote } from './phone.ts'
import { expect, test } from './room.ts'

/** What stands around a question on phones: the time that is left, who may join, who sees a name, the leaderboard. */

const timer = (phone: Page) => phone.getByRole('timer')

test('the time that is left runs, stands still, is lengthened, and closes the poll in sight of everybody', async ({
  room,
}) => {
  const { phone, pollId } = await phoneAtPoll(room, { ...benches, settings: { countdownSeconds: 600 } })
  await expect(timer(phone)).toHaveText(/^(10:00|9:5\d)$/)
  await room.command('pauseCountdown', { pollId })
  await expect(phone.getByText(common.timePaused)).toBeVisible()
  await room.command('extendCountdown', { pollId, seconds: 60 })
  await expect(timer(phone)).toHaveText(/^(11:00|10:\d\d)$/)
  await room.command('resumeCountdown', { pollId })
  await expect(phone.getByText(common.timePaused)).toBeHidden()

  await answer(phone, 'By the pond').click()
  await room.command('setCountdown', { pollId, seconds: 5 })
  await expect(timer(phone)).toHaveText('0:01')
  await expect(verdictOnVote(phone)).toHaveText(fill(voting.closedCounted, { vote: voting.vote }))
  await expect(timer(phone)).toBeHidden()
  expect(await counts(room, pollId)).toEqual([1, 0, 0])
})

test('a phone that does not hear the end takes no more votes, and does not claim that voting is closed', async ({
  room,
}) => {
  const { phone } = await phoneAtPoll(room, { ...benches, settings: { countdownSeconds: 5 } })
  await expect(timer(phone)).toHaveText(/0:0\d/)
  await setVisible(phone, false)
  await expect(verdictOnVote(phone)).toHaveText(voting.timeUp)
  await expect(answer(phone, 'By the pond')).toBeDisabled()
  await setVisible(phone, true)
  await expect(verdictOnVote(phone)).toHaveText(fill(voting.closedUncounted, { vote: voting.vote }))
})

test('a closed door is seen before one knocks, and when it opens', async ({ room }) => {
  room.excuse(refusals)
  const { meeting } = await room.meeting('Parish council')
  const inside = await room.phone(1)
  await join(inside)
  await room.command('lockJoining', { meetingId: meeting.id, locked: true })
  const outside = await room.phone(2)
  await expect(outside.getByText(attendee.locked)).toBeVisible()
  await expectAccessible(outside, 'locked')
  // Who tries all the same is told why not, and no longer than it is true.
  await outside.getByRole('button', { name: attendee.join }).click()
  const refused = outside.getByRole('alert')
  await expect(refused).toHaveText(problems.joiningLocked)
  await expect(question(inside, attendee.waiting)).toBeVisible()
  await room.command('lockJoining', { meetingId: meeting.id, locked: false })
  await expect(outside.getByText(attendee.locked)).toBeHidden()
  await expect(refused).toBeHidden()
  await join(outside)
  await expect(question(outside, attendee.waiting)).toBeVisible()
})

test('whether a name is shown is said when joining and before answering', async ({ room }) => {
  const { polls } = await room.meeting('Parish council', [
    { kind: 'text', question: 'What shall we do?', settings: { privacy: 'named' } },
    { kind: 'motion', question: 'We go on.' },
  ])
  const [first, second] = polls.map(({ id }) => id) as [string, string]
  const phone = await room.phone(3)
  await expect(phone.getByText(attendee.nameText)).toBeVisible()
  await room.command('openPoll', { pollId: first })
  await join(phone, 'Ada')
  await expect(phone.getByText(fill(calling.nameShown, { name: 'Ada' }))).toBeVisible()
  await room.command('showNames', { pollId: first, shown: false })
  await expect(phone.getByText(fill(calling.nameForHost, { name: 'Ada' }))).toBeVisible()
  const nameless = await room.phone(1)
  await join(nameless)
  await nameless.getByLabel(calling.nameWanted).fill('Bo')
  await nameless.getByRole('button', { name: calling.nameGive }).click()
  await expect(nameless.getByText(fill(calling.nameForHost, { name: 'Bo' }))).toBeVisible()

  await room.command('closePoll', { pollId: first })
  await room.command('openPoll', { pollId: second })
  await expect(phone.getByText('More than half of yes and no')).toBeVisible()
  await expect(phone.getByText(privacies.standardSentence)).toBeVisible()
})

test('each phone shows shuffled options in an order of its own, with their letters, and keeps it', async ({ room }) => {
  const options = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight']
  const draft = { kind: 'choice', question: 'Which?', options, settings: { shuffle: true } } as const
  const { phone, pollId } = await phoneAtPoll(room, { ...draft, options })
  const other = await room.phone(2)
  await join(other)
  const orderOn = async (page: Page): Promise<string[]> => {
    await expect(page.getByRole('radio')).toHaveCount(8)
    return page.getByRole('radio').allInnerTexts()
  }
  const mine = await orderOn(phone)
  expect(await orderOn(other)).not.toEqual(mine)
  expect([...mine].sort()).toEqual(options.map((label, index) => `${'ABCDEFGH'[index] ?? ''}\n${label}`))
  await phone.reload()
  expect(await orderOn(phone)).toEqual(mine)

  await answer(phone, 'Seven').click()
  await expect(verdictOnVote(phone)).toHaveText(attendee.counted)
  await room.command('closePoll', { pollId })
  await room.command('revealPoll', { pollId })
  await expect(phone.locator('.result [data-option]').first()).toContainText('One')
  await expect(phone.locator('.result [data-option=o7] .count')).toHaveText('1')
})

test('options have their pictures', async ({ room }) => {
  const { hostApi, hostSecret } = room.server()
  const stored = await fetch(new URL(hostRoutes.images, hostApi), {
    method: 'POST',
    headers: { Authorization: `Bearer ${hostSecret}`, 'Content-Type': 'image/png' },
    body: new Uint8Array(png(40, 30)),
  })
  const { id: image } = (await stored.json()) as { id: string }
  const options = [{ label: 'Oak', image }, { label: 'Lime' }]
  for (const kind of ['choice', 'ranking', 'points', 'quiz'] as const) {
    const settings = kind === 'quiz' ? { correct: ['o1'] } : {}
    const { phone, meetingId } = await phoneAtPoll(room, { kind, question: `A tree, ${kind}?`, options, settings })
    const picture = phone.locator('[data-option=o1] img')
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), kind).toBe(40)
    await room.command('endMeeting', { meetingId })
    await phone.context().close()
  }
})

test('the leaderboard comes to the phones with the stage, each with its own place', async ({ room }) => {
  const draft = {
    kind: 'quiz',
    question: 'Which is the longest?',
    options: ['Danube', 'Volga'],
    settings: { correct: ['o2'], countdownSeconds: 600 },
  } as const
  const { phone, pollId, meetingId } = await phoneAtPoll(room, { ...draft, options: [...draft.options] })
  const others = [await room.phone(2), await room.phone(3)] as const
  for (const other of others) await join(other, 'Bea')
  const everybody = [phone, ...others]
  for (const [index, one] of everybody.entries()) {
    await answer(one, index === 2 ? 'Danube' : 'Volga').click()
    await expect(verdictOnVote(one)).toHaveText(attendee.counted)
  }
  // The first tap counts.
  await expect(answer(phone, 'Danube')).toBeDisabled()
  await room.command('closePoll', { pollId })
  await expect(phone.getByText(quizVoting.right)).toBeHidden()
  await room.command('revealPoll', { pollId })
  await expect(phone.getByText(quizVoting.right)).toBeVisible()
  await expect(phone.getByText(fill(quizVoting.gained, { points: 100 }))).toBeVisible()
  await expect(phone.getByText(fill(quizVoting.score, { points: 100, place: 1 }))).toBeVisible()
  await expect(others[1].getByText(quizVoting.wrong)).toBeVisible()

  await room.command('setStageMode', { meetingId, mode: 'standings' })
  for (const one of everybody) await expect(question(one, standings.title)).toBeVisible()
  await expect(phone.getByRole('listitem')).toHaveCount(3)
  await expect(phone.locator('li.mine')).toContainText(
    new RegExp(`${fill(standings.nameless, { sign: '\\d{3}' })}${quizVoting.you}`),
  )
  await expect(phone.locator('li.mine')).toContainText('100')
  await expect(others[0].locator('li.mine')).toContainText('Bea')
  await expect(others[1].getByText(quizVoting.mineNone)).toBeVisible()
  await expectAccessible(phone, 'leaderboard')
  await room.command('setStageMode', { meetingId, mode: 'poll' })
  await expect(question(phone, draft.question)).toBeVisible()
})

test('a question waits for the host, is shown without the name if its author likes, and is answered', async ({
  room,
}) => {
  const draft = {
    kind: 'questions',
    question: 'What do you want to ask?',
    settings: { moderated: true, privacy: 'named' },
  }
  const { polls } = await room.meeting('Parish council', [{ ...draft, kind: 'questions' }])
  const pollId = polls[0]?.id ?? ''
  await room.command('openPoll', { pollId })
  const phone = await room.phone(3)
  await join(phone, 'Ada')
  const ask = async (text: string): Promise<void> => {
    await phone.getByRole('textbox').fill(text)
    await phone.getByRole('button', { name: questionsVoting.send, exact: true }).click()
    await expect(phone.getByRole('listitem').filter({ hasText: text })).toContainText(questionsVoting.waiting)
  }
  await ask('Who pays?')
  await phone.getByRole('checkbox', { name: questionsVoting.anonymous }).check()
  await ask('When?')

  const other = await room.phone(1)
  await join(other)
  await expect(other.getByText(questionsVoting.none)).toBeVisible()
  const { tally } = await room.command('getResult', { pollId })
  const entries = 'entries' in tally ? tally.entries : []
  for (const { id } of entries) await room.command('decideEntry', { pollId, entry: id, decision: 'approved' })
  const shown = (text: string) => other.getByRole('listitem').filter({ hasText: text })
  await expect(shown('Who pays?')).toContainText('Ada')
  await expect(shown('When?')).toBeVisible()
  await expect(shown('When?')).not.toContainText('Ada')

  const first = entries.find(({ text }) => text === 'Who pays?')?.id ?? ''
  await room.command('decideEntry', { pollId, entry: first, decision: 'answered' })
  await expect(shown('Who pays?')).toContainText(questionsVoting.answered)
  await room.command('decideEntry', { pollId, entry: first, decision: 'removed' })
  await expect(shown('Who pays?')).toHaveCount(0)
})

test('what was typed and refused is still there', async ({ room }) => {
  room.excuse(refusals)
  const { phone, pollId } = await phoneAtPoll(room, { kind: 'questions', question: 'What do you want to ask?' }, 2)
  await setVisible(phone, false)
  await room.command('closePoll', { pollId })
  await phone.getByRole('textbox').fill('Who pays?')
  await phone.getByRole('button', { name: questionsVoting.send, exact: true }).click()
  await expect(verdictOnVote(phone)).toContainText('Voting is closed')
  await expect(phone.getByRole('textbox')).toHaveValue('Who pays?')
})
