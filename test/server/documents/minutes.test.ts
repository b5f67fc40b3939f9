import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Locator, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostRoutes } from '../../../src/contract/routes.ts'
import { minutesPolicy } from '../../../src/server/documents/minutes/minutes.ts'
import { chromiumArgs } from '../../support/chromium.ts'
import { getChromium } from '../../support/getChromium.ts'
import { send, startRoom, type Reply, type TestRoom } from '../room.ts'
import { hold, parishPlan, type Plan } from './plans.ts'

let room: TestRoom
let browser: Browser
let meetingId: string
const folder = mkdtempSync(join(tmpdir(), 'soh-minutes-'))

beforeAll(async () => {
  room = await startRoom()
  meetingId = await hold(room, parishPlan)
  const executablePath = await getChromium()
  if (executablePath === null) throw new Error('no Chromium on this computer')
  browser = await chromium.launch({ executablePath, args: [...chromiumArgs] })
}, 600_000)
afterAll(async () => {
  await browser.close()
  await room.close()
  rmSync(folder, { recursive: true, force: true })
})

async function minutes(id: string, query = '', headers: Record<string, string> = {}): Promise<Reply> {
  return send(room.hostPort, 'GET', hostRoutes.minutes(id) + query, {
    headers: { authorization: `Bearer ${room.server.hostSecret}`, ...headers },
  })
}

/** The page as a browser draws it from the saved file, and everything it complained about. */
async function opened(html: string): Promise<{ page: Page; complaints: string[] }> {
  const path = join(folder, 'minutes.html')
  writeFileSync(path, html)
  const page = await browser.newPage({ viewport: { width: 800, height: 1100 } })
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!request.url().startsWith('data:') && request.url() !== `file://${path}`) complaints.push(request.url())
  })
  await page.goto(`file://${path}`)
  return { page, complaints }
}

async function cellsOf(row: Locator): Promise<string> {
  return (await row.innerText()).replace(/\s+/g, ' ').trim()
}

