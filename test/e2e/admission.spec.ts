import type { Page } from '@playwright/test'
import {
  admissions,
  entry,
  host as say,
  problems,
  sheet as sheetSays,
  stage as stageSays,
} from '../../src/contract/languages/en.ts'
import { fill } from '../../src/contract/languages/index.ts'
import { attendeeRoutes, requestedWith } from '../../src/contract/routes.ts'
import { groupedTicket } from '../../src/domain/tickets.ts'
import { expectAccessible } from './axe.ts'
import { joined, refusals, say as phoneSays } from './phone.ts'
import { expect, test, type Room } from './room.ts'

/** Who is let in: chosen on the console, asked for on phones, said everywhere. */

async function consoleOf(room: Room, meetingId: string): Promise<Page> {
  const host = await room.hostPage({ reducedMotion: 'reduce' })
  await host.goto(new URL(`/meetings/${meetingId}`, host.url()).href)
  await expect(host.getByRole('complementary', { name: say.room.name })).toBeVisible()
  return host
}

const joinButton = (phone: Page) => phone.getByRole('button', { name: phoneSays.join })

test('a room code is chosen, shown, typed once, and keeps out who does not see it', async ({ room }) => {
  test.slow()
  room.excuse(refusals)
  const { meeting } = await room.command('createMeeting', { title: 'Parish council' })
  const host = await consoleOf(room, meeting.id)
  const level = host.getByRole('region', { name: say.admission.title })
  await expect(level.getByRole('radio', { name: admissions.open })).toBeChecked()
  await level.getByRole('radio', { name: admissions.code }).check()
  await expect(level).toContainText(admissions.codeSentence)
  await host.getByRole('button', { name: say.step.startMeeting }).click()

  const stage = await room.stagePage({ reducedMotion: 'reduce' })
  await expect(stage.getByRole('main')).toContainText(admissions.codeSentence)
  const shown = stage.getByText(stageSays.roomCode, { exact: false }).getByText(/^\d{3} \d{3}$/)
  const code = (await shown.textContent()) ?? ''
  await expect(host.getByText(code)).toBeVisible()

  const phone = await room.phone(3)
  const field = phone.getByRole('textbox', { name: entry.roomCode })
  await joinButton(phone).click()
  await expect(phone.getByRole('alert')).toHaveText(problems.roomCodeNeeded)
  await expect(field).toBeFocused()
  await field.fill(code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)))
  await joinButton(phone).click()
  await expect(phone.getByRole('alert')).toHaveText(problems.roomCodeWrong)
  await expectAccessible(phone, 'the phone that is asked for a code')
  expect(await joined(room)).toBe(0)

  await field.fill(code)
  await joinButton(phone).click()
  await expect(phone.getByRole('heading', { name: phoneSays.waiting })).toBeVisible()
  // Who is in is not asked again, whatever the phone forgets.
  await phone.reload()
  await expect(phone.getByRole('heading', { name: phoneSays.waiting })).toBeVisible()
  await phone.evaluate(() => localStorage.clear())
  await phone.reload()
  await expect(joinButton(phone)).toBeVisible()
  await joinButton(phone).click()
  await expect(phone.getByRole('heading', { name: phoneSays.waiting })).toBeVisible()
  expect(await joined(room)).toBe(1)

  await expect(level.getByRole('radio')).toHaveCount(0)
  await expect(level).toContainText(fill(say.room.admission, { level: admissions.code }))
})

/** Somebody without a screen joins, as far as the server can tell. */
async function arrive(room: Room, body: object = {}): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${String(room.server().lanPort)}${attendeeRoutes.join}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [requestedWith.header]: requestedWith.value },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
}

test('more devices than people are noticed, and the door is one click away', async ({ room }) => {
  const { meeting } = await room.meeting('Parish council')
  const host = await consoleOf(room, meeting.id)
  const seats = host.getByRole('textbox', { name: say.admission.seats })
  await seats.fill('1')
  await seats.press('Enter')
  await arrive(room)
  await expect(host.locator('.figures dd').first()).toHaveText('1')
  const above = host.getByText(fill(say.admission.above, { joined: 2, seats: 1 }))
  await expect(above).toBeHidden()
  await arrive(room)
  await expect(above).toBeVisible()
  await expectAccessible(host, 'the console with too many devices')
  await host.getByRole('button', { name: say.admission.lockNow }).click()
  await expect(host.getByText(say.admission.aboveLocked)).toBeVisible()
  const third = await room.phone(3)
  await expect(third.getByText(phoneSays.locked)).toBeVisible()
})

