import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileRows } from '../fileRows.ts'
import { runningPoll, send, startRoom, type Reply, type SendOptions, type TestPhone, type TestRoom } from '../room.ts'

let room: TestRoom
let pollId: string
let phone: TestPhone
beforeEach(async () => {
  room = await startRoom()
  pollId = (await runningPoll(room, { settings: { max: 2 } })).pollId
  phone = await room.phone('Ada')
  expect((await phone.vote(pollId, ['o1'])).status).toBe(200)
})
afterEach(() => room.close())

const rows = (): string => fileRows(room.dataDir)

/** Does the request, expects a problem with the code, no changed row, and a server that still counts votes. */
async function refuses(code: string, status: number, request: () => Promise<Reply>): Promise<Reply> {
  const before = rows()
  const reply = await request()
  expect({ status: reply.status, code: reply.json?.code }).toEqual({ status, code })
  expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(reply.json.detail.length).toBeGreaterThan(10)
  expect(reply.text).not.toMatch(/at .*\.ts:|node_modules|SQLITE|Error:/)
  expect(rows()).toBe(before)
  expect((await phone.vote(pollId, ['o2'])).status).toBe(200)
  return reply
}

const ballot = (options: SendOptions): Promise<Reply> =>
  room.lan('PUT', `/api/polls/${pollId}/ballot`, {
    ...options,
    headers: { authorization: `Bearer ${phone.token}`, ...options.headers },
  })
const answer = (value: unknown): SendOptions => ({ body: { answer: value, key: 'bad-input-key' } })

