import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { JoinAnswer } from '../../src/contract/attendeeApi.ts'
import { host as say, common, stage as stageSays, standings, verdicts } from '../../src/contract/languages/en.ts'
import { attendeeRoutes, requestedWith } from '../../src/contract/routes.ts'
import type { HostPoll } from '../../src/contract/views.ts'
import { expectAccessible } from './axe.ts'
import { expect, test, type PollDraft, type Room } from './room.ts'

/** Somebody without a screen, as far as the server can tell. */
type Person = (pollId: string, answer: object) => Promise<void>

async function person(room: Room, name: string | null = null): Promise<Person> {
  const origin = `http://127.0.0.1:${String(room.server().lanPort)}`
  const send = async (method: string, path: string, body: object, token?: string): Promise<unknown> => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        [requestedWith.header]: requestedWith.value,
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return response.json()
  }
  const { token } = (await send('POST', attendeeRoutes.join, { name })) as JoinAnswer
  return async (pollId, answer) => {
    await send('PUT', attendeeRoutes.ballot(pollId), { answer, key: randomBytes(16).toString('base64url') }, token)
  }
}

/** A running meeting with these polls, none opened, and the console on it. */
async function deskFor(
  room: Room,
  drafts: readonly PollDraft[],
): Promise<{ host: Page; meetingId: string; polls: readonly HostPoll[] }> {
  const { meeting, polls } = await room.meeting('Parish council', drafts)
  // The dot of an open poll breathes for ever, and axe waits for what moves.
  const host = await room.hostPage({ reducedMotion: 'reduce' })
  await host.goto(new URL(`/meetings/${meeting.id}`, host.url()).href)
  await expect(host.getByRole('navigation', { name: say.agenda.name }).getByRole('button').first()).toBeVisible()
  return { host, meetingId: meeting.id, polls }
}

const wall: PollDraft = { kind: 'text', question: 'What did you learn?', settings: { moderated: true } }

test('a moderated wall is gone through by keyboard, while more comes in', async ({ room }) => {
  const { host, polls } = await deskFor(room, [wall])
  const pollId = polls[0]?.id ?? ''
  const stage = await room.stagePage()
  await room.command('openPoll', { pollId })
  const [ada, ben, cleo, dan] = [await person(room), await person(room), await person(room), await person(room)]
  await ada(pollId, { text: 'Listen first' })
  await ben(pollId, { text: 'Nothing' })
  await cleo(pollId, { text: 'You are all fools' })
  const rows = host.getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(stage.getByRole('main')).not.toContainText('Listen first')
  await expect(host.getByRole('navigation').getByTitle(say.moderation.badge.replace('{count}', '3'))).toBeVisible()

  await host.keyboard.press('w')
  await expect(rows.filter({ hasText: 'Listen first' })).toBeFocused()
  await host.keyboard.press('ArrowDown')
  const second = rows.filter({ hasText: 'Nothing' })
  await expect(second).toBeFocused()
  // What comes in, and what climbs, moves nothing under the fingers.
  await dan(pollId, { text: 'you are all FOOLS' })
  await expect(rows.filter({ hasText: 'fools' })).toContainText(say.moderation.times.replace('{count}', '2'))
  await (
    await person(room)
  )(pollId, { text: 'A late thought' })
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText('Nothing')
  await expect(second).toBeFocused()

  await host.keyboard.press('a')
  await expect(rows.filter({ hasText: 'fools' })).toBeFocused()
  await expect(stage.getByRole('main')).toContainText('Nothing')
  // R removes here; outside of the list it would hide the result.
  await host.keyboard.press('r')
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: 'A late thought' })).toBeFocused()
  await host.keyboard.press('Enter')
  await host.keyboard.press('Enter')
  await expect(rows).toHaveCount(0)
  await expect(stage.getByRole('main')).toContainText('A late thought')
  // The keys of the empty list are still those of the list.
  await host.keyboard.press('r')
  await host.keyboard.press('Space')
  const { poll } = await room.command('getResult', { pollId })
  expect(poll).toMatchObject({ status: 'open', revealed: true })
  await expect(stage.getByRole('main')).not.toContainText(/fools/i)

  // Undo takes the last one back; what was removed can be shown again.
  await host.getByRole('status').getByRole('button', { name: say.notices.undo }).click()
  await expect(rows).toHaveCount(1)
  await expect(stage.getByRole('main')).not.toContainText('Listen first')
  await host.getByRole('radio', { name: /^Removed 1/ }).check({ force: true })
  await rows
    .filter({ hasText: 'fools' })
    .getByRole('button', { name: /again$/ })
    .click()
  await expect(stage.getByRole('main')).toContainText(/fools/i)
})

