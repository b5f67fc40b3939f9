import type { Locator, Page } from '@playwright/test'
import { kindNames } from '../../src/contract/languages/en.ts'
import { expectAccessible } from './axe.ts'
import { png } from '../support/pictures.ts'
import { expect, test, type PollDraft, type Room } from './room.ts'

/** The console's editor on a draft with this question. */
async function writing(room: Room, draft: PollDraft): Promise<{ host: Page; pollId: string; meetingId: string }> {
  const { meeting } = await room.command('createMeeting', { title: 'Parish council' })
  const { poll } = await room.command('createPoll', { meetingId: meeting.id, ...draft })
  const host = await room.hostPage()
  await host.goto(new URL(`/meetings/${meeting.id}`, host.url()).href)
  await expect(host.getByRole('textbox', { name: 'Question', exact: true })).toBeVisible()
  return { host, pollId: poll.id, meetingId: meeting.id }
}

/** The poll as it is stored. */
async function stored(room: Room, meetingId: string) {
  const [poll] = (await room.command('getMeeting', { meetingId })).meeting.polls
  if (poll === undefined) throw new Error('the poll is gone')
  return poll
}

/** A file as it comes from the desktop. */
interface DroppedFile {
  readonly name: string
  readonly type: string
  readonly base64: string
}

function give(target: Locator, event: 'drop' | 'paste', file: DroppedFile): Promise<void> {
  return target.evaluate(
    (element, [name, given]) => {
      const bytes = Uint8Array.from(atob(given.base64), (letter) => letter.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], given.name, { type: given.type }))
      const about = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        name === 'drop'
          ? new DragEvent('drop', { ...about, dataTransfer: data })
          : new ClipboardEvent('paste', { ...about, clipboardData: data }),
      )
    },
    [event, file] as const,
  )
}

const pngFile = (width: number, height: number): DroppedFile => ({
  name: 'photo.png',
  type: 'image/png',
  base64: png(width, height, 120).toString('base64'),
})

test('a picture dropped or pasted on an option is made small, stored and shown, and goes again', async ({ room }) => {
  const { host, meetingId } = await writing(room, {
    kind: 'choice',
    question: 'Which bench?',
    options: ['Oak', 'Steel'],
  })
  const oak = host.getByRole('textbox', { name: 'Option A' })
  await give(oak, 'drop', pngFile(2000, 400))
  const picture = host.getByRole('img', { name: 'Oak' })
  await expect(picture).toBeVisible()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1200)
  await expect(host.getByText('Saved')).toBeVisible()
  await expect.poll(async () => (await stored(room, meetingId)).options[0]?.image).toMatch(/^[0-9a-f]{32}$/)
  // A photograph is stored as one, whatever it came as.
  const source = await picture.getAttribute('src')
  const { headers } = await host.evaluate(async (address) => {
    const response = await fetch(address ?? '')
    return { headers: Object.fromEntries(response.headers) }
  }, source)
  expect(headers['content-type']).toBe('image/jpeg')

  // On the row that only waits to be written, it makes an option that still lacks its words.
  await give(host.getByRole('textbox', { name: 'Option C' }), 'paste', pngFile(20, 20))
  await expect.poll(async () => (await stored(room, meetingId)).options).toHaveLength(3)
  expect((await stored(room, meetingId)).options[2]).toMatchObject({
    label: '',
    image: expect.stringMatching(/^[0-9a-f]{32}$/),
  })

  await oak.hover()
  await host.getByRole('button', { name: 'Remove the picture of option A' }).click()
  await expect(picture).toBeHidden()
  await expect.poll(async () => (await stored(room, meetingId)).options[0]).toEqual({ id: 'o1', label: 'Oak' })
})