describe('the minutes', () => {
  it('say all that a chair signs', async () => {
    const { page, complaints } = await opened((await minutes(meetingId, '?lang=en')).text)
    const text = await page.locator('main').innerText()
    const { entries } = await room.host('getLog', { meetingId })
    for (const said of [
      'Parish council, November',
      // who was there, and who could come
      'Ada Lovelace',
      'Ben Nevis',
      'Joined without a name: 1',
      'Open – One vote per browser. A second browser or phone can vote again.',
      'No vote carries a name, except',
      // a question as shown, with its rule, its base, who is entitled, and the verdict
      '1. Hall',
      'Shall we renew the roof of the hall for 42 000 euros?',
      '3 voted / 3 joined',
      '100 % is yes and no: 3',
      'Rule: At least two thirds of yes and no',
      'Frozen at closing: entitled 9, present 5',
      'Carried. Quorum: 5 people needed, 5 present. At least two thirds of yes and no needed: 2 of 3. Reached: 2.',
      'Decided by the chair’s casting vote: Yes.',
      // rounds, resets and removals
      'Round 1',
      'Round 2',
      'voting opened again, with the votes there were',
      'lot among Grace Hopper, Alan Turing, Edsger Dijkstra; drawn: ',
      'Kept from the room, not listed here: 1 removed, 0 waiting for approval.',
      'an entry was removed; the votes stay counted',
      'Deleted question “Asked by mistake”: deleted, with its votes',
      'Prepared, and not asked',
      'Shall we meet on Mondays?',
      `Last hash, after ${entries.length} entries`,
      entries[entries.length - 1]?.hash ?? 'no hash',
      'Signatures',
    ]) {
      expect(text).toContain(said)
    }
    expect(text).toMatch(/Voting from \d\d:\d\d to \d\d:\d\d/)
    expect(text.match(/Question 12 · /g)).toHaveLength(1)
    // What was taken off the wall and what only the host was to read stay where they are.
    expect(text).not.toContain('Rude word')
    expect(text).not.toContain('For the host alone')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('tell counts before shares', async () => {
    const { page } = await opened((await minutes(meetingId, '?lang=en')).text)
    const roof = page.locator('.question').first()
    expect(await cellsOf(roof.locator('thead'))).toBe('Option Votes Share')
    expect(await cellsOf(roof.locator('tbody tr').first())).toBe('Yes 2 67 %')
    // Abstentions are not part of 100 %, so there is nothing to draw.
    expect(await cellsOf(roof.locator('tbody tr').nth(2))).toBe('Abstain 0 –')
    expect(await roof.locator('tbody tr').nth(2).locator('.bar').count()).toBe(0)
    await page.close()
  })

  it('tell people and votes apart where votes have weights', async () => {
    const weighed = await hold(room, { ...parishPlan, weights: [1, 3, 1], polls: parishPlan.polls.slice(0, 1) })
    const { page } = await opened((await minutes(weighed, '?lang=en')).text)
    const roof = page.locator('.question').first()
    expect(await cellsOf(roof.locator('thead'))).toBe('Option People Weighted votes Share')
    expect(await cellsOf(roof.locator('tbody tr').first())).toBe('Yes 2 4 80 %')
    expect(await page.locator('main').innerText()).toContain('Ben Nevis (3 votes)')
    await page.close()
  })

  it('say who won the quiz, and which answers were right', async () => {
    const { page } = await opened((await minutes(meetingId, '?lang=en')).text)
    const table = page.locator('.standings')
    expect(await cellsOf(table.locator('thead'))).toBe('Place Name Points Right answers')
    const lines: string[] = []
    for (const row of await table.locator('tbody tr').all()) lines.push(await cellsOf(row))
    // Equal points share a place; who gave no name is told apart by a sign.
    expect(lines.sort()).toEqual([
      '1 Ada Lovelace 100 1',
      expect.stringMatching(/^1 Player \d{3} 100 1$/),
      '3 Ben Nevis 0 0',
    ])
    const text = await page.locator('main').innerText()
    expect(text).toContain('Quiz questions whose result was shown: 1. Equal points share a place.')
    expect(text).toContain('1910 (right)')
    expect(text).toContain('Right answer: 120 · Nearest: 130')
    await page.close()
  })

  it('name in full what was renamed, and what a deleted question had been about', async () => {
    const [tie] = parishPlan.polls.filter(({ kind, rounds }) => kind === 'motion' && rounds[0]?.act === 'castingVote')
    if (tie === undefined) throw new Error('no tie in the plan')
    const id = await hold(room, { ...parishPlan, polls: [{ ...tie, after: 'delete' }] })
    await room.host('updateMeeting', { meetingId: id, title: 'Council of the parish' })
    await room.host('deleteMeeting', { meetingId: id })
    await room.host('restoreMeeting', { meetingId: id })
    const { page } = await opened((await minutes(id, '?lang=en')).text)
    const text = await page.locator('.record').innerText()
    expect(text).toContain('Meeting renamed: Council of the parish')
    expect(text).toContain('the chair cast the deciding vote: Yes')
    expect(text).toMatch(/Meeting deleted\s+\d+\s+\S+ \S+\s+Meeting brought back, with all its votes/)
    await page.close()
  })

  it('break no page where a line needs the next one', async () => {
    const { page } = await opened((await minutes(meetingId)).text)
    await page.emulateMedia({ media: 'print' })
    const kept = (selector: string, side: 'breakAfter' | 'breakInside'): Promise<(string | null)[]> =>
      page
        .locator(selector)
        .evaluateAll(
          (all, rule) => all.flatMap((one) => (getComputedStyle(one)[rule] === 'avoid' ? [] : [one.textContent])),
          side,
        )
    // What announces something stays with it, and nothing is cut in two.
    expect(await kept('h1, h2, h3, .over, .number, .section, .roundName, .lead, thead', 'breakAfter')).toEqual([])
    expect(await kept('tr, .round:not(.long), .verdict, .facts, .signed', 'breakInside')).toEqual([])
    for (const lead of ['.round > p:nth-child(1)', '.question > .changes', '.record', '.standings']) {
      expect(await page.locator(lead).count(), lead).toBeGreaterThan(0)
      const before = await page
        .locator(lead)
        .evaluateAll((all) =>
          all.map((one) => one.previousElementSibling ?? one).map((one) => getComputedStyle(one).breakAfter),
        )
      expect(before, lead).toEqual(before.map(() => 'avoid'))
    }
    expect(
      await page
        .locator('table')
        .evaluateAll((all) => all.map((one) => getComputedStyle(one.querySelector('thead')!).display)),
    ).toEqual(Array.from({ length: await page.locator('table').count() }, () => 'table-header-group'))
    // Who signs sees the hash that the signature stands for.
    expect(await page.locator('.signed code').innerText()).toMatch(/^[0-9a-f]{64}$/)
    await page.close()
  })

  it('are written in the language that the reader asks for', async () => {
    const chinese = (await minutes(meetingId, '', { 'accept-language': 'zh-CN,zh' })).text
    expect(chinese).toContain('<html lang="zh-CN">')
    expect(chinese).toContain('会议记录')
    expect(chinese.replace(/<[^>]+>/g, '')).not.toMatch(/Question \d|Voting from|Signatures|Entitled/)
    expect((await minutes(meetingId, '?lang=en', { 'accept-language': 'zh-CN' })).text).toContain('<html lang="en">')
    const file = await room.tryHost('exportMeeting', { meetingId, format: 'html' }, { 'accept-language': 'zh-CN' })
    expect(file.headers['content-disposition']).toContain('.html')
    expect(file.text).toBe(chinese)
  })

  it('become a PDF of several pages, with a picture in it and no line cut off', async () => {
    const { page } = await opened((await minutes(meetingId)).text)
    const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []
    expect(pages.length).toBeGreaterThan(3)
    await page.emulateMedia({ media: 'print' })
    // A4 and US Letter without their margins, and a phone's width.
    for (const width of [673, 695, 320]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    expect(await page.locator('.print').isVisible()).toBe(false)
    expect(
      await page
        .locator('img')
        .evaluateAll((images) => images.every((one) => (one as HTMLImageElement).naturalWidth > 0)),
    ).toBe(true)
    await page.close()
  })

  it('are for the host alone, and are not kept', async () => {
    const path = hostRoutes.minutes(meetingId)
    expect((await send(room.hostPort, 'GET', path)).status).toBe(401)
    expect((await room.lan('GET', path)).status).toBe(404)
    expect((await minutes('no-such-meeting')).json.code).toBe('meetingNotFound')
    const session = await send(room.hostPort, 'POST', hostRoutes.session, {
      body: { secret: room.server.hostSecret },
      headers: { 'x-requested-with': 'show-of-hands' },
    })
    const cookie = String(session.headers['set-cookie']).split(';')[0] ?? ''
    const reply = await send(room.hostPort, 'GET', path, { headers: { cookie } })
    expect(reply.status).toBe(200)
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(reply.headers['content-security-policy']).toBe(`${minutesPolicy}; frame-ancestors 'none'`)
    expect(minutesPolicy).not.toContain('unsafe')
  })
})

describe('whatever people write', () => {
  const attacks = [
    '<script>window.pwned=1</script>',
    '<img src=x onerror=window.pwned=1>',
    '"><svg onload=window.pwned=1>',
    "'-alert(1)-'",
    '</title><script>alert(1)</script>',
    '{poll}{question}',
    '</style><b>bold</b>',
    '&lt;b&gt;',
  ]

  it('stays what they wrote, in every field', async () => {
    const held: string[] = []
    for (const attack of attacks) {
      const short = attack.slice(0, 40)
      const poll: Omit<Plan['polls'][number], 'kind' | 'rounds'> = {
        section: attack,
        picture: null,
        notes: attack,
        after: 'nothing',
        question: attack,
        labels: [attack, `${attack} 2`, `${attack} 3`],
        settings: {},
      }
      const once = { act: 'none' as const, reopened: false, decisions: [] }
      const plan: Plan = {
        ...parishPlan,
        title: attack,
        names: [short, short, undefined],
        locked: false,
        polls: [
          {
            ...poll,
            kind: 'choice',
            settings: { election: { seats: 1, rule: 'mostVotes' } },
            rounds: [{ ...once, act: 'lot', answers: [{ options: ['o1'] }, { options: ['o2'] }, null] }],
          },
          { ...poll, kind: 'ranking', rounds: [{ ...once, answers: [{ ranking: ['o1', 'o2'] }, null, null] }] },
          {
            ...poll,
            kind: 'text',
            settings: { privacy: 'named' },
            rounds: [{ ...once, answers: [{ text: attack }, null, null] }],
          },
          {
            ...poll,
            kind: 'words',
            rounds: [{ ...once, answers: [{ words: [short.replace(/\s.*/, '')] }, null, null] }],
          },
          {
            ...poll,
            kind: 'number',
            settings: { unit: '<b>' },
            rounds: [{ ...once, answers: [{ value: 4 }, null, null] }],
          },
          {
            ...poll,
            kind: 'choice',
            rounds: [{ ...once, answers: [{ options: ['o1'] }, null, null] }],
            after: 'delete',
          },
          { ...poll, kind: 'motion', rounds: [] },
        ],
      }
      held.push(await hold(room, plan))
    }
    for (const [index, id] of held.entries()) {
      const { page, complaints } = await opened((await minutes(id)).text)
      const attack = attacks[index] ?? ''
      expect(complaints).toEqual([])
      expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined()
      expect(await page.locator('h1').innerText()).toBe(attack)
      expect(await page.locator('h3').first().innerText()).toBe(attack)
      const text = await page.locator('main').innerText()
      // Title, headings, questions, options, answers, names, the deleted question, the verdict and the lot.
      expect(text.split(attack).length).toBeGreaterThan(15)
      const strange = await page.evaluate(() => ({
        scripts: document.scripts.length,
        handlers: [...document.querySelectorAll('*')].filter((one) =>
          one.getAttributeNames().some((name) => name.startsWith('on')),
        ).length,
        bold: document.querySelectorAll('b').length,
        pictures: document.images.length,
      }))
      expect(strange).toEqual({ scripts: 1, handlers: 0, bold: 0, pictures: 0 })
      await page.close()
    }
  }, 120_000)
})
