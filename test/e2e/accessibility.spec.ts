import type { Page } from '@playwright/test'
import * as en from '../../src/contract/languages/en.ts'
import { fill } from '../../src/contract/languages/index.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import { expectAccessible } from './axe.ts'
import { expectCounted, join, question, verdictOnVote } from './phone.ts'
import { expect, test, type PollDraft } from './room.ts'

/** With a screen reader's rules, in every colour and language, and with nothing but a keyboard. */

const words = { 'en-GB': en, 'zh-CN': zh } as const
type Locale = keyof typeof words

const agendas: Readonly<Record<Locale, { title: string; choice: PollDraft; motion: PollDraft; draft: PollDraft }>> = {
  'en-GB': {
    title: 'Parish council',
    choice: { kind: 'choice', question: 'Where shall the bench stand?', options: ['By the pond', 'At the bus stop'] },
    motion: { kind: 'motion', question: 'The council buys the bench.' },
    draft: { kind: 'choice', question: 'Which plants?', options: ['Roses', 'Lavender'], settings: { max: 2 } },
  },
  'zh-CN': {
    title: '村民会议',
    choice: { kind: 'choice', question: '长椅放在哪里？', options: ['池塘边', '公交站旁'] },
    motion: { kind: 'motion', question: '是否同意购买长椅？' },
    draft: { kind: 'choice', question: '种什么花？', options: ['月季', '薰衣草'], settings: { max: 2 } },
  },
}

