import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import * as en from '../../src/contract/languages/en.ts'
import { pollKinds, type PollKind } from '../../src/domain/kinds/index.ts'
import { gather } from './crowd.ts'
import { question } from './phone.ts'
import { expect, test, type PollDraft, type Room } from './room.ts'

/**
 * Text that wants to be a script, in every field that anybody can write in, on every screen and in every file. It is
 * shown as it was written and nothing of it runs. That no page breaks its policy meanwhile is watched by the room.
 */

/** At most 40 characters, as names are; each in another way. */
const attempts = [
  '<img src=x onerror=__xss=1>',
  '"><script>__xss=1</script>',
  "'><svg/onload=__xss=1>",
  '<a href="javascript:__xss=1">a</a>',
  '{{constructor.constructor("__xss=1")()}}',
  '</title></textarea><script>__xss=1//',
  ']]><iframe srcdoc="<script>__xss=1">',
  '<style>@import "//evil.example"</style>',
] as const
const attempt = (index: number): string => attempts[index % attempts.length] ?? ''

/** What a text can only become if somebody took it for markup. */
const markup =
  'img[src="x"], iframe, object, embed, a[href^="javascript:"], base, [onerror], [onload], svg script, body style, script:not([src]):not([type])'

async function expectHarmless(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(
    (selector) => ({
      ran: '__xss' in window,
      elements: [...document.querySelectorAll(selector)].map((element) => element.outerHTML.slice(0, 200)),
    }),
    markup,
  )
  expect(found, where).toEqual({ ran: false, elements: [] })
}

function draftOf(kind: PollKind, index: number): PollDraft {
  const options = [attempt(index), attempt(index + 1), attempt(index + 2)]
  const settings: Partial<Record<PollKind, Record<string, unknown>>> = {
    choice: { other: true },
    rating: { points: 5, scale: 'labels', labels: [0, 1, 2, 3, 4].map((point) => attempt(index + point)) },
    number: { unit: '<b onclick=__xss=1>', named: true },
    text: { named: true },
    quiz: { correct: ['o1'] },
    questions: { named: true },
  }
  const own = { motion: true, rating: true, words: true, text: true, number: true, questions: true }
  return {
    kind,
    question: `${attempt(index)} ${kind}?`,
    ...(kind in own ? {} : { options }),
    ...(settings[kind] === undefined ? {} : { settings: settings[kind] }),
  }
}

/** What a room answers to each, with words of its own wherever a kind takes them. */
const answers: Readonly<Record<PollKind, readonly unknown[]>> = {
  choice: [{ options: ['o1'] }, { options: [], other: attempt(3) }],
  motion: [{ options: ['yes'] }, { options: ['no'] }],
  rating: [{ value: 5 }, { value: 1 }],
  ranking: [{ ranking: ['o1', 'o2', 'o3'] }, { ranking: ['o3', 'o1', 'o2'] }],
  points: [{ points: { o1: 60, o2: 40 } }, { points: { o3: 100 } }],
  words: [{ words: [attempt(0)] }, { words: ['<script>__xss=1'] }],
  text: [{ text: attempt(1) }, { text: `${attempt(2)} ${attempt(6)}` }],
  number: [{ value: 42 }, { value: 43 }],
  quiz: [{ options: ['o1'] }, { options: ['o2'] }],
  questions: [
    { posts: [{ text: attempt(4), anonymous: false }], upvotes: [] },
    { posts: [{ text: attempt(5), anonymous: false }], upvotes: [] },
  ],
}