test('a wall of two thousand entries is searched and worked on without waiting', async ({ room }) => {
  test.slow()
  const { host, polls } = await deskFor(room, [
    { kind: 'questions', question: 'Your questions', settings: { moderated: true, maxPosts: 10 } },
  ])
  const pollId = polls[0]?.id ?? ''
  await room.command('openPoll', { pollId })
  for (let n = 0; n < 200; n++) {
    const posts = Array.from({ length: 10 }, (_, post) => `Question ${String(n)}-${String(post)}?`)
    await (
      await person(room)
    )(pollId, { posts, upvotes: [] })
  }
  const waiting = (count: number): string => `${say.moderation.states.pending} ${String(count)}`
  await expect(host.getByRole('radio', { name: waiting(2000), exact: true })).toBeAttached({ timeout: 30_000 })
  await expect(host.getByRole('row')).toHaveCount(100)
  await host.getByRole('button', { name: say.moderation.more.replace('{count}', '100') }).click()
  await expect(host.getByRole('row')).toHaveCount(200)
  await host.getByRole('searchbox', { name: say.moderation.search }).fill('137-4')
  await expect(host.getByRole('row')).toHaveCount(1)
  await host.keyboard.press('Tab')
  await expect(host.getByRole('row')).toBeFocused()
  await host.keyboard.press('a')
  await expect(host.getByRole('radio', { name: waiting(1999), exact: true })).toBeAttached()
  await host.getByRole('searchbox', { name: say.moderation.search }).fill('')
  await host.getByRole('radio', { name: /^Shown 1/ }).check({ force: true })
  await host.getByRole('row').focus()
  await host.keyboard.press('d')
  await expect(host.getByRole('radio', { name: 'Answered 1', exact: true })).toBeAttached()
  const answered = async (): Promise<readonly string[]> => {
    const { tally } = await room.command('getResult', { pollId })
    const entries = 'entries' in tally ? tally.entries : []
    return entries.filter(({ state }) => state === 'answered').map(({ text }) => text)
  }
  // The list goes on before the store has it.
  await expect.poll(answered).toEqual(['Question 137-4?'])
})

test('a countdown is set, paused and lengthened by keys; it closes voting, and console and stage say so', async ({
  room,
}) => {
  const { host, polls } = await deskFor(room, [{ kind: 'choice', question: 'Lunch?', options: ['Soup', 'Bread'] }])
  const pollId = polls[0]?.id ?? ''
  const stage = await room.stagePage()
  await host.keyboard.press('Space')
  await expect(host.getByRole('button', { name: say.step.closeVoting })).toBeVisible()

  await host.keyboard.press('t')
  const bar = host.getByRole('region', { name: say.countdown.name })
  await expect(bar.getByRole('timer')).toHaveAccessibleName(/(1:00|0:5\d)/)
  await expect(stage.getByRole('timer')).toHaveAccessibleName(/(1:00|0:5\d)/)
  await host.keyboard.press('t')
  await expect(bar.getByText(common.timePaused)).toBeVisible()
  await host.keyboard.press('+')
  await expect(bar.getByRole('timer')).toHaveAccessibleName(/1:(30|[12]\d)/)
  await expectAccessible(host, 'a countdown')
  await bar.getByRole('button', { name: say.countdown.stopLabel }).click()
  await expect(bar.getByRole('timer')).toBeHidden()

  const own = bar.getByRole('textbox', { name: say.countdown.own })
  await own.fill('1:75')
  await own.press('Enter')
  await expect(bar.getByRole('alert')).toHaveText(say.countdown.ownUnfit)
  await own.fill('0:05')
  await own.press('Enter')
  await expect(bar.getByRole('timer')).toBeVisible()
  await expect(host.getByRole('button', { name: say.step.revealResult })).toBeVisible()
  await expect(bar).toBeHidden()
  await expect(stage.getByRole('main')).toContainText(stageSays.closed)
  const { poll } = await room.command('getResult', { pollId })
  expect(poll.status).toBe('closed')
})

