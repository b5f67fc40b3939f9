import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Download, Locator, Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { removeDataDir, startBuiltServer, temporaryDataDir } from '../support/builtServer.ts'
import { expectAccessible } from './axe.ts'
import { gather } from './crowd.ts'
import { expect, test, type PollDraft, type Room } from './room.ts'

/** What comes before a meeting and what it leaves: agendas, templates, imports, search, files, pictures, comparisons. */

const bench: PollDraft = {
  kind: 'choice',
  question: 'Where shall the bench stand?',
  options: ['By the pond', 'At the bus stop'],
}

async function pageOf(room: Room, meetingId: string): Promise<Page> {
  const host = await room.hostPage()
  await host.goto(new URL(`/meetings/${meetingId}`, host.url()).href)
  return host
}

function agendaOf(host: Page): Locator {
  return host.getByRole('navigation', { name: 'Agenda' })
}

/** The lines of the agenda as they stand there, at one moment: headings by their title, questions by number and words. */
function linesOf(host: Page): Promise<readonly string[]> {
  return agendaOf(host).evaluate((agenda) =>
    [...agenda.querySelectorAll('li')].map((line) => {
      const heading = line.querySelector('input')
      if (heading !== null) return `# ${heading.value}`
      const number = line.querySelector('[data-agenda-row] .unseen')?.textContent
      return `${String(number)} ${String(line.querySelector('.question')?.textContent.trim())}`
    }),
  )
}

/** The stored agenda, as a script sees it. */
async function storedLines(room: Room, meetingId: string): Promise<readonly string[]> {
  const { meeting } = await room.command('getMeeting', { meetingId })
  return meeting.agenda.map((item) =>
    item.type === 'section' ? `# ${item.title}` : (meeting.polls.find(({ id }) => id === item.id)?.question ?? '?'),
  )
}

async function fileOf(download: Promise<Download>): Promise<{ name: string; bytes: Buffer }> {
  const file = await download
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

test('headings are written, moved and deleted by keyboard, and questions keep their numbers', async ({ room }) => {
  const { meeting } = await room.command('createMeeting', { title: 'Parish council' })
  for (const question of ['First', 'Second']) {
    await room.command('createPoll', { meetingId: meeting.id, kind: 'motion', question })
  }
  const host = await pageOf(room, meeting.id)

  await agendaOf(host).getByRole('button', { name: 'Add a question' }).focus()
  await host.keyboard.press('Enter')
  await host.getByRole('menuitem', { name: 'Heading' }).press('Enter')
  const heading = agendaOf(host).getByRole('textbox', { name: 'Heading' })
  await expect(heading).toBeFocused()
  await host.keyboard.type('After the break')
  await expect(host.getByText('Saved')).toBeVisible()
  await host.keyboard.press('Alt+ArrowUp')
  await host.keyboard.press('Alt+ArrowUp')
  await expect(heading).toBeFocused()
  await expect.poll(() => linesOf(host)).toEqual(['# After the break', 'Question 1: First', 'Question 2: Second'])
  await expect.poll(() => storedLines(room, meeting.id)).toEqual(['# After the break', 'First', 'Second'])

  // A question goes past the heading as past another question.
  await host.keyboard.press('Enter')
  await host.keyboard.press('2')
  await expect(agendaOf(host).getByRole('button', { name: /Second/ })).toHaveAttribute('aria-current', 'true')
  await host.keyboard.press('Alt+ArrowUp')
  await host.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => linesOf(host)).toEqual(['Question 1: Second', '# After the break', 'Question 2: First'])
  await expect.poll(() => storedLines(room, meeting.id)).toEqual(['Second', '# After the break', 'First'])
  await host.reload()
  await expect.poll(() => linesOf(host)).toEqual(['Question 1: Second', '# After the break', 'Question 2: First'])

  await heading.focus()
  await agendaOf(host).getByRole('button', { name: 'Delete the heading' }).press('Enter')
  await expect.poll(() => linesOf(host)).toEqual(['Question 1: Second', 'Question 2: First'])
  await expect(host.getByText('The heading “After the break” is deleted')).toBeVisible()
  await host.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect.poll(() => linesOf(host)).toEqual(['Question 1: Second', '# After the break', 'Question 2: First'])
})