async function exportedMinutes(room: Room, meetingId: string): Promise<string> {
  const { hostApi, hostSecret } = room.server()
  const response = await fetch(`${hostApi}/exportMeeting`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${hostSecret}` },
    body: JSON.stringify({ meetingId, format: 'html' }),
  })
  return response.text()
}

test('text that wants to be a script is text: on phone, stage and console, in minutes and pictures', async ({
  room,
}) => {
  test.slow()
  const { meeting, polls } = await room.meeting(
    `${attempt(0)} meeting`,
    pollKinds.map((kind, index) => draftOf(kind, index)),
  )
  await room.command('createSection', { meetingId: meeting.id, title: `${attempt(2)} section` })
  await room.command('saveTemplate', { meetingId: meeting.id, name: `${attempt(6)} template` })
  for (const poll of polls) await room.command('setNotes', { pollId: poll.id, notes: `${attempt(1)}\n${attempt(7)}` })
  const crowd = await gather(new URL(room.server().joinUrl).origin, 2, (person) => attempt(person))

  const phone = await room.phone(1)
  await phone.getByRole('textbox').first().fill(attempt(3))
  await phone.getByRole('textbox').first().press('Enter')
  const stage = await room.stagePage()
  const host = await room.hostPage()
  await host.waitForURL((url) => url.hash === '')
  await host.goto(new URL(`/meetings/${meeting.id}`, host.url()).href)
  const agenda = host.getByRole('navigation', { name: en.host.agenda.name })
  const pages = { phone, stage, host }

  for (const poll of polls) {
    await room.command('openPoll', { pollId: poll.id })
    await agenda.getByText(poll.question, { exact: true }).click()
    for (const page of Object.values(pages)) await expect(question(page, poll.question)).toBeVisible()
    await crowd.answer(poll, answers[poll.kind])
    for (const [where, page] of Object.entries(pages)) await expectHarmless(page, `${poll.kind}, open, ${where}`)
    await room.command('closePoll', { pollId: poll.id })
    await room.command('revealPoll', { pollId: poll.id })
    const shown = JSON.stringify(answers[poll.kind]).includes('__xss')
    for (const [where, page] of Object.entries(pages)) {
      if (shown && where !== 'host') await expect(page.getByRole('main')).toContainText('__xss')
      await expectHarmless(page, `${poll.kind}, result, ${where}`)
    }
  }
  crowd.leave()

  // Its picture, opened by itself: a drawing may hold scripts, if somebody lets it.
  await agenda.getByText(polls[0]?.question ?? '', { exact: true }).click()
  const download = host.waitForEvent('download')
  await host.getByRole('button', { name: /^Save the result of question/ }).click()
  await host.getByRole('menuitem', { name: /SVG/ }).click()
  const svg = await readFile(await (await download).path(), 'utf8')
  const drawing = await room.phone(2, { path: null })
  await drawing.setContent(`<!doctype html><title>drawing</title>${svg}`)
  await expect(drawing.locator('svg').first()).toContainText(attempt(0))
  await expectHarmless(drawing, 'the picture')

  const sheet = host.getByRole('dialog')
  await host.getByRole('button', { name: en.host.people.open }).click()
  for (const name of [attempt(0), attempt(1), attempt(3)]) {
    await expect(sheet.getByText(name, { exact: true })).toBeVisible()
  }
  await expectHarmless(host, 'people')
  await host.keyboard.press('Escape')

  // Minutes as a file that somebody opens anywhere, without the policy that is in them.
  const exported = await exportedMinutes(room, meeting.id)
  const minutes = await room.phone(3, { path: null })
  await minutes.setContent(exported.replace(/<meta http-equiv[^>]*>/, ''))
  await expect(minutes.getByRole('heading', { name: polls[0]?.question ?? '', exact: false }).first()).toBeVisible()
  expect(await minutes.evaluate(() => '__xss' in window)).toBe(false)

  // What is left of the console: lists, templates, search.
  await host.goto(new URL('/', host.url()).href)
  await expect(host.getByText(`${attempt(0)} meeting`).first()).toBeVisible()
  await expectHarmless(host, 'lobby')
  await host.getByRole('button', { name: en.host.templates.fromTemplate }).click()
  await expect(sheet.getByText(`${attempt(6)} template`)).toBeVisible()
  await expectHarmless(host, 'templates')
  await host.keyboard.press('Escape')
  await host.getByRole('searchbox').fill('__xss')
  await expect(host.getByText(polls[1]?.question ?? '').first()).toBeVisible()
  await expectHarmless(host, 'search')
})