test('joining is locked and opened by a key; ending asks once while people vote, and can be taken back', async ({
  room,
}) => {
  room.excuse(/status of 403/)
  const { host, polls } = await deskFor(room, [{ kind: 'choice', question: 'Lunch?', options: ['Soup', 'Bread'] }])
  const pollId = polls[0]?.id ?? ''
  await room.command('openPoll', { pollId })
  const ada = await person(room, 'Ada')
  await ada(pollId, { options: ['o1'] })
  await host.keyboard.press('l')
  await expect(host.getByText(say.room.locked)).toBeVisible()
  const lock = host.getByRole('switch', { name: say.room.lock })
  await expect(lock).toBeChecked()
  await expect(person(room, 'Ben')).rejects.toThrow(/joiningLocked/)
  await ada(pollId, { options: ['o2'] })
  await host.keyboard.press('l')
  await expect(host.getByText(say.room.locked)).toBeHidden()
  await person(room, 'Ben')
  // Clicked, the switch leaves the space bar to the big button, which now opens voting again.
  await host.getByText(say.room.lock, { exact: true }).click()
  await expect(lock).toBeChecked()
  await expect(lock).not.toBeFocused()
  await host.getByText(say.room.lock, { exact: true }).click()
  await expect(lock).not.toBeChecked()

  const end = host.getByRole('button', { name: say.room.end })
  await end.click()
  const ask = host.getByRole('alertdialog', { name: say.room.end })
  await expect(ask).toContainText('1 of 2 have voted')
  await expectAccessible(host, 'asked whether to end')
  await host.keyboard.press('Escape')
  await expect(ask).toBeHidden()
  await expect(end).toBeFocused()
  await end.press('Enter')
  await ask.getByRole('button', { name: say.room.endNow }).click()
  await expect(host.getByText(say.room.startAgain)).toBeVisible()
  await host.getByRole('status').getByRole('button', { name: say.notices.undo }).click()
  await expect(host.getByRole('button', { name: say.step.closeVoting })).toBeVisible()
  const { poll, tally } = await room.command('getResult', { pollId })
  expect([poll.status, tally.people]).toEqual(['open', 1])
})