test('tickets are printed, made void by the number on their stub, and counted as present', async ({ room }) => {
  test.slow()
  const { meeting } = await room.command('createMeeting', { title: 'Parish council', admission: 'tickets' })
  const host = await consoleOf(room, meeting.id)
  const part = host.getByRole('region', { name: say.admission.title })
  await expect(part).toContainText(say.admission.tickets.none)
  await host.getByRole('button', { name: say.step.startMeeting }).click()
  await part.getByRole('button', { name: say.admission.tickets.open }).click()
  const dialog = host.getByRole('dialog', { name: say.admission.tickets.title })
  await dialog.getByRole('textbox', { name: say.admission.tickets.size }).fill('2')
  await dialog.getByRole('textbox', { name: say.admission.tickets.spare }).fill('1')
  await dialog.getByRole('textbox', { name: say.admission.tickets.weight }).fill('3')
  const opened = host.waitForEvent('popup')
  await dialog.getByRole('button', { name: say.admission.tickets.make }).click()
  await dialog.getByRole('link', { name: say.admission.tickets.print }).click()
  const paper = await opened
  const tickets = paper.locator('.ticket')
  await expect(tickets).toHaveCount(3)
  await expect(tickets.last().locator('.stub')).toHaveText(`33×${sheetSays.spare}`)
  // The number is on the stub alone: cut off, nothing on the ticket says which one it was.
  expect(new Set(await paper.locator('.ticket .fine').allTextContents()).size).toBe(1)
  await expectAccessible(paper, 'the page of tickets')
  const codes = await paper.locator('.ticket .code').allTextContents()

  await dialog.getByRole('textbox', { name: say.admission.tickets.number }).fill('3')
  await dialog.getByRole('button', { name: say.admission.tickets.voidButton, exact: true }).click()
  await expect(host.getByText(fill(say.admission.tickets.voidedDone, { number: 3 }))).toBeVisible()
  await expectAccessible(host, 'the sheet of tickets')
  await host.keyboard.press('Escape')
  await arrive(room, { ticket: codes[0] })
  await arrive(room, { ticket: codes[1] })
  await expect(part).toContainText(fill(say.admission.tickets.counts, { printed: 3, redeemed: 2, voided: 1 }))
  await host.getByRole('button', { name: fill(say.admission.tickets.present, { count: 2 }) }).click()
  await expect(host.getByText(fill(say.people.rollShort, { present: 2, entitled: say.people.unknown }))).toBeVisible()
  const { meeting: now } = await room.command('getMeeting', { meetingId: meeting.id })
  expect(now.roll).toMatchObject({ presentHeads: 2, presentWeight: 6 })
})

test('a ticket is scanned or typed, and taken once', async ({ room }) => {
  room.excuse(refusals)
  const { meeting } = await room.command('createMeeting', { title: 'Parish council', admission: 'tickets' })
  await room.command('startMeeting', { meetingId: meeting.id })
  const { sheetId } = await room.command('makeTickets', { meetingId: meeting.id, size: 2 })
  const { tickets } = await room.command('getTicketSheet', { sheetId })
  const [first = '', second = ''] = tickets.map(({ code }) => code)

  const scanned = await room.phone(1, { path: `/${first}` })
  await expect(scanned.getByRole('textbox', { name: entry.ticket })).toHaveValue(groupedTicket(first))
  await joinButton(scanned).click()
  await expect(scanned.getByRole('heading', { name: phoneSays.waiting })).toBeVisible()

  const typed = await room.phone(3)
  const field = typed.getByRole('textbox', { name: entry.ticket })
  const tell = async (ticket: string, problem: string): Promise<void> => {
    await field.fill(ticket)
    await joinButton(typed).click()
    await expect(typed.getByRole('alert')).toHaveText(problem)
    // What was typed is there to be compared with the paper.
    await expect(field).toHaveValue(ticket)
  }
  await tell('', problems.ticketNeeded)
  await tell(second.slice(0, -1), problems.ticketMistyped)
  await tell(first, problems.ticketUsed)
  await expectAccessible(typed, 'the phone that is asked for a ticket')
  await field.fill(` ${groupedTicket(second).toLowerCase()}`)
  await joinButton(typed).click()
  await expect(typed.getByRole('heading', { name: phoneSays.waiting })).toBeVisible()
  expect(await joined(room)).toBe(2)
})