for (const locale of ['en-GB', 'zh-CN'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion nothing is caught half way into its colour.
    const look = { locale, colorScheme, reducedMotion: 'reduce' } as const
    const { host: say, attendee, voting, common } = words[locale]
    const { title, choice, motion, draft } = agendas[locale]

    test(`console and stage break no rule, ${colorScheme}, ${locale}`, async ({ room }) => {
      test.slow()
      const host = await room.hostPage(look)
      await expect(host.getByRole('heading', { name: say.lobby.empty })).toBeVisible()
      await expectAccessible(host, 'lobby, empty')
      const { meeting, polls } = await room.meeting(title, [choice, motion, draft])
      await room.command('createMeeting', { title: `${title} 2` })
      await expect(host.getByRole('heading', { name: say.lobby.now })).toBeVisible()
      await expectAccessible(host, 'lobby, with meetings')
      await host.goto(new URL('/settings', host.url()).href)
      await expect(host.getByRole('group', { name: say.settings.pushWindow })).toBeVisible()
      await expect(host.getByText(say.settings.trustParts.networkSays)).toBeVisible()
      await expectAccessible(host, 'settings')

      await host.goto(new URL(`/meetings/${meeting.id}`, host.url()).href)
      const agenda = host.getByRole('navigation', { name: say.agenda.name })
      const [first, second] = polls.map((poll) => poll.id) as [string, string]
      await agenda.getByText(draft.question).click()
      await expect(host.getByRole('textbox', { name: say.editor.question, exact: true })).toHaveValue(draft.question)
      await expectAccessible(host, 'meeting, draft')
      await host.getByRole('button', { name: say.agenda.add }).click()
      await expect(host.getByRole('menuitem').first()).toBeVisible()
      await expectAccessible(host, 'meeting, menu')
      await host.keyboard.press('Escape')

      const stage = await room.stagePage(look)
      await expect(stage.getByRole('heading', { name: title })).toBeVisible()
      await expectAccessible(stage, 'stage, join')
      const phone = await room.phone(1, look)
      await phone.getByRole('button', { name: attendee.join }).click()
      await room.command('openPoll', { pollId: first })
      await agenda.getByText(choice.question).click()
      await phone.getByRole('radio').first().click()
      await expect(verdictOnVote(phone)).toHaveText(attendee.counted)
      for (const page of [host, stage]) {
        await expect(page.getByRole('main').getByRole('heading', { name: choice.question })).toBeVisible()
      }
      await expectAccessible(host, 'meeting, open')
      await expectAccessible(stage, 'stage, open')

      await room.command('closePoll', { pollId: first })
      await room.command('revealPoll', { pollId: first })
      await room.command('openPoll', { pollId: second })
      await phone.getByRole('radio', { name: common.yes, exact: true }).click()
      await expect(verdictOnVote(phone)).toHaveText(attendee.counted)
      await room.command('closePoll', { pollId: second })
      await room.command('revealPoll', { pollId: second })
      await agenda.getByText(motion.question).click()
      for (const page of [host, stage]) {
        await expect(page.getByRole('main').getByText(words[locale].verdicts.carried).first()).toBeVisible()
      }
      await expectAccessible(host, 'meeting, revealed motion')
      await expectAccessible(stage, 'stage, revealed motion')
      await room.command('showPoll', { meetingId: meeting.id, pollId: first })
      await expect(stage.getByRole('heading', { name: choice.question })).toBeVisible()
      await expectAccessible(stage, 'stage, revealed choice')

      await host.keyboard.press('?')
      await expect(host.getByRole('dialog')).toBeVisible()
      await expectAccessible(host, 'meeting, sheet of shortcuts')
      await host.keyboard.press('Escape')
      await room.command('endMeeting', { meetingId: meeting.id })
      await expect(host.getByText(say.room.startAgain)).toBeVisible()
      await expectAccessible(host, 'meeting, ended')
      await expect(stage.getByText(words[locale].stage.ended)).toBeVisible()
      await expectAccessible(stage, 'stage, ended')
    })

    test(`the phone breaks no rule, ${colorScheme}, ${locale}`, async ({ room }) => {
      test.slow()
      const phone = await room.phone(1, look)
      await expect(question(phone, attendee.noMeeting)).toBeVisible()
      await expectAccessible(phone, 'no meeting')
      const { meeting, polls } = await room.meeting(title, [choice, motion, draft])
      const [first, second, third] = polls.map((poll) => poll.id) as [string, string, string]
      await expect(phone.getByRole('button', { name: attendee.join })).toBeVisible()
      await expectAccessible(phone, 'join')
      await phone.getByRole('button', { name: attendee.join }).click()
      await expect(question(phone, attendee.waiting)).toBeVisible()
      await expectAccessible(phone, 'waiting')

      await room.command('openPoll', { pollId: first })
      await expect(question(phone, choice.question)).toBeVisible()
      await expectAccessible(phone, 'voting')
      await phone.getByRole('radio').first().click()
      await expect(verdictOnVote(phone)).toHaveText(attendee.counted)
      await expectAccessible(phone, 'counted')
      await room.command('closePoll', { pollId: first })
      await expect(verdictOnVote(phone)).toHaveText(fill(voting.closedCounted, { vote: voting.vote }))
      await expectAccessible(phone, 'closed')
      await room.command('revealPoll', { pollId: first })
      await expect(phone.getByRole('main')).toContainText('100%')
      await expectAccessible(phone, 'result')

      await room.command('openPoll', { pollId: third })
      await phone.getByRole('checkbox').first().click()
      await expectAccessible(phone, 'voting for several')
      await room.command('openPoll', { pollId: second })
      await phone.getByRole('radio', { name: common.yes, exact: true }).click()
      await expect(verdictOnVote(phone)).toHaveText(attendee.counted)
      await expectAccessible(phone, 'motion')
      await room.command('closePoll', { pollId: second })
      await room.command('revealPoll', { pollId: second })
      await expect(phone.getByText(words[locale].verdicts.carried)).toBeVisible()
      await expectAccessible(phone, 'verdict')
      await room.command('endMeeting', { meetingId: meeting.id })
      await expect(question(phone, attendee.ended)).toBeVisible()
      await expectAccessible(phone, 'ended')
    })
  }
}

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(
  page: Page,
  name: string | RegExp,
  role: Parameters<Page['getByRole']>[0] = 'button',
): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: typeof name === 'string' }).first()
  await expect(wanted).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key never came to ${String(name)}`)
}

test('the console by keyboard alone: from an empty lobby to a revealed result', async ({ room }) => {
  const host = await room.hostPage()
  const { keyboard } = host
  await tabTo(host, 'Name of the meeting', 'textbox')
  await keyboard.type('Parish council')
  await keyboard.press('Enter')

  await tabTo(host, 'Add a question')
  await keyboard.press('Enter')
  await expect(host.getByRole('menuitem', { name: /^Choice/ })).toBeFocused()
  await keyboard.press('Enter')
  await expect(host.getByRole('textbox', { name: 'Question', exact: true })).toBeFocused()
  await keyboard.type('Where shall the bench stand?')
  await tabTo(host, 'Option A', 'textbox')
  await keyboard.type('By the pond')
  await keyboard.press('Enter')
  await keyboard.type('At the bus stop')
  await expect(host.getByText('Saved')).toBeVisible()

  await tabTo(host, 'Start the meeting')
  await keyboard.press('Enter')
  const phone = await room.phone(1)
  await join(phone)
  await tabTo(host, /^Open voting/)
  await keyboard.press('Enter')
  await phone.getByRole('radio', { name: 'At the bus stop' }).click()
  await expectCounted(phone, 'At the bus stop')

  // The big button says what comes next and keeps the focus.
  await expect(host.getByRole('button', { name: /^Close voting/ })).toBeFocused()
  await keyboard.press('Enter')
  await expect(host.getByRole('button', { name: /^Reveal the result/ })).toBeFocused()
  await keyboard.press('Enter')
  await expect(phone.getByRole('main')).toContainText('100%')
  await expect(host.getByText(en.host.poll.shown)).toBeVisible()
})

test('the phone by keyboard alone: from the link to a counted vote', async ({ room }) => {
  const { polls } = await room.meeting('Parish council', [agendas['en-GB'].choice, agendas['en-GB'].draft])
  const [single, several] = polls.map((poll) => poll.id) as [string, string]
  const phone = await room.phone(2)
  const { keyboard } = phone
  await tabTo(phone, /^Your name/, 'textbox')
  await keyboard.type('Ada')
  await keyboard.press('Enter')
  await expect(question(phone, en.attendee.waiting)).toBeFocused()

  // A new question is where the focus is, so that it is read out; arrows look through the answers without voting.
  await room.command('openPoll', { pollId: single })
  await expect(question(phone, 'Where shall the bench stand?')).toBeFocused()
  await tabTo(phone, /By the pond/, 'radio')
  await keyboard.press('ArrowDown')
  await expect(phone.getByRole('radio', { name: 'At the bus stop' })).toBeFocused()
  await expect(phone.getByRole('radio', { checked: true })).toHaveCount(0)
  await keyboard.press('Space')
  await expectCounted(phone, 'At the bus stop')

  await room.command('openPoll', { pollId: several })
  await expect(question(phone, 'Which plants?')).toBeFocused()
  await tabTo(phone, /Lavender/, 'checkbox')
  await keyboard.press('Space')
  await tabTo(phone, /^Vote/)
  await keyboard.press('Enter')
  await expect(verdictOnVote(phone)).toHaveText(en.attendee.counted)
})