test('who is present is asked for right where the poll opens, and the quorum is told beside the question', async ({
  room,
}) => {
  room.excuse(/status of 409/)
  const quorum = { form: 'fraction', by: 'heads', comparison: 'moreThan', numerator: 1, denominator: 2 }
  const { host } = await deskFor(room, [
    { kind: 'motion', question: 'We buy the bench.', settings: { quorum } },
    {
      kind: 'motion',
      question: 'We buy the tree.',
      settings: { rule: { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'entitled' } },
    },
  ])
  const enter = host.getByRole('button', { name: say.step.enterRoll })
  await expect(enter).toBeVisible()
  await host.keyboard.press('Space')
  const present = host.getByRole('main').getByRole('textbox', { name: say.people.present })
  await expect(present).toBeFocused()
  await present.fill('18')
  await present.press('Enter')
  const entitled = host.getByRole('main').getByRole('textbox', { name: say.people.entitled })
  await expect(entitled).toBeFocused()
  await entitled.fill('39')
  await expectAccessible(host, 'asked who is present')
  await entitled.press('Enter')
  await expect(host.getByRole('button', { name: say.step.closeVoting })).toBeVisible()
  await expect(host.getByText('20 needed, 18 present: no quorum')).toBeVisible()

  // Two more come in.
  await host.getByText(say.people.rollShort.replace('{present}', '18').replace('{entitled}', '39')).click()
  const field = host.getByRole('complementary').getByRole('textbox', { name: say.people.present })
  await field.fill('20')
  await field.press('Enter')
  await expect(host.getByText('20 needed, 20 present: quorum')).toBeVisible()
  await field.fill('twenty')
  await field.press('Enter')
  await expect(host.getByRole('complementary').getByRole('alert')).toHaveText(say.people.rollUnfit)

  // What is known is not asked again, until somebody has more than one vote.
  await person(room, 'Ada')
  await host.getByRole('button', { name: say.people.open }).click()
  const sheet = host.getByRole('dialog', { name: say.people.title })
  const votes = sheet.getByRole('textbox', { name: say.people.weightOf.replace('{name}', 'Ada') })
  await votes.fill('3')
  // Somebody else comes in while it is being typed.
  await person(room, 'Ben')
  await expect(sheet.getByText('Ben')).toBeVisible()
  await expect(votes).toHaveValue('3')
  await votes.press('Enter')
  await expect(sheet.getByText('2 people, 4 votes')).toBeVisible()
  await expectAccessible(host, 'people and their votes')
  await host.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await host.getByRole('button', { name: /Question 2/ }).click()
  await host.getByRole('button', { name: say.step.openVoting }).click()
  const entitledVotes = host.getByRole('main').getByRole('textbox', { name: say.people.entitledWeight })
  await expect(entitledVotes).toBeFocused()
  await entitledVotes.fill('41')
  await entitledVotes.press('Enter')
  await expect(host.getByRole('button', { name: say.step.closeVoting })).toBeVisible()
})

test('weights given while people vote: the numbers are asked for before closing, and what to do is said after it', async ({
  room,
}) => {
  const { host, meetingId, polls } = await deskFor(room, [
    {
      kind: 'motion',
      question: 'We buy the bench.',
      settings: { rule: { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'present' } },
    },
  ])
  const [pollId = ''] = polls.map(({ id }) => id)
  const [ada, ben] = [await person(room), await person(room)]
  await room.command('setRoll', { meetingId, presentHeads: 2 })
  await room.command('openPoll', { pollId })
  await ben(pollId, { options: ['no'] })
  const field = host.getByRole('textbox', { name: say.people.presentWeight }).and(host.locator('footer *'))
  await expect(host.getByRole('button', { name: say.step.closeVoting })).toBeVisible()
  await expect(field).toBeHidden()
  const { attendees } = await room.command('listAttendees', { meetingId })
  await room.command('setWeight', { attendeeId: attendees[0]?.id ?? '', weight: 5 })
  await ada(pollId, { options: ['yes'] })
  await expect(host.getByText(say.step.rollLate)).toBeVisible()

  // Closed without them all the same: what to do is said.
  await host.getByRole('button', { name: say.step.closeVoting }).click()
  await expect(host.getByText(say.step.rollMissed)).toBeVisible()
  await host.getByRole('button', { name: say.step.reopen }).click()
  await expectAccessible(host, 'numbers are missing')
  await field.fill('6')
  await field.press('Enter')
  await expect(host.getByText(say.step.rollLate)).toBeHidden()
  await host.getByRole('button', { name: say.step.closeVoting }).click()
  await expect(host.getByText(say.step.rollMissed)).toBeHidden()
  await expect(host.getByRole('main')).toContainText(verdicts.carried)
})

