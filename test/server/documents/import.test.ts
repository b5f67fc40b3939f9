import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { meetingFileBytes, meetingFileMegabytes } from '../../../src/contract/meetingFile.ts'
import { hostRoutes } from '../../../src/contract/routes.ts'
import { documentFile } from '../../../src/server/documents/meetingDocument.ts'
import { verifyDocument } from '../../../src/server/documents/verify.ts'
import { png } from '../../support/pictures.ts'
import { send, startRoom, type Reply, type TestRoom } from '../room.ts'
import { hold, parishPlan } from './plans.ts'

/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-explicit-any -- a document is changed here
   as somebody with an editor would, whatever its type says */
type Changeable = any

let room: TestRoom
let original: string
let document: Changeable

beforeAll(async () => {
  room = await startRoom()
  const meetingId = await hold(room, parishPlan)
  original = (await room.tryHost('exportMeeting', { meetingId, format: 'json' })).text
  await room.close()
  room = await startRoom()
})
afterAll(() => room.close())
beforeEach(() => {
  document = JSON.parse(original)
})

const bring = (changed: unknown = document): Promise<Reply> => room.tryHost('importMeeting', { document: changed })

/** Refused in words, with the place, and nothing of it is there. */
async function expectRefused(code: string, where?: string): Promise<void> {
  const reply = await bring()
  expect([reply.status, reply.json.code]).toEqual([422, code])
  expect(reply.json.detail).toMatch(/Nothing was imported\.$/)
  if (where !== undefined) expect(reply.json.params.where).toBe(where)
  expect((await room.host('listMeetings', {})).meetings).toEqual([])
  // Whatever had been written of it would be in the way now.
  expect((await room.tryHost('getMeeting', { meetingId: document.meeting?.id ?? 'x' })).status).toBe(404)
}