test('a heading is dragged', async ({ room }) => {
  const { meeting } = await room.command('createMeeting', { title: 'Parish council' })
  for (const question of ['First', 'Second']) {
    await room.command('createPoll', { meetingId: meeting.id, kind: 'motion', question })
  }
  await room.command('createSection', { meetingId: meeting.id, title: 'After the break', position: 0 })
  const host = await pageOf(room, meeting.id)
  const lines = agendaOf(host).getByRole('listitem')
  await expect(lines).toHaveCount(3)
  await lines.first().hover()
  const from = await lines.first().locator('.handle').boundingBox()
  const to = await lines.last().boundingBox()
  if (from === null || to === null) throw new Error('nothing to drag')
  // As a hand does it: many small moves, and the last of them below the middle of the last line.
  await host.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await host.mouse.down()
  let wiggle = 0
  await expect
    .poll(async () => {
      await host.mouse.move(to.x + 40, to.y + to.height - 6 - (wiggle++ % 2) * 3, { steps: 10 })
      return linesOf(host)
    })
    .toEqual(['Question 1: First', 'Question 2: Second', '# After the break'])
  await host.mouse.up()
  await expect.poll(() => storedLines(room, meeting.id)).toEqual(['First', 'Second', '# After the break'])
})

test('pasted lines are shown before they are added, and a table says which row is wrong', async ({ room }) => {
  // Lines that cannot be read are refused, and browsers say so on their console.
  room.excuse(/status of 422/)
  const host = await room.hostPage()
  await host.getByRole('button', { name: 'Import…' }).click()
  const sheet = host.getByRole('dialog')
  const field = sheet.getByRole('textbox', { name: 'Questions as text' })
  await field.fill('# Opening\nWhere shall the bench stand?\n- By the pond\n- At the bus stop\n\nThe council buys it.')
  const preview = sheet.getByRole('region', { name: 'What will be added' })
  await expect(preview.getByRole('listitem')).toHaveText([
    'Opening',
    /^1\s*Where shall the bench stand\?\s*Choice/,
    /By the pond/,
    /At the bus stop/,
    /^2\s*The council buys it\.\s*Motion/,
  ])
  const { meetings } = await room.command('listMeetings', {})
  expect(meetings, 'a preview makes nothing').toEqual([])
  await sheet.getByRole('textbox', { name: 'They make a new meeting' }).fill('Parish council')
  await sheet.getByRole('button', { name: 'Create the meeting' }).click()
  await expect(host.getByRole('heading', { name: 'Parish council' })).toBeAttached()
  await expect
    .poll(() => linesOf(host))
    .toEqual(['# Opening', 'Question 1: Where shall the bench stand?', 'Question 2: The council buys it.'])

  // Into the meeting that is open: a table with a bad row adds nothing, and says which.
  await agendaOf(host).getByRole('button', { name: 'Add a question' }).click()
  await host.getByRole('menuitem', { name: 'Import questions…' }).click()
  const table = 'question,kind,option1,option2\n"Which, and why?",choice,Red,"Blue\nor green"\nHow many?,guess,,\n'
  await sheet.getByLabel('Choose a file…').setInputFiles({
    name: 'agenda.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(table),
  })
  await expect(sheet.getByRole('radio', { name: 'a table (CSV)' })).toBeChecked()
  await expect(sheet.getByRole('status')).toContainText('Line 3 names a kind of poll that does not exist: “guess”')
  await expect(sheet.getByRole('button', { name: 'Add to the agenda' })).toBeDisabled()
  await field.fill(table.replace('guess', 'number'))
  await expect(preview).toContainText('Which, and why?')
  await sheet.getByRole('button', { name: 'Add to the agenda' }).click()
  await expect(sheet).toBeHidden()
  await expect.poll(() => linesOf(host)).toContainEqual('Question 4: How many?')
})