test('nothing of a long question is out of reach behind the big button, at any size', async ({ room }) => {
  const { host, polls } = await deskFor(room, [
    { kind: 'choice', question: 'Where?', options: Array.from({ length: 12 }, (_, n) => `Place ${String(n + 1)}`) },
  ])
  const foot = host.getByRole('textbox', { name: say.editor.notes })
  const bar = host.locator('footer').filter({ has: host.locator('[data-next-step]') })
  const zone = host.locator('article.column').locator('..')
  for (const [width, height] of [
    [1366, 820],
    [1024, 768],
    [1280, 600],
  ] as const) {
    await host.setViewportSize({ width, height })
    await zone.evaluate((one) => one.scrollTo(0, one.scrollHeight))
    const [field, steps] = [await foot.boundingBox(), await bar.boundingBox()]
    expect((field?.y ?? 0) + (field?.height ?? 0), `${width} × ${height}`).toBeLessThanOrEqual(steps?.y ?? 0)
    expect((steps?.y ?? 0) + (steps?.height ?? 0)).toBeLessThanOrEqual(height)
  }
  await room.command('openPoll', { pollId: polls[0]?.id ?? '' })
  const last = host.getByRole('article').getByText('Place 12')
  await expect(last).toBeVisible()
  await zone.evaluate((one) => one.scrollTo(0, one.scrollHeight))
  const [row, steps] = [await last.boundingBox(), await bar.boundingBox()]
  expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual(steps?.y ?? 0)
})

test('a tie: the chair’s vote, a lot after one more question, and a second round', async ({ room }) => {
  const election = (rule: string): PollDraft => ({
    kind: 'choice',
    question: 'Who chairs?',
    options: ['Kim', 'Lee', 'Max'],
    settings: { election: { seats: 1, rule } },
  })
  const { host, polls } = await deskFor(room, [
    { kind: 'motion', question: 'We buy the bench.', settings: { tie: 'castingVote' } },
    election('mostVotes'),
    election('absoluteMajority'),
  ])
  const [motion, chair, second] = polls.map(({ id }) => id) as [string, string, string]
  const [ada, ben] = [await person(room), await person(room)]
  const asked = async (pollId: string, ofAda: string, ofBen: string): Promise<void> => {
    await room.command('openPoll', { pollId })
    await ada(pollId, { options: [ofAda] })
    await ben(pollId, { options: [ofBen] })
    await room.command('closePoll', { pollId })
  }

  await asked(motion, 'yes', 'no')
  const chairs = host.getByRole('group', { name: say.tie.castingVote })
  await expect(chairs.getByRole('button')).toHaveText(['Yes', 'No'])
  await expect(host.getByRole('button', { name: say.tie.lot })).toBeHidden()
  await expectAccessible(host, 'a tie')
  await chairs.getByRole('button', { name: 'No' }).press('Enter')
  const casting = host.getByRole('alertdialog', { name: say.tie.castingVote })
  await expect(casting).toContainText(say.tie.castAskMotion.no)
  await expect(casting.getByRole('button', { name: say.tie.castNot })).toBeFocused()
  await host.keyboard.press('Enter')
  await expect(chairs.getByRole('button', { name: 'No' })).toBeFocused()
  expect((await room.command('getResult', { pollId: motion })).outcome.status).toBe('tie')
  await host.keyboard.press('Enter')
  await expectAccessible(host, 'a casting vote is asked about')
  await casting.getByRole('button', { name: 'Decide for “No”' }).click()
  await expect(host.getByText(say.tie.castFor)).toBeVisible()
  await expect(host.getByRole('main')).toContainText(verdicts.lost)
  await expect(chairs).toBeHidden()

  await host.getByRole('button', { name: /Question 2/ }).click()
  await asked(chair, 'o1', 'o2')
  await expect(host.getByRole('heading', { name: 'A tie between “Kim” and “Lee”' })).toBeVisible()
  const lot = host.getByRole('button', { name: say.tie.lot })
  await lot.press('Enter')
  const question = host.getByRole('alertdialog', { name: say.tie.lot })
  await expect(question.getByRole('button', { name: say.tie.lotNot })).toBeFocused()
  await host.keyboard.press('Escape')
  await expect(lot).toBeFocused()
  expect((await room.command('getResult', { pollId: chair })).outcome.status).toBe('tie')
  await lot.press('Enter')
  await question.getByRole('button', { name: say.tie.lotNow }).click()
  await expect(host.getByText(say.tie.drawn)).toBeVisible()
  const { outcome } = await room.command('getResult', { pollId: chair })
  const drawn = outcome.elected[0] === 'o1' ? 'Kim' : 'Lee'
  await expect(host.getByRole('status').filter({ hasText: say.tie.drawn })).toContainText(drawn)
  await expectAccessible(host, 'a lot was drawn')

  await host.getByRole('button', { name: /Question 3/ }).click()
  await asked(second, 'o2', 'o3')
  await host.getByRole('button', { name: say.tie.secondRound }).click()
  await expect(host.getByRole('main').getByText('Question 4')).toBeVisible()
  await expect(host.getByRole('textbox', { name: 'Option B' })).toHaveValue('Max')
})

