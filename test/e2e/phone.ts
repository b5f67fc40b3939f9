import type { APIResponse, BrowserContext, Locator, Page, Route } from '@playwright/test'
import { attendee, voting } from '../../src/contract/languages/en.ts'
import { fill } from '../../src/contract/languages/index.ts'
import { tallyOf } from '../../src/domain/kinds/index.ts'
import { phoneHost } from '../support/chromium.ts'
import { expect, type PollDraft, type Room } from './room.ts'

export { common, problems } from '../../src/contract/languages/en.ts'

const toVotes = (sentence: string): string => fill(sentence, { vote: voting.vote })

/** What phones say, whatever the kind of poll; when voting has closed, of a vote. */
export const say = {
  ...attendee,
  ...voting,
  closedUnsent: toVotes(voting.closedUnsent),
  closedCounted: toVotes(voting.closedCounted),
}

/** A choice between three, as most stories need it. */
export const benches: PollDraft = {
  kind: 'choice',
  question: 'Where shall the bench stand?',
  options: ['By the pond', 'Under the lime tree', 'At the bus stop'],
}

/** What browsers say of requests that a story fails on purpose. */
export const networkErrors = /ERR_(FAILED|INTERNET_DISCONNECTED|NETWORK_CHANGED|CONNECTION_|EMPTY_|INCOMPLETE_)/
export const refusals = /status of 4\d\d/

export async function join(phone: Page, name = ''): Promise<void> {
  await phone.getByRole('textbox', { name: say.name }).fill(name)
  await phone.getByRole('button', { name: say.join }).click()
  await expect(phone.getByRole('button', { name: say.join })).toBeHidden()
}

/** A running meeting with one open poll, and a phone that has joined it and sees the question. */
export async function phoneAtPoll(
  room: Room,
  draft: PollDraft = benches,
  n = 1,
): Promise<{ phone: Page; pollId: string; meetingId: string }> {
  const { meeting, polls } = await room.meeting('Parish council', [draft])
  const pollId = polls[0]?.id ?? ''
  await room.command('openPoll', { pollId })
  const phone = await room.phone(n)
  await join(phone)
  await expect(question(phone, draft.question)).toBeVisible()
  return { phone, pollId, meetingId: meeting.id }
}

export function question(phone: Page, text: string): Locator {
  return phone.getByRole('heading', { name: text })
}

export function answer(phone: Page, label: string): Locator {
  return phone.getByRole('radio', { name: label })
}

/** The one line that says what became of the vote. */
export function verdictOnVote(phone: Page): Locator {
  return phone.getByRole('main').locator('.dock').getByRole('status')
}

export async function expectCounted(phone: Page, label: string): Promise<void> {
  await expect(answer(phone, label)).toBeChecked()
  await expect(verdictOnVote(phone)).toHaveText(say.counted)
}

/** What the server counts: one number for each option, in their order. */
export async function counts(room: Room, pollId: string): Promise<readonly number[]> {
  const { tally } = await room.command('getResult', { pollId })
  return tallyOf('choice', tally).options.map((option) => option.count)
}

/** People of the running meeting. */
export async function joined(room: Room): Promise<number> {
  const { meetings } = await room.command('listMeetings', {})
  return meetings.find((meeting) => meeting.status === 'running')?.joined ?? 0
}

/** Every ballot request of a browser, as it was sent: repeated ones have the same key. */
export function watchBallots(context: BrowserContext): readonly { readonly key: string }[] {
  const sent: { key: string }[] = []
  context.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(request.postDataJSON() as { key: string })
  })
  return sent
}

/** The server's answer to a request that the page does not get to see. Only the browser knows the phones' host name. */
export function deliver(route: Route): Promise<APIResponse> {
  const request = route.request()
  const url = new URL(request.url())
  const headers = { ...request.headers(), host: url.host }
  return route.fetch({ url: request.url().replace(phoneHost, '127.0.0.1'), headers })
}

/** Locks the phone or switches to another app: what a page is told of it. Browsers of tests have no such thing. */
export async function setVisible(phone: Page, visible: boolean): Promise<void> {
  await phone.evaluate((shown) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !shown })
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (shown ? 'visible' : 'hidden'),
    })
    document.dispatchEvent(new Event('visibilitychange'))
  }, visible)
}

/**
 * Nothing of the page runs any more, as phones do with pages out of sight. By the debugger: browsers freeze hidden pages
 * only, and under test none is hidden.
 */
export async function freeze(phone: Page): Promise<{ thaw(): Promise<void> }> {
  const session = await phone.context().newCDPSession(phone)
  await session.send('Debugger.enable')
  const paused = new Promise((resolve) => session.once('Debugger.paused', resolve))
  await session.send('Debugger.pause')
  // It stops at the next statement; this is one.
  const statement = session.send('Runtime.evaluate', { expression: '0' })
  await paused
  return {
    async thaw() {
      await session.send('Debugger.resume')
      await statement
      await session.detach()
    },
  }
}