test('a meeting is duplicated, kept as a template, and found by the words of a question', async ({ room }) => {
  const { meeting } = await room.command('createMeeting', { title: 'Spring meeting' })
  await room.command('createSection', { meetingId: meeting.id, title: 'Outside' })
  for (const question of ['Who paints the fence?', 'Where shall the bench stand?']) {
    await room.command('createPoll', { meetingId: meeting.id, kind: 'motion', question })
  }
  const host = await room.hostPage()
  await host.getByRole('button', { name: 'More for “Spring meeting”' }).click()
  await host.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(host.getByRole('heading', { name: 'Spring meeting (copy)' })).toBeAttached()
  await expect
    .poll(() => linesOf(host))
    .toEqual(['# Outside', 'Question 1: Who paints the fence?', 'Question 2: Where shall the bench stand?'])

  await host.getByRole('link', { name: 'Meetings' }).click()
  await host.getByRole('searchbox', { name: 'Search in all meetings' }).fill('BENCH stand')
  const found = host.getByRole('region', { name: 'Search results' })
  await expect(found.getByRole('status')).toHaveText('Found: 2')
  await found.getByRole('link', { name: 'Where shall the bench stand?' }).first().click()
  await expect(agendaOf(host).getByRole('button', { name: /bench/ })).toHaveAttribute('aria-current', 'true')
  await expect(host.getByRole('textbox', { name: 'Question', exact: true })).toHaveValue('Where shall the bench stand?')

  await host.getByRole('link', { name: 'Meetings' }).click()
  await host.getByRole('searchbox', { name: 'Search in all meetings' }).fill('outside')
  await expect(found.getByRole('link', { name: 'Outside Heading' }).first()).toBeVisible()
  await host.getByRole('searchbox', { name: 'Search in all meetings' }).fill('')
  await host.getByRole('button', { name: 'More for “Spring meeting”' }).click()
  await host.getByRole('menuitem', { name: 'Keep as a template…' }).click()
  await host.getByRole('textbox', { name: 'Name of the template' }).fill('Our spring')
  await host.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(host.getByText('“Our spring” is among your templates.')).toBeVisible()
  await host.getByRole('button', { name: 'From a template…' }).click()
  await host.getByRole('button', { name: /^Our spring/ }).click()
  await expect(host.getByRole('heading', { name: 'Our spring' })).toBeAttached()
  await expect
    .poll(() => linesOf(host))
    .toEqual(['# Outside', 'Question 1: Who paints the fence?', 'Question 2: Where shall the bench stand?'])

  // Deleted in the sheet, and gone once it is closed; what was kept after all is still there.
  const templates = async (): Promise<readonly string[]> =>
    (await room.command('listTemplates', {})).templates.map(({ name }) => name)
  await host.getByRole('link', { name: 'Meetings' }).click()
  await host.getByRole('button', { name: 'From a template…' }).click()
  await host.getByRole('button', { name: 'Delete the template “Our spring”' }).click()
  await host.getByRole('button', { name: 'Undo' }).click()
  await host.getByRole('button', { name: 'Delete the template “Our spring”' }).click()
  expect(await templates()).toEqual(['Our spring'])
  await host.keyboard.press('Escape')
  await expect.poll(templates).toEqual([])
})

for (const [locale, name] of [
  ['en-GB', 'Retrospective'],
  ['zh-CN', '复盘'],
] as const) {
  test(`a template that comes with the program is in the language of the page, ${locale}`, async ({ room }) => {
    const host = await room.hostPage({ locale })
    await host.getByRole('button', { name: locale === 'en-GB' ? 'All templates' : '全部模板' }).click()
    await host.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await expect(host.getByRole('heading', { name })).toBeAttached()
    const { meetings } = await room.command('listMeetings', {})
    const { meeting } = await room.command('getMeeting', { meetingId: meetings[0]?.id ?? '' })
    expect(meeting.agenda.map(({ type }) => type)).toEqual(['section', 'poll', 'poll', 'poll', 'section', 'poll'])
    expect(meeting.polls.map(({ kind }) => kind)).toEqual(['words', 'text', 'text', 'questions'])
    await expect(agendaOf(host).or(host.getByRole('navigation', { name: '议程' }))).toContainText(
      meeting.polls[0]?.question ?? '?',
    )
  })
}

/** A meeting with one question, asked once for each list of votes, and ended. */
async function held(
  command: Room['command'],
  lanPort: number,
  title: string,
  rounds: readonly (readonly number[])[],
): Promise<{ meetingId: string; pollId: string }> {
  const { meeting } = await command('createMeeting', { title })
  const { poll } = await command('createPoll', { meetingId: meeting.id, ...bench })
  await command('startMeeting', { meetingId: meeting.id })
  const crowd = await gather(`http://127.0.0.1:${String(lanPort)}`, 5)
  for (const [index, votes] of rounds.entries()) {
    const opened = await command(index === 0 ? 'openPoll' : 'runAgain', { pollId: poll.id })
    await crowd.vote(opened.poll, votes)
    await command('closePoll', { pollId: poll.id })
  }
  crowd.leave()
  await command('endMeeting', { meetingId: meeting.id })
  return { meetingId: meeting.id, pollId: poll.id }
}