describe('an answer that is refused', () => {
  it.each<[string, SendOptions, string, number]>([
    ['a foreign option', answer({ options: ['o9'] }), 'optionUnknown', 422],
    ['too many options', answer({ options: ['o1', 'o2', 'o3'] }), 'tooManyOptions', 422],
    ['nothing chosen', answer({ options: [] }), 'answerEmpty', 422],
    ['the same twice', answer({ options: ['o1', 'o1'] }), 'optionRepeated', 422],
    ['no answer at all', { body: { key: 'bad-input-key' } }, 'badRequest', 400],
    ['another kind of answer', answer({ value: 4 }), 'answerMalformed', 422],
    ['numbers for ids', answer({ options: [1, 2] }), 'answerMalformed', 422],
    ['a text', answer('o1'), 'answerMalformed', 422],
    ['control and bidi characters', answer({ options: ['o1\u0000', '\u202Eo1'] }), 'optionUnknown', 422],
    [
      'a prototype in the answer',
      { raw: '{"answer":{"options":["o1"],"__proto__":{"x":1}},"key":"bad-input-key"}' },
      'answerMalformed',
      422,
    ],
    [
      'a prototype in the body',
      { raw: '{"__proto__":{"answer":1},"answer":{"options":["o1"]},"key":"bad-input-key"}' },
      'badRequest',
      400,
    ],
    ['no key', { body: { answer: { options: ['o1'] } } }, 'badRequest', 400],
    ['a key with a blank', { body: { answer: { options: ['o1'] }, key: 'eight or more' } }, 'badRequest', 400],
    ['a short key', { body: { answer: { options: ['o1'] }, key: 'short' } }, 'badRequest', 400],
    [
      'a member too many',
      { body: { answer: { options: ['o1'] }, key: 'bad-input-key', weight: 99 } },
      'badRequest',
      400,
    ],
    ['a list', { raw: '[]' }, 'badRequest', 400],
    ['100,000 characters', answer({ options: ['x'.repeat(100_000)] }), 'bodyTooLarge', 413],
    [
      'lists in lists in lists',
      { raw: `{"answer":${'['.repeat(30_000)}${']'.repeat(30_000)},"key":"bad-input-key"}` },
      'answerMalformed',
      422,
    ],
    ['half a JSON', { raw: '{"answer":{"opti' }, 'badRequest', 400],
    ['a form', { raw: 'answer=o1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 'notJson', 415],
    ['plain text', { raw: '{}', headers: { 'content-type': 'text/plain' } }, 'notJson', 415],
    ['another charset', { raw: '{}', headers: { 'content-type': 'application/json; charset=utf-16' } }, 'notJson', 415],
    ['a compressed body', { raw: '{}', headers: { 'content-encoding': 'gzip' } }, 'notJson', 415],
  ])('with %s', async (_name, options, code, status) => {
    await refuses(code, status, () => ballot(options))
  })

  it('for an unknown poll, and for a broken name of one', async () => {
    const headers = { authorization: `Bearer ${phone.token}` }
    const at = (path: string) => () =>
      room.lan('PUT', path, { body: { answer: { options: ['o1'] }, key: 'bad-input-key' }, headers })
    await refuses('pollNotFound', 404, at('/api/polls/nowhere/ballot'))
    await refuses('pollNotFound', 404, at('/api/polls/__proto__/ballot'))
    await refuses('badRequest', 400, at('/api/polls/%zz/ballot'))
    await refuses('notFound', 404, at('/api/polls//ballot'))
  })

  it('for a draft, and for a poll of another meeting', async () => {
    const other = await room.host('createMeeting', { title: 'Another' })
    const input = { kind: 'choice' as const, question: 'Which?', options: ['a', 'b'] }
    const foreign = await room.host('createPoll', { ...input, meetingId: other.meeting.id })
    await refuses('pollNotFound', 404, () => phone.vote(foreign.poll.id, ['o1']))
    const { meetings } = await room.host('listMeetings', {})
    const draft = await room.host('createPoll', { ...input, meetingId: meetings[0]?.id ?? '' })
    await refuses('pollNotOpen', 409, () => phone.vote(draft.poll.id, ['o1']))
  })

  it('without joining, and with a forged token', async () => {
    const path = `/api/polls/${pollId}/ballot`
    const body = { answer: { options: ['o1'] }, key: 'bad-input-key' }
    const headers = { 'x-requested-with': 'show-of-hands' }
    await refuses('notJoined', 401, () => room.lan('PUT', path, { body, headers }))
    for (const token of ['forged', phone.token.slice(1), `${phone.token}x`, phone.attendeeId]) {
      const authorization = `Bearer ${token}`
      await refuses('notJoined', 401, () => room.lan('PUT', path, { body, headers: { authorization } }))
      await refuses('notJoined', 401, () => room.lan('DELETE', path, { headers: { authorization } }))
    }
  })
})

describe('a request that is refused', () => {
  it('for a foreign origin', async () => {
    for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${room.lanPort}`, 'http://127.0.0.1:1']) {
      await refuses('badOrigin', 403, () => ballot({ ...answer({ options: ['o2'] }), headers: { origin } }))
    }
    const own = `http://127.0.0.1:${room.lanPort}`
    const welcome = await ballot({ ...answer({ options: ['o2'] }), headers: { origin: own } })
    expect(welcome.status).toBe(200)
  })

  it('for lacking both the token and our header, so that no foreign form can join', async () => {
    await refuses('headerMissing', 403, () => room.lan('POST', '/api/join', { body: {} }))
    await refuses('notJson', 415, () =>
      room.lan('POST', '/api/join', { headers: { 'x-requested-with': 'show-of-hands' } }),
    )
  })

  it('for a method that the path does not take: no GET changes state', async () => {
    const headers = { authorization: `Bearer ${phone.token}`, 'x-requested-with': 'show-of-hands' }
    for (const [method, path] of [
      ['GET', '/api/join'],
      ['GET', `/api/polls/${pollId}/ballot`],
      ['POST', `/api/polls/${pollId}/ballot`],
      ['OPTIONS', `/api/polls/${pollId}/ballot`],
      ['OPTIONS', '/api/join'],
      ['PUT', '/api/join'],
      ['DELETE', '/api/me'],
      ['POST', '/api/events'],
      ['POST', '/'],
    ] as const) {
      const reply = await refuses('methodNotAllowed', 405, () => room.lan(method, path, { headers }))
      expect(reply.headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it("for host commands sent to the phones' door, which does not know them", async () => {
    const authorization = `Bearer ${room.server.hostSecret}`
    for (const path of ['/host/api/closePoll', '/host/api', '/host/session', '/host/events', '/host/stage-events']) {
      await refuses('notFound', 404, () => room.lan('POST', path, { body: { pollId }, headers: { authorization } }))
      expect((await room.lan('GET', path, { headers: { authorization } })).status).toBe(404)
    }
    // Has the form of a join code; what it must not be is the host's page.
    expect((await room.lan('GET', '/stage')).text).toContain('<title>attendee</title>')
  })

  it('for a name that is too long, and takes one that is merely odd', async () => {
    const headers = { 'x-requested-with': 'show-of-hands' }
    const join = (name: unknown) => room.lan('POST', '/api/join', { body: { name }, headers })
    await refuses('textTooLong', 422, () => join('x'.repeat(41)))
    await refuses('badRequest', 400, () => join({ toString: 'x' }))
    await refuses('badRequest', 400, () => join(7))
    expect((await join('\u202E<img src=x onerror=alert(1)>\u0000')).json.attendee.name).toBe(
      '<img src=x onerror=alert(1)>',
    )
  })
})

describe('a connection that breaks', () => {
  const started = (head: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(room.lanPort, '127.0.0.1', () => {
        socket.write(head, () => {
          socket.destroy()
          resolve()
        })
      })
      socket.on('error', reject)
    })

  it('in the middle of a request changes nothing', async () => {
    const before = rows()
    const head = `PUT /api/polls/${pollId}/ballot HTTP/1.1\r\nHost: 127.0.0.1:${room.lanPort}\r\nAuthorization: Bearer ${phone.token}\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n`
    await started(head)
    await started(`${head}{"answer":{"options":["o3"]}`)
    await started('PUT /api/polls/')
    expect(rows()).toBe(before)
    expect((await phone.vote(pollId, ['o2'])).status).toBe(200)
  })
})

describe("the host's door", () => {
  const command = (name: string, options: SendOptions): Promise<Reply> =>
    send(room.hostPort, 'POST', `/host/api/${name}`, options)

  it('opens for the secret only', async () => {
    for (const authorization of ['Bearer wrong', `Bearer ${room.server.hostSecret}x`, 'Basic eDp5', '']) {
      await refuses('notSignedIn', 401, () => command('closePoll', { body: { pollId }, headers: { authorization } }))
    }
    await refuses('notSignedIn', 401, () => send(room.hostPort, 'GET', '/host/events'))
    await refuses('notSignedIn', 401, () =>
      send(room.hostPort, 'POST', '/host/session', {
        body: { secret: 'guess' },
        headers: { 'x-requested-with': 'show-of-hands' },
      }),
    )
  })

  it('opens once for a link that others may have read, and not for what it was made of', async () => {
    const session = (secret: string): Promise<Reply> =>
      send(room.hostPort, 'POST', '/host/session', {
        body: { secret },
        headers: { 'x-requested-with': 'show-of-hands' },
      })
    const [first, second] = [room.server.onceUrl(), room.server.onceUrl()].map((url) => new URL(url).hash.slice(1))
    expect(new Set([first, second, room.server.hostSecret]).size).toBe(3)
    await refuses('notSignedIn', 401, () =>
      command('listMeetings', { body: {}, headers: { authorization: `Bearer ${first ?? ''}` } }),
    )
    expect((await session(first ?? '')).status).toBe(200)
    await refuses('notSignedIn', 401, () => session(first ?? ''))
    expect((await session(second ?? '')).status).toBe(200)
    expect((await session(room.server.hostSecret)).status).toBe(200)
    expect((await session(room.server.hostSecret)).status).toBe(200)
  })

  it.each<[string, string, SendOptions, string, number]>([
    ['5 KB of a secret', '/host/session', { body: { secret: 'x'.repeat(5000) } }, 'bodyTooLarge', 413],
    ['300 KB of a command', '/host/api/createMeeting', { body: { title: 'x'.repeat(300_000) } }, 'bodyTooLarge', 413],
    [
      'a compressed command',
      '/host/api/createMeeting',
      { raw: '{}', headers: { 'content-encoding': 'gzip' } },
      'notJson',
      415,
    ],
    ['a prototype', '/host/api/createMeeting', { raw: '{"title":"x","__proto__":{"admin":1}}' }, 'badRequest', 400],
    [
      'a prototype within',
      '/host/api/createPoll',
      { raw: '{"meetingId":"x","kind":"choice","question":"?","options":[{"label":"x","__proto__":{}}]}' },
      'badRequest',
      400,
    ],
    ['a text alone', '/host/api/createMeeting', { raw: '"title"' }, 'badRequest', 400],
    [
      'lists in lists',
      '/host/api/createMeeting',
      { raw: `{"title":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
      'badRequest',
      400,
    ],
  ])('refuses %s', async (_name, path, options, code, status) => {
    const headers = { 'x-requested-with': 'show-of-hands', authorization: `Bearer ${room.server.hostSecret}` }
    await refuses(code, status, () =>
      send(room.hostPort, 'POST', path, { ...options, headers: { ...headers, ...options.headers } }),
    )
  })

  it('turns the launch link into a cookie that works with our header and nothing less', async () => {
    const session = await send(room.hostPort, 'POST', '/host/session', {
      body: { secret: room.server.hostSecret },
      headers: { 'x-requested-with': 'show-of-hands' },
    })
    const [cookie = ''] = session.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    expect(cookie).not.toContain(room.server.hostSecret)
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    await refuses('headerMissing', 403, () => command('closePoll', { body: { pollId }, headers }))
    const withHeader = { ...headers, 'x-requested-with': 'show-of-hands' }
    expect((await command('listMeetings', { body: {}, headers: withHeader })).status).toBe(200)
    await refuses('badOrigin', 403, () =>
      command('closePoll', { body: { pollId }, headers: { ...withHeader, origin: 'http://evil.example' } }),
    )
  })

  it.each<[string, string, unknown, string, number]>([
    ['an unknown command', 'dropTables', {}, 'notFound', 404],
    ['a command of Object', 'constructor', {}, 'notFound', 404],
    ['a missing member', 'createPoll', { kind: 'choice' }, 'badRequest', 400],
    ['an unknown kind', 'createPoll', { meetingId: 'x', kind: 'dance', question: '?' }, 'badRequest', 400],
    ['an unknown member', 'listMeetings', { all: true }, 'badRequest', 400],
    ['an unknown meeting', 'startMeeting', { meetingId: 'nowhere' }, 'meetingNotFound', 404],
    ['an unknown poll', 'openPoll', { pollId: 'nowhere' }, 'pollNotFound', 404],
    ['an empty title', 'createMeeting', { title: ' \u200E ' }, 'textEmpty', 422],
    ['an endless title', 'createMeeting', { title: 'x'.repeat(500) }, 'textTooLong', 422],
    ['an interval nobody offers', 'updateSettings', { pushWindowMs: 1 }, 'badRequest', 400],
    ['a text for a number', 'getResult', { pollId: 'x', round: 'one' }, 'badRequest', 400],
    ['an export that does not exist', 'exportMeeting', { meetingId: 'x', format: 'exe' }, 'badRequest', 400],
  ])('refuses %s', async (_name, name, body, code, status) => {
    await refuses(code, status, () => room.tryHost(name, body))
  })

  it('refuses what does not fit the poll', async () => {
    const edit = (input: object) => () => room.tryHost('updatePoll', { pollId, ...input })
    await refuses('pollNotDraft', 409, edit({ question: 'Something else?' }))
    await room.host('closePoll', { pollId })
    await room.host('reopenPoll', { pollId })
    const { poll } = await room.host('duplicatePoll', { pollId })
    const draft = (input: object) => () => room.tryHost('updatePoll', { pollId: poll.id, ...input })
    await refuses('settingsMalformed', 422, draft({ settings: { max: 0 } }))
    await refuses('settingsMalformed', 422, draft({ settings: { max: null } }))
    await refuses('settingsMalformed', 422, draft({ settings: { allowChange: 'perhaps' } }))
    await refuses('settingsMalformed', 422, draft({ settings: { surprise: 1 } }))
    await refuses('optionsTooMany', 422, draft({ options: Array.from({ length: 31 }, (_, i) => `${i}`) }))
    await refuses('textTooLong', 422, draft({ options: ['x'.repeat(201), 'b'] }))
    await refuses('optionsFixed', 422, draft({ kind: 'motion', options: ['a', 'b'] }))
    await room.host('updatePoll', { pollId: poll.id, settings: { max: 5 } })
    await refuses('maxAboveOptions', 422, () => room.tryHost('openPoll', { pollId: poll.id }))
    await room.host('updatePoll', { pollId: poll.id, question: '' })
    await refuses('pollIncomplete', 409, () => room.tryHost('openPoll', { pollId: poll.id }))
  })
})