describe('a file that was changed is refused with the place', () => {
  const changes: readonly (readonly [what: string, where: string, change: () => void])[] = [
    ['an unknown member', 'colour', () => (document.colour = 'red')],
    ['an unknown member deep inside', 'polls[0].rounds[0]: voters', () => (document.polls[0].rounds[0].voters = [])],
    ['a wrong type', 'polls[0].revealed', () => (document.polls[0].revealed = 'yes')],
    ['a missing member', 'meeting.roll', () => delete document.meeting.roll],
    ['an unknown kind', 'polls[1].question.kind', () => (document.polls[1].question.kind = 'karaoke')],
    ['a setting of another kind', 'polls[0].question.settings', () => (document.polls[0].question.settings.budget = 3)],
    ['a time that is none', 'meeting.createdAtMs', () => (document.meeting.createdAtMs = 1e309)],
    ['half a millisecond', 'polls[0].rounds[0].openedAtMs', () => (document.polls[0].rounds[0].openedAtMs = 0.5)],
    ['an admission of later', 'meeting.admission', () => (document.meeting.admission = 'byBirthday')],
    ['a title that hides its end', 'meeting.title', () => (document.meeting.title = 'Council\u202E')],
    ['a name with a line break', 'attendees[0].name', () => (document.attendees[0].name = 'Ada\nLovelace')],
    ['a code nobody can type', 'meeting.joinCode', () => (document.meeting.joinCode = 'O0I1')],
    ['an ended meeting without its end', 'meeting.endedAtMs', () => (document.meeting.endedAtMs = null)],
    ['a poll that is not in the agenda', 'agenda', () => document.agenda.pop()],
    ['polls in another order', 'agenda', () => document.polls.reverse()],
    ['a round left out', 'polls[2].rounds[0].round', () => document.polls[2].rounds.shift()],
    [
      'a closed round still open',
      'polls[0].rounds[0].closedAtMs',
      () => (document.polls[0].rounds[0].closedAtMs = null),
    ],
    [
      'a question other than its last round asked',
      'polls[0].question',
      () => (document.polls[0].question.question = 'Shall we renew the roof?'),
    ],
    [
      'an answer of another kind',
      'polls[0].rounds[0].ballots[0].answer',
      () => (document.polls[0].rounds[0].ballots[0].answer = { value: 4 }),
    ],
    [
      'an answer that nobody can give',
      'polls[4].rounds[0].ballots[0].answer',
      () => (document.polls[4].rounds[0].ballots[0].answer = { value: 12 }),
    ],
    [
      'an answer that we would have cleaned',
      'polls[3].rounds[0].ballots[0].answer',
      () => (document.polls[3].rounds[0].ballots[0].answer = { options: ['o1'], other: ' Mate ' }),
    ],
    [
      'a time of an answer that is none',
      'polls[10].rounds[0].ballots[0].answer',
      () => (document.polls[10].rounds[0].ballots[0].answer.tookMs = -1),
    ],
    [
      'a name that nobody can have given',
      'polls[8].rounds[0].ballots[0].answer',
      () => (document.polls[8].rounds[0].ballots[0].answer.name = 'Ada\u0007'),
    ],
    [
      'points that do not add up',
      'polls[6].rounds[0].ballots[0].answer',
      () => (document.polls[6].rounds[0].ballots[0].answer = { points: { o1: 101 } }),
    ],
    [
      'half a vote',
      'polls[0].rounds[0].ballots[0].weight',
      () => (document.polls[0].rounds[0].ballots[0].weight = 0.5),
    ],
    [
      'a lot among options that are not there',
      'polls[2].rounds[0].acts[0]',
      () => (document.polls[2].rounds[0].acts[0].drawn = 'o9'),
    ],
    ['a picture that is missing', `pictures: {id}`, () => (document.pictures = [])],
    [
      'a picture that nothing shows',
      'pictures[1].id',
      () => document.pictures.push({ ...document.pictures[0], id: 'f'.repeat(32) }),
    ],
    [
      'other bytes than the picture had',
      'pictures[0].base64',
      () => (document.pictures[0].base64 = png(9, 9).toString('base64')),
    ],
    ['a picture that lies about its type', 'pictures[0].type', () => (document.pictures[0].type = 'image/webp')],
  ]

  it.each(changes)('%s', async (_what, where, change) => {
    const picture = document.pictures[0].id as string
    change()
    await expectRefused('importMalformed', where.replace('{id}', picture))
  })

  it('so is what never was one', async () => {
    const deep = JSON.parse('['.repeat(3000) + ']'.repeat(3000)) as unknown
    for (const other of [null, 7, 'text', [], {}, { format: 'csv' }, { format: 'show-of-hands', version: '2' }, deep]) {
      document = other ?? {}
      expect((await bring(other)).json.code).toBe('importMalformed')
    }
    expect((await room.tryHost('importMeeting', {})).json.code).toBe('badRequest')
    document = {
      ...JSON.parse(original),
      log: [{ number: 1, atMs: 1, act: 'meetingCreated', detail: { deep }, hash: '0'.repeat(64) }],
    }
    await expectRefused('importMalformed', 'format')
  })

  it('so is one from a newer version, whatever is in it', async () => {
    document = { format: 'show-of-hands', version: 4, holograms: [] }
    await expectRefused('importNewer')
  })

  it.each([
    ['an act that was changed', 3, () => (document.log[2].detail.entitledHeads = 8)],
    ['a time that was changed', 5, () => (document.log[4].atMs += 60_000)],
    ['an entry that was dropped', 4, () => document.log.splice(3, 1)],
    ['entries that changed places', 4, () => document.log.splice(3, 2, document.log[4], document.log[3])],
    ['a first entry that was dropped', 1, () => document.log.shift()],
  ])('so is a log with %s', async (_what, entry, change) => {
    change()
    await expectRefused('importLogBroken')
    expect((await bring()).json.params).toEqual({ entry })
  })

  it('so is a ballot that is not the one that was counted when voting closed', async () => {
    const round = document.polls[0].rounds[0]
    const [ballot] = round.ballots
    const other = round.asked.options.find(({ id }: { id: string }) => id !== ballot.answer.options[0])
    ballot.answer.options = [other.id]
    await expectRefused('importChanged')
  })

  it('so are 50 MB of nonsense, with the place, and the server goes on', async () => {
    document.polls[0].notes = 'x'.repeat(50 * 1024 * 1024)
    await expectRefused('importMalformed', 'polls[0].notes')
  })

  it('so is more than a file of ours can have, before it is read', async () => {
    const reply = await send(room.hostPort, 'POST', hostRoutes.command('importMeeting'), {
      raw: Buffer.alloc(meetingFileBytes + 1, ' '),
      headers: { authorization: `Bearer ${room.server.hostSecret}` },
    })
    expect([reply.status, reply.json.code]).toEqual([413, 'bodyTooLarge'])
    expect(reply.json.detail).toBe('The request is too large. Nothing was changed.')
    expect((await room.host('listMeetings', {})).meetings).toEqual([])
  })

  it('which is never written', () => {
    expect(documentFile(document, Buffer.byteLength(original))).toEqual({ ok: true, value: original })
    expect(documentFile(document, Buffer.byteLength(original) - 1)).toMatchObject({
      code: 'exportTooLarge',
      params: { max: meetingFileMegabytes },
    })
  })
})