test('a file that is no picture is refused with a sentence at its option, and the next one is taken', async ({
  room,
}) => {
  const { host, meetingId } = await writing(room, {
    kind: 'choice',
    question: 'Which bench?',
    options: ['Oak', 'Steel'],
  })
  const oak = host.getByRole('textbox', { name: 'Option A' })
  const row = host.getByRole('listitem').filter({ has: oak })
  const base64 = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString(
    'base64',
  )
  await give(oak, 'drop', { name: 'photo.png', type: 'image/png', base64 })
  await expect(row.getByRole('alert')).toHaveText(/^This file is not a PNG, JPEG or WebP picture/)
  await expect(row.getByRole('img')).toHaveCount(0)
  // Beside the options a file does nothing: it must not take the place of the page.
  await give(host.getByRole('textbox', { name: 'Question', exact: true }), 'drop', pngFile(4, 4))
  await expect(oak).toHaveValue('Oak')
  await give(oak, 'drop', pngFile(4, 4))
  await expect(row.getByRole('img', { name: 'Oak' })).toBeVisible()
  await expect(row.getByRole('alert')).toHaveCount(0)
  await expect.poll(async () => (await stored(room, meetingId)).options[0]?.image).toBeTruthy()
})

test('right answers are marked in the option list, and their number is how many may be chosen', async ({ room }) => {
  const { host, meetingId } = await writing(room, {
    kind: 'quiz',
    question: 'Which are rivers?',
    options: ['Rhine', 'Etna', 'Volga'],
  })
  await host.getByRole('checkbox', { name: 'Option A is right' }).check({ force: true })
  await host.getByRole('checkbox', { name: 'Option C is right' }).check({ force: true })
  await expect
    .poll(async () => (await stored(room, meetingId)).settings)
    .toMatchObject({ correct: ['o1', 'o3'], max: 2 })
  await host.getByRole('textbox', { name: 'Option C' }).hover()
  await host.getByRole('button', { name: 'Remove option C' }).click()
  await expect.poll(async () => (await stored(room, meetingId)).settings).toMatchObject({ correct: ['o1'], max: 1 })
  await host.getByRole('switch', { name: /^Quick answers/ }).check({ force: true })
  await expect.poll(async () => (await stored(room, meetingId)).settings).toMatchObject({ speedPoints: true })
  await host.getByText('While voting is open').click()
  await host.getByRole('combobox', { name: 'Countdown' }).selectOption('none')
  await expect(host.getByRole('alert')).toHaveText(/^Points for speed need a countdown/)
})

test('a number may have a decimal comma; what is none stays in its field and is not stored', async ({ room }) => {
  const { host, meetingId } = await writing(room, {
    kind: 'number',
    question: 'How long?',
    settings: { decimals: 1 },
  })
  const right = host.getByRole('textbox', { name: /^Right answer/ })
  await right.fill('42,5')
  await expect.poll(async () => (await stored(room, meetingId)).settings).toMatchObject({ correct: 42.5 })
  await expect(right).toHaveValue('42,5')
  await right.fill('about 40')
  await expect(host.getByRole('alert')).toHaveText(/^Digits only/)
  await host.getByRole('textbox', { name: 'Unit' }).fill('km')
  await expect.poll(async () => (await stored(room, meetingId)).settings).toMatchObject({ unit: 'km', correct: 42.5 })
  await expect(right).toHaveValue('about 40')
})

