import type { Browser, Page } from '@playwright/test'
import * as en from '../../src/contract/languages/en.ts'
import type { Language } from '../../src/contract/languages/index.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import { hostPages } from '../../src/contract/routes.ts'
import type { BuiltServer } from '../support/builtServer.ts'
import { agendas } from './agendas.ts'
import { gather } from './crowd.ts'
import { commander, openPage, shoot, type Face, type Theme } from './photographs.ts'

/** The pictures of who is let in, and of a roll call with paper ballots; one theme for each language. */

const words = { en, 'zh-CN': zh } as const
const themeOf = { en: 'light', 'zh-CN': 'dark' } as const satisfies Record<Language, Theme>
const people = {
  en: ['Ann', 'Bert', 'Carla', 'Dev', 'Ewa'],
  'zh-CN': ['王芳', '李强', '张敏', '陈晨', '刘洋'],
} as const

export async function doorPictures(browser: Browser, server: BuiltServer, language: Language): Promise<void> {
  const { sheet, stage: stageSays, entry, admissions } = words[language]
  const { title, locale, motion } = agendas[language]
  const command = commander(server)
  const lan = `http://127.0.0.1:${String(server.lanPort)}`
  const picture = (page: Page, face: Face, view: string, text: string): Promise<void> =>
    shoot(page, face, view, language, text, [themeOf[language]])
  const openPhone = (path: string): Promise<Page> =>
    openPage(browser, 'phone', `${lan}${path}`, { locale, isMobile: true, hasTouch: true })
  const host = await openPage(browser, 'console', server.hostUrl, { locale })
  await host.waitForURL((url) => url.hash === '')
  const stage = await openPage(browser, 'stage', server.hostUrl, { locale })
  await stage.waitForURL((url) => url.hash === '')
  const goTo = (page: Page, path: string) => page.goto(new URL(path, server.hostUrl).href)
  await goTo(stage, hostPages.stage)

  const tickets = await command('createMeeting', { title, admission: 'tickets' })
  const { sheetId } = await command('makeTickets', { meetingId: tickets.meeting.id, size: 24, spare: 3 })
  const { tickets: printed } = await command('getTicketSheet', { sheetId })
  await goTo(host, hostPages.tickets(sheetId))
  await picture(host, 'console', 'tickets', sheet.spare)
  await goTo(host, hostPages.meeting(tickets.meeting.id))
  await picture(host, 'console', 'admission', admissions.ticketsSentence)
  await command('startMeeting', { meetingId: tickets.meeting.id })
  const scanned = await openPhone(`/${printed[0]?.code ?? ''}`)
  await picture(scanned, 'phone', 'ticket', entry.ticket)
  await command('endMeeting', { meetingId: tickets.meeting.id })

  const coded = await command('createMeeting', { title, admission: 'code' })
  await command('startMeeting', { meetingId: coded.meeting.id })
  await picture(stage, 'stage', 'room-code', stageSays.roomCode)
  await command('endMeeting', { meetingId: coded.meeting.id })

  const { meeting } = await command('createMeeting', { title })
  const settings = { ...motion.draft.settings, privacy: 'named' }
  const { poll } = await command('createPoll', { meetingId: meeting.id, ...motion.draft, settings })
  await command('startMeeting', { meetingId: meeting.id })
  await goTo(host, hostPages.meeting(meeting.id))
  const crowd = await gather(lan, people[language].length, (person) => people[language][person] ?? null)
  const opened = (await command('openPoll', { pollId: poll.id })).poll
  const phone = await openPhone('/')
  await phone.getByRole('main').getByRole('button').first().click()
  await picture(phone, 'phone', 'roll-call', motion.draft.question)
  await crowd.answer(
    opened,
    people[language].map((_, person) => ({ options: [['yes', 'yes', 'no', 'yes', 'abstain'][person]] })),
  )
  const byHand = [4, 1, 1].map((count, index) => ({ id: ['yes', 'no', 'abstain'][index] ?? '', count }))
  const paper = { way: 'paper' as const, ballots: 6, options: byHand }
  await command('enterPaper', { pollId: poll.id, count: paper, again: paper })
  await command('closePoll', { pollId: poll.id })
  await command('revealPoll', { pollId: poll.id })
  await picture(stage, 'stage', 'roll-call', people[language][0])
  await picture(host, 'console', 'roll-call', people[language][0])
  crowd.leave()
  await command('endMeeting', { meetingId: meeting.id })
  for (const page of [host, stage, scanned, phone]) await page.context().close()
}