test('a meeting leaves as files, and one from another computer comes back through the page', async ({ room }) => {
  test.slow()
  room.excuse(/status of (409|422)/)
  const { meetingId } = await held(room.command, room.server().lanPort, 'Spring meeting', [[3, 2]])

  // Somebody else's program, and what it exported.
  const dataDir = await temporaryDataDir()
  const other = await startBuiltServer({ dataDir })
  const abroad = (async (name: string, input: object) => {
    const response = await fetch(`${other.hostApi}/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${other.hostSecret}` },
      body: JSON.stringify(input),
    })
    return response.json()
  }) as Room['command']
  const file = join(dataDir, 'twin town.json')
  try {
    const twin = await held(abroad, other.lanPort, 'Twin town', [[1, 4]])
    const document: unknown = await abroad('exportMeeting', { meetingId: twin.meetingId, format: 'json' })
    await writeFile(file, JSON.stringify(document))

    const host = await room.hostPage()
    const menu = host.getByRole('button', { name: 'Export “Spring meeting”' })
    const files: Record<string, { name: string; bytes: Buffer }> = {}
    for (const format of ['Excel', 'CSV', 'JSON']) {
      await menu.click()
      const download = host.waitForEvent('download')
      await host.getByRole('menuitem', { name: format }).click()
      files[format] = await fileOf(download)
    }
    expect(Object.values(files).map(({ name }) => name)).toEqual([
      'Spring meeting.xlsx',
      'Spring meeting.csv',
      'Spring meeting.json',
    ])
    expect(files['Excel']?.bytes.subarray(0, 2).toString()).toBe('PK')
    expect(files['CSV']?.bytes.toString()).toContain('By the pond,3')
    await menu.click()
    const [minutes] = await Promise.all([
      host.waitForEvent('popup'),
      host.getByRole('menuitem', { name: 'Minutes' }).click(),
    ])
    await expect(minutes.getByRole('heading', { name: 'Where shall the bench stand?' })).toBeVisible()
    await minutes.close()

    await host.getByRole('button', { name: 'Import…' }).click()
    const sheet = host.getByRole('dialog')
    // The one that is here already is refused in words, and nothing happens.
    await sheet.getByLabel('Choose a file…').setInputFiles({
      name: 'again.json',
      mimeType: 'application/json',
      buffer: files['JSON']?.bytes ?? Buffer.from(''),
    })
    await sheet.getByRole('button', { name: 'Import the meeting' }).click()
    await expect(sheet.getByRole('status')).toContainText('“Spring meeting” is already here')
    await sheet.getByLabel('Choose a file…').setInputFiles({
      name: 'other.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"format": "something else"'),
    })
    await expect(sheet.getByRole('status')).toContainText('not an export of Show of Hands')
    await sheet.getByLabel('Choose a file…').setInputFiles(file)
    await expect(sheet).toContainText('Twin town')
    await sheet.getByRole('button', { name: 'Import the meeting' }).click()
    await expect(host.getByRole('heading', { name: 'Twin town' })).toBeAttached()
    const row = host.getByRole('main').getByRole('listitem').filter({ hasText: 'At the bus stop' })
    await expect(row).toContainText('4')
    expect((await room.command('listMeetings', {})).meetings.map(({ id }) => id).sort()).toEqual(
      [meetingId, twin.meetingId].sort(),
    )
  } finally {
    await other.stop()
    await removeDataDir(dataDir)
  }
})

test('rounds stand side by side with what changed, and so does an earlier meeting', async ({ room }) => {
  test.slow()
  await held(room.command, room.server().lanPort, 'Spring meeting', [[2, 2]])
  const { meetingId } = await held(room.command, room.server().lanPort, 'Autumn meeting', [
    [1, 4],
    [3, 2],
  ])
  const host = await pageOf(room, meetingId)
  const rounds = host.getByRole('region', { name: 'Round by round' })
  const cellsOf = (table: Locator, row: string): Locator =>
    table.getByRole('row', { name: new RegExp(`^${row}`) }).getByRole('cell')
  await expect(rounds.getByRole('columnheader')).toHaveText([/Round 1/, /Round 2/])
  await expect(cellsOf(rounds, 'By the pond')).toHaveText([/1\s*20%$/, /3\s*60%\s*\+40 points/])
  await expect(cellsOf(rounds, 'At the bus stop')).toHaveText([/4\s*80%$/, /2\s*40%\s*−40 points/])
  await expect(cellsOf(rounds, 'Answered')).toHaveText(['5', '5'])

  await host.getByRole('button', { name: 'Compare with another meeting…' }).press('Enter')
  const sheet = host.getByRole('dialog')
  await sheet.getByRole('button', { name: /Spring meeting/ }).press('Enter')
  const table = sheet.getByRole('region', { name: 'Compared' })
  await expect(cellsOf(table, 'By the pond')).toHaveText([/2\s*50%$/, /3\s*60%\s*\+10 points/])
  await expect(cellsOf(table, 'Answered')).toHaveText(['4', '5'])
})