test('a majority of one’s own, a quorum and notes are stored as they are written', async ({ room }) => {
  const { host, meetingId } = await writing(room, { kind: 'motion', question: 'The council buys the bench.' })
  await expect(host.getByText('With 30 votes, 16 are needed.')).toBeVisible()
  await host.getByRole('combobox', { name: 'Carried by' }).selectOption('A part of your own')
  await host.getByRole('combobox', { name: 'Comparison' }).selectOption('at least')
  await host.getByRole('textbox', { name: 'Of how many parts' }).fill('7')
  await host.getByRole('textbox', { name: 'Parts', exact: true }).fill('9')
  await expect(host.getByRole('alert')).toHaveText(/^This must be a part of the whole/)
  await host.getByRole('textbox', { name: 'Parts', exact: true }).fill('3')
  await expect(host.getByText('Yes needs at least 3/7 of the yes and no votes.')).toBeVisible()
  await host.getByText('Further conditions, quorum and ties').click()
  await host.getByText('a number', { exact: true }).click()
  await host.getByRole('textbox', { name: 'Quorum' }).fill('20')
  await expect(host.getByText('At least 20 people must be present.')).toBeVisible()
  await host.getByRole('textbox', { name: 'Notes, only for you' }).fill('Ask Kim to speak first.')
  await expect
    .poll(async () => {
      const { settings, notes } = await stored(room, meetingId)
      return { settings, notes }
    })
    .toMatchObject({
      notes: 'Ask Kim to speak first.',
      settings: {
        rule: { comparison: 'atLeast', numerator: 3, denominator: 7, base: 'yesNo' },
        quorum: { form: 'number', by: 'heads', atLeast: 20 },
      },
    })
})

test('an election: blank votes, a majority of everyone entitled besides, and a quorum', async ({ room }) => {
  const { host, meetingId } = await writing(room, { kind: 'choice', question: 'Who chairs?', options: ['Kim', 'Lee'] })
  await host.getByRole('switch', { name: /^This is an election/ }).check({ force: true })
  await host.getByRole('switch', { name: /^People may vote blank/ }).check({ force: true })
  await host.getByText('who has a majority', { exact: true }).click()
  await expect(host.getByText('A candidate needs more than half of the valid votes.')).toBeVisible()
  await host.getByRole('combobox', { name: 'Of whom' }).selectOption('ballots handed in')
  await expect(host.getByText('A blank vote counts against everybody.')).toBeVisible()
  await host.getByText('Further conditions and quorum').click()
  await host.getByRole('button', { name: 'Add a condition' }).click()
  await expect(host.getByText('A candidate needs at least 1/3 of the people entitled.')).toBeVisible()
  await host.getByText('a number', { exact: true }).click()
  await host.getByRole('textbox', { name: 'Quorum' }).fill('20')
  await expect
    .poll(async () => (await stored(room, meetingId)).settings)
    .toMatchObject({
      blank: true,
      election: {
        seats: 1,
        rule: 'absoluteMajority',
        majorities: [
          { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'cast' },
          { comparison: 'atLeast', numerator: 1, denominator: 3, base: 'entitled' },
        ],
        quorum: { form: 'number', by: 'heads', atLeast: 20 },
      },
    })
  await expectAccessible(host, 'the rules of an election')
  await host.getByText('who has most votes', { exact: true }).click()
  await expect
    .poll(async () => (await stored(room, meetingId)).settings)
    .toMatchObject({ election: { seats: 1, rule: 'mostVotes', quorum: { atLeast: 20 } } })
})

test('all kinds are on offer, and the keyboard walks through them', async ({ room }) => {
  const { host, meetingId } = await writing(room, { kind: 'choice', question: 'First' })
  await host.getByRole('button', { name: 'Add a question' }).focus()
  await host.keyboard.press('Enter')
  await expect(host.getByRole('menuitem', { name: /^Choice/ })).toBeFocused()
  for (const name of Object.values(kindNames)) {
    await expect(host.getByRole('menuitem', { name: new RegExp(`^${name}`) })).toHaveCount(1)
  }
  // Letters jump to the kind that begins with them.
  await host.keyboard.type('est')
  await expect(host.getByRole('menuitem', { name: /^Estimate/ })).toBeFocused()
  await host.keyboard.press('Enter')
  await expect(host.getByRole('textbox', { name: 'Question', exact: true })).toBeFocused()
  await expect
    .poll(async () => (await room.command('getMeeting', { meetingId })).meeting.polls.map((poll) => poll.kind))
    .toEqual(['choice', 'number'])
})
