import type { Browser, Page } from '@playwright/test'
import * as en from '../../src/contract/languages/en.ts'
import type { Language } from '../../src/contract/languages/index.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import { hostPages, hostRoutes } from '../../src/contract/routes.ts'
import type { HostPoll } from '../../src/contract/views.ts'
import { entryId } from '../../src/domain/kinds/entries.ts'
import type { BuiltServer } from '../support/builtServer.ts'
import { agendas } from './agendas.ts'
import { gather } from './crowd.ts'
import { kindAgendas, type KindAgenda, type KindPoll } from './kindAgendas.ts'
import { commander, openPage, shoot, type Face, type Theme } from './photographs.ts'
import type { PollDraft } from './room.ts'

/** The pictures of every kind of poll, in one theme for each language: a picture of each pair would be no more to see. */

const words = { en, 'zh-CN': zh } as const
const themeOf = { en: 'light', 'zh-CN': 'dark' } as const satisfies Record<Language, Theme>

interface Touch {
  /** Before the picture of the phone while voting. */
  readonly begin?: (phone: Page) => Promise<unknown>
  /** After it, until the answer is sent. */
  readonly finish: (phone: Page) => Promise<unknown>
}

/** How one person answers on the phone. */
function touches(agenda: KindAgenda, language: Language): Readonly<Record<KindPoll['view'], Touch>> {
  const { voting, pointsVoting, questionsVoting } = words[language]
  const option = (phone: Page, id: string) => phone.locator(`main [data-option="${id}"]`)
  const field = (phone: Page) => phone.getByRole('main').getByRole('textbox')
  const press = (phone: Page, name: string) =>
    phone.getByRole('main').getByRole('button', { name, exact: true }).click()
  const rank = async (phone: Page, ids: readonly string[]): Promise<void> => {
    for (const id of ids) await option(phone, id).locator('.option').click()
  }
  const write = async (phone: Page, lines: readonly string[]): Promise<void> => {
    for (const [index, line] of lines.entries()) await field(phone).nth(index).fill(line)
    await field(phone).nth(0).blur()
  }
  const { mine } = agenda
  const once: Touch = { finish: (phone) => option(phone, 'o2').click() }
  const choose: Touch = {
    begin: async (phone) => {
      for (const index of [0, 3]) await phone.getByRole('checkbox').nth(index).click()
    },
    // The button also says how many are chosen.
    finish: (phone) => phone.getByRole('main').getByRole('button', { name: voting.castVote }).click(),
  }
  return {
    choice: once,
    motion: once,
    quiz: once,
    election: choose,
    rating: { finish: (phone) => phone.locator('[data-point="4"]').click() },
    ranking: {
      begin: (phone) => rank(phone, ['o3', 'o1']),
      finish: async (phone) => {
        await rank(phone, ['o4', 'o2'])
        await press(phone, voting.castVote)
      },
    },
    points: {
      begin: async (phone) => {
        for (const [id, points] of [
          ['o1', '40'],
          ['o3', '25'],
        ] as const) {
          await option(phone, id).getByRole('textbox').fill(points)
          await option(phone, id).getByRole('textbox').blur()
        }
      },
      finish: async (phone) => {
        await press(phone, pointsVoting.share)
        await press(phone, voting.castVote)
      },
    },
    words: { begin: (phone) => write(phone, mine.words), finish: (phone) => press(phone, voting.send) },
    text: { begin: (phone) => write(phone, [mine.text]), finish: (phone) => press(phone, voting.send) },
    number: { begin: (phone) => write(phone, [mine.number]), finish: (phone) => press(phone, voting.send) },
    questions: { begin: (phone) => write(phone, [mine.ask]), finish: (phone) => press(phone, questionsVoting.send) },
  }
}