describe('a meeting that is here already', () => {
  let other: TestRoom

  beforeAll(async () => {
    other = await startRoom()
  })
  afterAll(() => other.close())

  const bringThere = (): Promise<Reply> => other.tryHost('importMeeting', { document })

  it('is not imported twice; deleted here, it comes back, unless it has changed since the file was written', async () => {
    expect((await bringThere()).status).toBe(200)
    const again = await bringThere()
    expect([again.status, again.json.code]).toEqual([409, 'meetingAlreadyHere'])
    expect(again.json.detail).toContain('Parish council, November')
    const meetingId = document.meeting.id
    await other.host('deleteMeeting', { meetingId })
    const back = await bringThere()
    expect([back.status, back.json.meeting.id]).toEqual([200, meetingId])
    // Being away twice is no change either, and the log tells of it.
    await other.host('deleteMeeting', { meetingId })
    expect((await bringThere()).status).toBe(200)
    const away = ['meetingDeleted', 'meetingRestored']
    const { entries } = await other.host('getLog', { meetingId })
    expect(entries.map(({ act }) => act).slice(-4)).toEqual([...away, ...away])
    expect(verifyDocument((await other.tryHost('exportMeeting', { meetingId, format: 'json' })).json)).toMatchObject({
      value: { findings: [] },
    })
    await other.host('updateMeeting', { meetingId, title: 'Renamed' })
    await other.host('deleteMeeting', { meetingId })
    expect((await bringThere()).json.code).toBe('meetingAlreadyHere')
  })

  it('cannot be slipped in under another id with the polls of the first', async () => {
    document.meeting.id = 'another-meeting'
    const reply = await bringThere()
    expect([reply.json.code, reply.json.params.where]).toEqual(['importMalformed', 'agenda[0].id'])
    expect((await other.tryHost('getMeeting', { meetingId: 'another-meeting' })).status).toBe(404)
  })
})

describe('a meeting that ran when it was exported', () => {
  it('has ended where it is imported, with its votes, and leaves the phones of the meeting that runs there alone', async () => {
    const home = await startRoom()
    const away = await startRoom()
    try {
      const meetingId = await hold(home, { ...parishPlan, locked: false, ended: false })
      const { poll } = await home.host('createPoll', { meetingId, kind: 'motion', question: 'Still open?' })
      await home.host('openPoll', { pollId: poll.id })
      await (await home.phone('Late')).vote(poll.id, ['yes'])
      const file = (await home.tryHost('exportMeeting', { meetingId, format: 'json' })).json as unknown

      const own = await away.host('createMeeting', { title: 'Runs here' })
      await away.host('startMeeting', { meetingId: own.meeting.id })
      const { meeting } = await away.host('importMeeting', { document: file })
      expect(meeting.status).toBe('ended')
      const brought = meeting.polls.find(({ id }) => id === poll.id)
      expect(brought).toMatchObject({ status: 'closed', result: { outcome: { status: 'carried' } } })
      const { entries } = await away.host('getLog', { meetingId })
      expect(entries.slice(-2)).toMatchObject([
        { act: 'pollClosed', detail: { poll: poll.id, voted: 1 } },
        { act: 'meetingEnded', detail: { joined: 4 } },
      ])
      expect((await away.lan('GET', '/api/view')).json.meeting.title).toBe('Runs here')
    } finally {
      await home.close()
      await away.close()
    }
  })
})

describe('a file of the first version', () => {
  /** As that version wrote it. */
  const first = {
    format: 'show-of-hands',
    version: 1,
    meeting: {
      id: 'first-version',
      title: 'Last year',
      status: 'ended',
      admission: 'open',
      joinCode: 'K7QX',
      createdAtMs: 1_700_000_000_000,
      startedAtMs: 1_700_000_100_000,
      endedAtMs: 1_700_000_900_000,
    },
    attendance: { joined: 9, names: ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gil', 'Hedy'] },
    polls: [
      {
        id: 'first-poll',
        status: 'closed',
        revealed: true,
        question: {
          kind: 'choice',
          question: 'Where?',
          options: [
            { id: 'o1', label: 'Sea' },
            { id: 'o2', label: 'Hills' },
          ],
          settings: { allowChange: true, allowWithdraw: true, liveResults: false, max: 1 },
        },
        rounds: [
          {
            round: 1,
            asked: {
              kind: 'choice',
              question: 'Where?',
              options: [
                { id: 'o1', label: 'Sea' },
                { id: 'o2', label: 'Hills' },
              ],
              settings: { allowChange: true, allowWithdraw: true, liveResults: false, max: 1 },
            },
            openedAtMs: 1_700_000_200_000,
            closedAtMs: 1_700_000_300_000,
            result: { tally: { people: 2 } },
            ballots: [
              { answer: { options: ['o1'] }, weight: 1 },
              { answer: { options: ['o2'] }, weight: 1 },
            ],
          },
        ],
      },
    ],
  }

  it('comes in with its results, and with nothing that it did not have', async () => {
    const other = await startRoom()
    try {
      const { meeting } = await other.host('importMeeting', { document: first })
      expect(meeting.polls[0]?.result.tally.people).toBe(2)
      const exported = (await other.tryHost('exportMeeting', { meetingId: 'first-version', format: 'json' })).json
      expect(exported).toMatchObject({ version: 3, log: [], pictures: [] })
      // All at the same moment: then the names decide, and not the ids that are drawn here.
      expect(exported.attendees.map(({ name }: { name: string | null }) => name)).toEqual([
        null,
        ...first.attendance.names,
      ])
      expect((await other.tryHost('importMeeting', { document: { ...first, log: [] } })).json).toMatchObject({
        code: 'importMalformed',
        params: { where: 'log' },
      })
    } finally {
      await other.close()
    }
  })
})
