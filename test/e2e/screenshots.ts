import { mkdir, rm } from 'node:fs/promises'
import { chromium, type Browser } from '@playwright/test'
import * as en from '../../src/contract/languages/en.ts'
import { languages, type Language } from '../../src/contract/languages/index.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import { hostPages } from '../../src/contract/routes.ts'
import type { HostPoll } from '../../src/contract/views.ts'
import { makeFreshBuild } from '../../src/headless/freshBuild.ts'
import { removeDataDir, startBuiltServer, temporaryDataDir, type BuiltServer } from '../support/builtServer.ts'
import { chromiumArgs, findChromium } from '../support/chromium.ts'
import { agendas } from './agendas.ts'
import { gather } from './crowd.ts'
import { doorPictures } from './doorPictures.ts'
import { kindAgendas } from './kindAgendas.ts'
import { kindPictures } from './kindPictures.ts'
import { commander, eveningZone, folder, openPage, shoot } from './photographs.ts'
import type { PollDraft } from './room.ts'

/**
 * `npm run screenshots`: believable meetings in each language, and the pictures of them in `docs/screenshots/`. The
 * views that everybody sees are there light and dark, each kind of poll in one theme for each language. For people who
 * want to see the product, and to look at what a change did to it.
 */

const words = { en, 'zh-CN': zh } as const

async function pictures(browser: Browser, server: BuiltServer, language: Language): Promise<void> {
  const agenda = agendas[language]
  const { host: hostWords, attendee, voting, common, stage: stageWords, verdicts } = words[language]
  const command = commander(server)
  const origin = `http://127.0.0.1:${String(server.lanPort)}`
  const write = async (title: string, drafts: readonly PollDraft[]) => {
    const { meeting } = await command('createMeeting', { title })
    const polls: HostPoll[] = []
    for (const draft of drafts) polls.push((await command('createPoll', { meetingId: meeting.id, ...draft })).poll)
    return { meetingId: meeting.id, polls }
  }
  /** As it was asked: rounds begin when a poll opens. */
  const open = async (poll: HostPoll): Promise<HostPoll> => (await command('openPoll', { pollId: poll.id })).poll
  const reveal = async ({ id: pollId }: HostPoll): Promise<void> => {
    await command('closePoll', { pollId })
    await command('revealPoll', { pollId })
  }

  // What was before.
  const { past, next } = agenda
  const { compared } = kindAgendas[language]
  const spring = await write(past.title, [past.poll.draft, compared.draft])
  await command('startMeeting', { meetingId: spring.meetingId })
  const earlier = await gather(origin, past.joined)
  for (const [index, poll] of spring.polls.entries()) {
    await earlier.vote(await open(poll), [past.poll.votes, compared.earlier][index] ?? [])
    await reveal(poll)
  }
  earlier.leave()
  await command('endMeeting', { meetingId: spring.meetingId })
  await write(next.title, [next.poll])

  // The evening itself.
  const { choice, motion, several } = agenda
  const { meetingId, polls } = await write(agenda.title, [choice.draft, motion.draft, several.draft, agenda.draft])
  const [first, second, third] = polls as [HostPoll, HostPoll, HostPoll]
  const inLanguage = { locale: agenda.locale }
  const host = await openPage(browser, 'console', server.hostUrl, inLanguage)
  await shoot(host, 'console', 'lobby', language, past.title)
  const hostOrigin = new URL(server.hostUrl).origin
  await host.goto(`${hostOrigin}${hostPages.meeting(meetingId)}`)
  const select = (poll: HostPoll) =>
    host.getByRole('navigation', { name: hostWords.agenda.name }).getByText(poll.question).click()
  await select(third)
  await shoot(host, 'console', 'write', language, hostWords.editor.atMost)

  await command('startMeeting', { meetingId })
  const crowd = await gather(origin, 24)
  const stage = await openPage(browser, 'stage', server.hostUrl, inLanguage)
  await stage.waitForURL((url) => url.hash === '')
  await stage.goto(`${hostOrigin}${hostPages.stage}`)
  await shoot(stage, 'stage', 'join', language, agenda.title)
  const phoneOptions = { ...inLanguage, isMobile: true, hasTouch: true }
  const { meeting } = await command('getMeeting', { meetingId })
  const phone = await openPage(browser, 'phone', `${origin}/${meeting.joinCode}`, phoneOptions)
  await phone.getByRole('textbox').fill(agenda.name)
  await phone.getByRole('textbox').blur()
  await shoot(phone, 'phone', 'join', language, agenda.title)
  await phone.getByRole('button', { name: attendee.join }).click()
  await shoot(phone, 'phone', 'wait', language, attendee.waiting)

  const opened = await open(first)
  await select(first)
  await crowd.vote(opened, choice.votes, 14)
  await shoot(phone, 'phone', 'vote', language, first.question)
  await phone.getByRole('radio').first().click()
  await shoot(phone, 'phone', 'counted', language, attendee.counted)
  await host.getByText(hostWords.step.closeVoting).waitFor()
  await shoot(host, 'console', 'open', language, first.question)
  await shoot(stage, 'stage', 'vote', language, stageWords.open)
  await crowd.vote(opened, choice.votes)
  await reveal(first)
  await shoot(host, 'console', 'result', language, hostWords.poll.shown)
  await shoot(stage, 'stage', 'result', language, common.mostVotes)
  await shoot(phone, 'phone', 'result', language, common.mostVotes)

  await select(second)
  await crowd.vote(await open(second), motion.votes)
  await phone.getByRole('radio', { name: common.yes }).click()
  await phone.getByText(attendee.counted).waitFor()
  await reveal(second)
  await shoot(host, 'console', 'verdict', language, verdicts.carried)
  await shoot(stage, 'stage', 'verdict', language, verdicts.carried)
  await shoot(phone, 'phone', 'verdict', language, verdicts.carried)

  await crowd.vote(await open(third), several.votes)
  for (const option of [0, 2]) await phone.getByRole('checkbox').nth(option).click()
  await shoot(phone, 'phone', 'several', language, voting.castVote)
  await phone.getByRole('button', { name: voting.castVote }).click()
  await phone.getByText(attendee.counted).waitFor()
  await reveal(third)
  await shoot(stage, 'stage', 'several', language, third.question)

  crowd.leave()
  await command('endMeeting', { meetingId })
  for (const page of [host, stage, phone]) await page.context().close()
}

async function main(): Promise<void> {
  if (!(await makeFreshBuild(() => process.stderr.write('Building …\n')))) throw new Error('the build failed')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  // The server writes times into the minutes.
  process.env['TZ'] = eveningZone()
  const executablePath = findChromium()
  const browser = await chromium.launch({
    args: [...chromiumArgs],
    ...(executablePath === null ? {} : { executablePath }),
  })
  for (const language of languages) {
    const dataDir = await temporaryDataDir()
    // An address as rooms have them; the pages of this script reach the server by loopback.
    const server = await startBuiltServer({ dataDir, port: 8080, address: '192.168.1.23' })
    try {
      await pictures(browser, server, language)
      await kindPictures(browser, server, language)
      await doorPictures(browser, server, language)
    } finally {
      await server.stop()
      await removeDataDir(dataDir)
    }
  }
  await browser.close()
}

await main()