test('a quiz: answer, leaderboard, next question, each by the big button', async ({ room }) => {
  const quiz = (question: string): PollDraft => ({
    kind: 'quiz',
    question,
    options: ['Pond', 'Lime tree'],
    settings: { correct: ['o2'], countdownSeconds: null },
  })
  const { host, polls } = await deskFor(room, [quiz('Where is the bench?'), quiz('And the frog?')])
  const pollId = polls[0]?.id ?? ''
  const stage = await room.stagePage()
  const [ada, ben] = [await person(room, 'Ada'), await person(room, 'Ben')]
  const press = async (name: string): Promise<void> => {
    await expect(host.getByRole('button', { name })).toBeVisible()
    await host.keyboard.press('Space')
  }
  await press(say.step.openVoting)
  await expect(host.getByRole('button', { name: say.step.closeVoting })).toBeVisible()
  await ada(pollId, { options: ['o2'] })
  await ben(pollId, { options: ['o1'] })
  await press(say.step.closeVoting)
  await press(say.step.revealResult)
  await expect(host.getByRole('heading', { name: standings.title })).toBeVisible()
  await expect(host.getByRole('main').getByRole('listitem').filter({ hasText: 'Ada' })).toContainText('1 right')
  await expectAccessible(host, 'a quiz')
  await press(say.step.showStandings)
  await expect(stage.getByRole('main')).toContainText('Ada')
  await expect(host.getByRole('radio', { name: say.room.modes.standings })).toBeChecked()
  await press(say.step.nextQuestion)
  await press(say.step.openVoting)
  await expect(stage.getByRole('main')).toContainText('And the frog?')
})

test('names are hidden and shown again; the record ends with the hash of its log', async ({ room }) => {
  const { host, meetingId, polls } = await deskFor(room, [{ ...wall, settings: { privacy: 'named' } }])
  await host.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const pollId = polls[0]?.id ?? ''
  const stage = await room.stagePage()
  await room.command('openPoll', { pollId })
  await (
    await person(room, 'Ada Lovelace')
  )(pollId, { text: 'Listen first' })
  await expect(stage.getByRole('main')).toContainText('Ada Lovelace')
  await host.getByRole('switch', { name: say.poll.names }).press('Space')
  await expect(stage.getByRole('main')).not.toContainText('Ada Lovelace')
  await expect(host.getByRole('row')).toContainText('Ada Lovelace')
  await host.getByRole('switch', { name: say.poll.names }).press('Space')
  await expect(stage.getByRole('main')).toContainText('Ada Lovelace')

  await room.command('endMeeting', { meetingId })
  const { meeting } = await room.command('getMeeting', { meetingId })
  await expect(host.getByText(say.room.log.replace('{entries}', String(meeting.log.entries)))).toBeVisible()
  await host.getByRole('button', { name: say.room.logCopy }).click()
  await expect(host.getByText(say.room.logCopied)).toBeVisible()
  expect(await host.evaluate(() => navigator.clipboard.readText())).toBe(meeting.log.head)
  await expectAccessible(host, 'the record')
})