test('a result is saved and copied as a picture of its full size', async ({ room }) => {
  const { meetingId } = await held(room.command, room.server().lanPort, 'Spring <b>meeting</b>', [[3, 2]])
  const host = await pageOf(room, meetingId)
  await host.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const menu = host.getByRole('button', { name: 'Save the result of question 1' })
  const save = async (item: string): Promise<{ name: string; bytes: Buffer }> => {
    await menu.click()
    const download = host.waitForEvent('download')
    await host.getByRole('menuitem', { name: item }).click()
    return fileOf(download)
  }

  const svg = await save('Drawing (SVG)')
  expect(svg.name).toBe('Spring bmeetingb - Where shall the bench stand.svg')
  // On a page of its own: the console's policy lets nobody make markup of a text.
  const desk = await host.context().newPage()
  const seen = await desk.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml')
    return { root: documentElement.nodeName, words: documentElement.textContent, bold: text.includes('<b>') }
  }, svg.bytes.toString())
  await desk.close()
  expect(seen).toMatchObject({ root: 'svg', bold: false })
  for (const words of ['Where shall the bench stand?', 'By the pond', '60%', 'Spring <b>meeting</b>']) {
    expect(seen.words).toContain(words)
  }

  const png = await save('Picture (PNG)')
  const { width, height, data } = PNG.sync.read(png.bytes)
  expect([width, height]).toEqual([3200, 1800])
  const colours = new Set<number>()
  for (let at = 0; at < data.length; at += 4 * 101) colours.add(data.readUInt32BE(at))
  expect(colours.size, 'something is drawn on it').toBeGreaterThan(5)

  const csv = await save('Table (CSV)')
  expect(csv.bytes.toString()).toContain('At the bus stop,2')

  await menu.click()
  await host.getByRole('menuitem', { name: 'Copy the picture' }).click()
  await expect(host.getByText('The picture is copied.')).toBeVisible()
  const copied = await host.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const bitmap = await createImageBitmap(await (item?.getType('image/png') ?? Promise.reject(new Error('nothing'))))
    return [bitmap.width, bitmap.height]
  })
  expect(copied).toEqual([3200, 1800])
})

for (const [locale, colorScheme, words] of [
  ['en-GB', 'light', { import: 'Import…', from: 'From a template…', compare: 'Compare with another meeting…' }],
  ['zh-CN', 'dark', { import: '导入…', from: '从模板新建…', compare: '与其他会议对比…' }],
] as const) {
  test(`the sheets of the console break no rule, ${colorScheme}, ${locale}`, async ({ room }) => {
    test.slow()
    await held(room.command, room.server().lanPort, 'Spring meeting', [[2, 2]])
    const { meetingId } = await held(room.command, room.server().lanPort, 'Autumn meeting', [
      [1, 4],
      [3, 2],
    ])
    await room.command('saveTemplate', { meetingId, name: 'Our autumn' })
    const host = await room.hostPage({ locale, colorScheme, reducedMotion: 'reduce' })
    await host.getByRole('searchbox').fill('bench')
    await expect(host.getByRole('link', { name: 'Where shall the bench stand?' }).first()).toBeVisible()
    await expectAccessible(host, 'search')
    await host.getByRole('searchbox').fill('')
    await host.getByRole('button', { name: words.import }).click()
    await host.getByRole('dialog').getByRole('textbox').first().fill('One?\n- a\n- b')
    await expect(host.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
    await expectAccessible(host, 'import')
    await host.keyboard.press('Escape')
    await host.getByRole('button', { name: words.from }).click()
    await expect(host.getByText('Our autumn')).toBeVisible()
    await expectAccessible(host, 'templates')
    await host.keyboard.press('Escape')
    const draft = await room.command('duplicateMeeting', { meetingId })
    await room.command('createSection', { meetingId: draft.meeting.id, title: 'Heading' })
    await host.goto(new URL(`/meetings/${draft.meeting.id}`, host.url()).href)
    await expect(host.locator('[data-section]')).toHaveValue('Heading')
    await expectAccessible(host, 'agenda with a heading')
    await host.goto(new URL(`/meetings/${meetingId}`, host.url()).href)
    await host.getByRole('button', { name: words.compare }).click()
    await host.getByRole('dialog').getByRole('listitem').first().getByRole('button').click()
    await expect(host.getByRole('dialog').getByRole('table')).toBeVisible()
    await expectAccessible(host, 'compare')
  })
}
