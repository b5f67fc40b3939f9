import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entryId } from '../../src/domain/kinds/entries.ts'
import { openEvents } from './events.ts'
import { runningPoll, startRoom, type TestRoom } from './room.ts'

let room: TestRoom
beforeEach(async () => {
  room = await startRoom()
})
afterEach(() => room.close())

const texts = (view: { poll: { result: { tally: { entries: { text: string }[] } } | null } }): string[] =>
  (view.poll.result?.tally.entries ?? []).map((entry) => entry.text)

describe('a moderated wall', () => {
  test('shows the room nothing before the host has approved it, and nothing that was removed', async () => {
    const { meetingId, pollId } = await runningPoll(room, {
      kind: 'text',
      question: 'What did you learn?',
      options: undefined,
      settings: { moderated: true },
    })
    const stage = await openEvents(room.lanPort, '/api/events')
    const [ann, bob] = [await room.phone('Ann'), await room.phone('Bob')]
    expect((await ann.answer(pollId, { text: 'To listen' })).status).toBe(200)
    expect((await bob.answer(pollId, { text: 'A rude word' })).status).toBe(200)
    const waiting = await stage.until((view) => view.poll?.voted === 2)
    expect(texts(waiting)).toEqual([])
    expect(stage.text()).not.toContain('To listen')

    await room.host('decideEntry', { pollId, entry: entryId('to LISTEN '), decision: 'approved' })
    const approved = await stage.until((view) => texts(view).length === 1)
    expect(texts(approved)).toEqual(['To listen'])
    const { poll } = await room.host('decideEntry', { pollId, entry: entryId('A rude word'), decision: 'removed' })
    expect(poll.result.tally).toMatchObject({
      people: 2,
      entries: [
        { text: 'A rude word', state: 'removed' },
        { text: 'To listen', state: 'shown' },
      ],
    })

    await room.host('decideEntry', { pollId, entry: entryId('To listen'), decision: 'removed' })
    await stage.until((view) => texts(view).length === 0)
    await room.host('decideEntry', { pollId, entry: entryId('To listen'), decision: null })
    await room.host('closePoll', { pollId })
    await stage.until((view) => view.poll?.status === 'closed')
    expect(stage.text()).not.toContain('A rude word')
    stage.close()

    const { entries } = await room.host('getLog', { meetingId })
    expect(entries.map(({ act }) => act)).toEqual([
      'meetingCreated',
      'meetingStarted',
      'pollOpened',
      'entryApproved',
      'entryRemoved',
      'entryRemoved',
      'entryRestored',
      'pollClosed',
    ])
    // The log says that something was removed, and does not repeat it for ever.
    expect(JSON.stringify(entries)).not.toMatch(/rude/)
  })

  test('deciding about what nobody wrote, of a poll without entries or of a round that never was, says so', async () => {
    const { pollId } = await runningPoll(room, { kind: 'words', question: 'One word?', options: undefined })
    const none = await room.tryHost('decideEntry', { pollId, entry: 'e123', decision: 'removed' })
    expect([none.status, none.json.code]).toEqual([404, 'entryUnknown'])
    const never = await room.tryHost('decideEntry', { pollId, entry: 'e123', decision: 'removed', round: 7 })
    expect(never.json.code).toBe('roundNotFound')
    expect((await room.tryHost('decideEntry', { pollId, entry: 'e123', decision: 'liked' })).status).toBe(400)
  })

  test('an answer of one’s own to a choice waits as well', async () => {
    const { pollId } = await runningPoll(room, { settings: { other: true, moderated: true, liveResults: true } })
    const phone = await room.phone()
    expect((await phone.answer(pollId, { options: [], other: 'The moon' })).status).toBe(200)
    const view = await room.lan('GET', '/api/view')
    expect(view.text).not.toContain('The moon')
    expect(view.json.poll.result.tally.other).toEqual({ count: 1, weight: 1 })
    await room.host('decideEntry', { pollId, entry: entryId('The moon'), decision: 'approved' })
    expect((await room.lan('GET', '/api/view')).json.poll.result.tally.others).toMatchObject([{ text: 'The moon' }])
  })
})

describe('questions of the audience', () => {
  test('are asked, supported, answered and taken back; every phone speaks for itself once', async () => {
    const { pollId } = await runningPoll(room, { kind: 'questions', question: 'Your questions', options: undefined })
    const [ann, bob, cem] = [await room.phone('Ann'), await room.phone('Bob'), await room.phone('Cem')]
    await ann.answer(pollId, { posts: ['When is lunch?', 'Who pays?'], upvotes: [] })
    const lunch = entryId('When is lunch?')
    await bob.answer(pollId, { posts: [], upvotes: [lunch] })
    await cem.answer(pollId, { posts: ['when is LUNCH?'], upvotes: [lunch, entryId('nobody asked this')] })
    const entries = async (): Promise<{ text: string; count: number; state: string }[]> =>
      (await room.lan('GET', '/api/view')).json.poll.result.tally.entries
    expect((await entries()).map(({ text, count }) => [text, count])).toEqual([
      ['When is lunch?', 3],
      ['Who pays?', 1],
    ])
    await room.host('decideEntry', { pollId, entry: lunch, decision: 'answered' })
    expect((await entries()).map(({ text, state }) => [text, state])).toEqual([
      ['Who pays?', 'shown'],
      ['When is lunch?', 'answered'],
    ])
    // What the phone gets back is what it sent, so that it can go on from there.
    expect((await ann.me()).json.ballots[0].answer).toMatchObject({ upvotes: [] })
    expect((await ann.answer(pollId, { posts: ['Who pays?'], upvotes: [] })).status).toBe(200)
    expect((await entries()).find(({ text }) => /lunch/i.test(text))?.count).toBe(2)
  })

  test('carry names only where the poll asks for them, and none that the host hides or the author withholds', async () => {
    const { pollId } = await runningPoll(room, {
      kind: 'questions',
      question: 'Your questions',
      options: undefined,
      settings: { privacy: 'named' },
    })
    const [ann, bob] = [await room.phone('Ann'), await room.phone('Bob')]
    await ann.answer(pollId, { posts: ['Openly asked'], upvotes: [] })
    await bob.answer(pollId, { posts: [{ text: 'Shyly asked', anonymous: true }], upvotes: [] })
    const names = async (): Promise<string[]> => {
      const view = await room.lan('GET', '/api/view')
      return (view.json.poll.result.tally.entries as { names: string[] }[]).flatMap((entry) => entry.names)
    }
    expect(await names()).toEqual(['Ann'])
    await room.host('showNames', { pollId, shown: false })
    expect(await names()).toEqual([])
    expect((await room.lan('GET', '/api/view')).text).not.toMatch(/"Ann"/)
  })
})