export async function kindPictures(browser: Browser, server: BuiltServer, language: Language): Promise<void> {
  const agenda = kindAgendas[language]
  const { host: say, attendee, documents, templates, standings: board } = words[language]
  const command = commander(server)
  const origin = `http://127.0.0.1:${String(server.lanPort)}`
  const hostOrigin = new URL(server.hostUrl).origin
  const inLanguage = { locale: language === 'en' ? 'en-GB' : language, colorScheme: themeOf[language] }
  const picture = (page: Page, face: Face, view: string, text: string) =>
    shoot(page, face, view, language, text, [themeOf[language]])

  const { meeting } = await command('createMeeting', { title: agenda.title })
  const meetingId = meeting.id
  const write = async (draft: PollDraft): Promise<HostPoll> =>
    (await command('createPoll', { meetingId, ...draft })).poll
  const polls: { poll: HostPoll; of: KindPoll }[] = []
  for (const of of agenda.polls) polls.push({ poll: await write(of.draft), of })
  const motion = await write(agenda.motion)
  const tie = await write(agenda.tie.draft)
  const compared = await write(agenda.compared.draft)
  await command('setRoll', { meetingId, entitledHeads: 61, presentHeads: 26 })

  const host = await openPage(browser, 'console', server.hostUrl, inLanguage)
  await lobby()
  await host.goto(`${hostOrigin}${hostPages.meeting(meetingId)}`)
  const rows = host.getByRole('navigation', { name: say.agenda.name })
  const select = async ({ question }: HostPoll): Promise<void> => {
    await rows.getByText(question).click()
    await host.mouse.move(0, 0)
  }
  for (const { poll, of } of [...polls, { poll: motion, of: { view: 'motion' } }]) {
    await select(poll)
    await picture(host, 'console', `edit-${of.view}`, say.editor.notes)
  }

  await command('startMeeting', { meetingId })
  const crowd = await gather(origin, 23, (person) => agenda.people[person] ?? null)
  const stage = await openPage(browser, 'stage', server.hostUrl, inLanguage)
  await stage.waitForURL((url) => url.hash === '')
  await stage.goto(`${hostOrigin}${hostPages.stage}`)
  const { joinCode } = (await command('getMeeting', { meetingId })).meeting
  const phone = await openPage(browser, 'phone', `${origin}/${joinCode}`, {
    ...inLanguage,
    isMobile: true,
    hasTouch: true,
  })
  await phone.getByRole('textbox').fill(language === 'en' ? 'Harriet' : '林晓梅')
  await phone.getByRole('button', { name: attendee.join }).click()
  await phone.getByText(attendee.waiting).waitFor()

  const open = async (poll: HostPoll): Promise<HostPoll> => (await command('openPoll', { pollId: poll.id })).poll
  const close = async ({ id: pollId }: HostPoll) => command('closePoll', { pollId })
  const reveal = async (poll: HostPoll): Promise<void> => {
    await close(poll)
    await command('revealPoll', { pollId: poll.id })
  }
  for (const [index, { draft, answers }] of agenda.firstQuizzes.entries()) {
    const poll = await open(await write(draft))
    await crowd.answer(poll, answers)
    await phone.getByRole('heading', { name: poll.question }).waitFor()
    // The phone in the pictures knows the first, and not the second.
    await phone.locator(`main [data-option="o${index === 0 ? '3' : '1'}"]`).click()
    await phone.getByText(attendee.counted).waitFor()
    await reveal(poll)
  }

  for (const { poll, of } of polls) await asked(poll, of)

  await select(tie)
  await crowd.vote(await open(tie), agenda.tie.votes)
  await close(tie)
  await picture(host, 'console', 'tie', say.tie.castingVote)

  await select(compared)
  await crowd.vote(await open(compared), agenda.compared.votes)
  await reveal(compared)
  await host.getByRole('button', { name: say.compare.with }).click()
  await host.getByRole('dialog').getByRole('button', { name: compared.question }).click()
  await picture(host, 'console', 'compare', say.compare.people)
  await host.keyboard.press('Escape')

  crowd.leave()
  await command('endMeeting', { meetingId })
  await host.goto(`${hostOrigin}${hostRoutes.minutes(meetingId)}`)
  await picture(host, 'console', 'minutes', documents.minutes.attendance)
  for (const page of [host, stage, phone]) await page.context().close()

  /** The pictures that need no meeting. */
  async function lobby(): Promise<void> {
    const search = host.getByRole('searchbox', { name: say.search.name })
    await search.fill(agenda.searched)
    await picture(host, 'console', 'search', agendas[language].choice.draft.question)
    await search.fill('')
    await host.getByRole('button', { name: say.templates.fromTemplate }).click()
    await picture(host, 'console', 'templates', templates.boardElection.name)
    await host.keyboard.press('Escape')
    await host.getByRole('button', { name: say.import.open }).click()
    await host.getByRole('dialog').getByRole('textbox').first().fill(agenda.pasted)
    await host.getByRole('dialog').getByRole('listitem').nth(3).waitFor()
    await picture(host, 'console', 'import', say.import.willBeAdded.replace('{count}', '4'))
    await host.keyboard.press('Escape')
  }

  /** One poll, from its opening to its result. */
  async function asked(poll: HostPoll, { view, answers }: KindPoll): Promise<void> {
    await select(poll)
    const touch = touches(agenda, language)[view]
    const opened = await open(poll)
    const early = Math.ceil(answers.length * 0.6)
    await crowd.answer(opened, answers.slice(0, early))
    await phone.getByRole('heading', { name: poll.question }).waitFor()
    await stage.getByText(String(early), { exact: true }).first().waitFor()
    if (view === 'questions') await phone.getByRole('main').getByRole('listitem').first().waitFor()
    await touch.begin?.(phone)
    await picture(phone, 'phone', `${view}-vote`, poll.question)
    await picture(stage, 'stage', `${view}-vote`, poll.question)
    await touch.finish(phone)
    if (view === 'questions') await phone.getByText(words[language].questionsVoting.yours).first().waitFor()
    else await phone.getByText(attendee.counted).waitFor()
    await crowd.answer(
      opened,
      answers.map((answer, person) => (person < early ? undefined : answer)),
    )
    if (view === 'text') await moderate(poll)
    if (view === 'questions')
      await command('decideEntry', { pollId: poll.id, entry: entryId(agenda.answered), decision: 'answered' })
    await reveal(poll)
    await picture(host, 'console', `${view}-result`, say.poll.shown)
    if (view !== 'text')
      await stage
        .getByText(String(answers.length + 1), { exact: true })
        .first()
        .waitFor()
    await picture(stage, 'stage', `${view}-result`, words[language].stage.result)
    await picture(phone, 'phone', `${view}-result`, poll.question)
    if (view !== 'quiz') return
    await command('setStageMode', { meetingId, mode: 'standings' })
    await picture(stage, 'stage', 'podium', board.title)
    await picture(phone, 'phone', 'podium', board.title)
    await command('setStageMode', { meetingId, mode: 'poll' })
  }

  /** What people wrote waits for the host, who shows most of it. */
  async function moderate({ id: pollId }: HostPoll): Promise<void> {
    const decide = async (text: string, decision: 'approved' | 'removed') =>
      command('decideEntry', { pollId, entry: entryId(text), decision })
    for (const text of agenda.kept.slice(0, 2)) await decide(text, 'approved')
    for (const text of agenda.removed) await decide(text, 'removed')
    await picture(host, 'console', 'moderation', say.moderation.waitHint)
    for (const text of [...agenda.kept.slice(2), agenda.mine.text]) await decide(text, 'approved')
  }
}
