import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hostRoutes, imageRoutes } from '../../../src/contract/routes.ts'
import { pictureLimits } from '../../../src/domain/picture.ts'
import { jpeg, png, webp } from '../../support/pictures.ts'
import { addPicture, send, startRoom, type Reply, type TestRoom } from '../room.ts'

let room: TestRoom

beforeEach(async () => {
  room = await startRoom()
})
afterEach(() => room.close())

const upload = (raw: Buffer | string, type: string, headers: Record<string, string> = {}): Promise<Reply> =>
  send(room.hostPort, 'POST', hostRoutes.images, {
    raw,
    headers: { authorization: `Bearer ${room.server.hostSecret}`, 'content-type': type, ...headers },
  })
const unknown = '0123456789abcdef0123456789abcdef'

describe('a picture that the host adds', () => {
  it.each([
    ['image/png', png(30, 20)],
    ['image/jpeg', jpeg(30, 20)],
    ['image/webp', webp(30, 20)],
  ])('is served to phones and host pages as the very same bytes, as %s and nothing else', async (type, bytes) => {
    const reply = await upload(bytes, type)
    expect(reply.status).toBe(200)
    const { id } = reply.json
    expect(id).toBe(createHash('sha256').update(bytes).digest('hex').slice(0, 32))
    for (const port of [room.lanPort, room.hostPort]) {
      const served = await send(port, 'GET', imageRoutes.image(id))
      expect(served.status).toBe(200)
      expect(served.bytes.equals(bytes)).toBe(true)
      expect(served.headers).toMatchObject({
        'content-type': type,
        'content-length': String(bytes.length),
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(served.headers['access-control-allow-origin']).toBeUndefined()
      const head = await send(port, 'HEAD', imageRoutes.image(id))
      expect([head.status, head.headers['content-length'], head.text]).toEqual([200, String(bytes.length), ''])
    }
  })

  it('is one, however often it is added, and still there after a restart', async () => {
    const id = await addPicture(room, png(), 'image/png')
    expect(await addPicture(room, png(), 'image/png')).toBe(id)
    room = await room.restart()
    expect((await room.lan('GET', imageRoutes.image(id))).status).toBe(200)
  })

  it.each([
    ['a JPEG that says it is a PNG', jpeg(), 'image/png', 422, 'pictureMalformed'],
    ['a PNG that says it is WebP', png(), 'image/webp', 422, 'pictureMalformed'],
    ['a page that says it is a picture', Buffer.from('<html><script>1</script>'), 'image/png', 422, 'pictureMalformed'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 422, 'pictureMalformed'],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0'), 'image/gif', 422, 'pictureMalformed'],
    ['a picture with a type that has more to it', png(), 'image/png; charset=utf-8', 422, 'pictureMalformed'],
    ['a picture that says it is JSON', png(), 'application/json', 422, 'pictureMalformed'],
    ['half a picture', png().subarray(0, 40), 'image/png', 422, 'pictureMalformed'],
    ['nothing', Buffer.alloc(0), 'image/png', 422, 'pictureMalformed'],
    ['a wall of pixels in a few bytes', png(60_000, 60_000), 'image/png', 422, 'pictureTooLarge'],
    ['more than a megabyte', Buffer.alloc(pictureLimits.bytes + 1), 'image/png', 413, 'bodyTooLarge'],
  ])('is refused: %s', async (_name, bytes, type, status, code) => {
    const reply = await upload(bytes, type)
    expect([reply.status, reply.json.code]).toEqual([status, code])
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
    const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
    expect((await room.lan('GET', imageRoutes.image(id))).status).toBe(404)
  })

  it('does not come compressed: a small body must not become a large one', async () => {
    const reply = await upload(gzipSync(png()), 'image/png', { 'content-encoding': 'gzip' })
    expect(reply.status).toBe(415)
  })

  it('comes from the host alone', async () => {
    const bytes = png()
    const stranger = await upload(bytes, 'image/png', { authorization: 'Bearer wrong' })
    expect([stranger.status, stranger.json.code]).toEqual([401, 'notSignedIn'])
    const { authorization: _none, ...cookieOnly } = { authorization: '', 'content-type': 'image/png' }
    const session = await send(room.hostPort, 'POST', hostRoutes.session, {
      body: { secret: room.server.hostSecret },
      headers: { 'x-requested-with': 'show-of-hands' },
    })
    const cookie = String(session.headers['set-cookie']).split(';')[0] ?? ''
    // What another site's page could make a browser send: the cookie, and no header of ours.
    const forged = await send(room.hostPort, 'POST', hostRoutes.images, {
      raw: bytes,
      headers: { ...cookieOnly, cookie },
    })
    expect([forged.status, forged.json.code]).toEqual([403, 'headerMissing'])
    const own = await send(room.hostPort, 'POST', hostRoutes.images, {
      raw: bytes,
      headers: { ...cookieOnly, cookie, 'x-requested-with': 'show-of-hands' },
    })
    expect(own.status).toBe(200)
    const lan = await send(room.lanPort, 'POST', hostRoutes.images, {
      raw: bytes,
      headers: { 'content-type': 'image/png', authorization: `Bearer ${room.server.hostSecret}` },
    })
    expect(lan.status).toBe(404)
  })
})

describe('an address of a picture', () => {
  it.each([unknown, 'x', '..%2Fvotes.sqlite', unknown.toUpperCase(), '%00'])('that is none: %s', async (id) => {
    for (const port of [room.lanPort, room.hostPort]) {
      const reply = await send(port, 'GET', `/images/${id}`)
      expect([reply.status, reply.json.code]).toEqual([404, 'notFound'])
      expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
    }
  })

  it('takes no other method', async () => {
    const id = await addPicture(room, png(), 'image/png')
    for (const port of [room.lanPort, room.hostPort]) {
      const reply = await send(port, 'DELETE', imageRoutes.image(id))
      expect([reply.status, reply.headers.allow]).toEqual([405, 'GET'])
    }
  })
})

describe('an option', () => {
  it('carries a picture, keeps it while its words are edited, and gives it back', async () => {
    const image = await addPicture(room, png(), 'image/png')
    const other = await addPicture(room, webp(), 'image/webp')
    const { meeting } = await room.host('createMeeting', { title: 'Pictures' })
    const { poll } = await room.host('createPoll', {
      meetingId: meeting.id,
      kind: 'choice',
      question: 'Which?',
      options: [{ label: 'A', image }, 'B'],
    })
    expect(poll.options).toEqual([
      { id: 'o1', label: 'A', image },
      { id: 'o2', label: 'B' },
    ])
    const update = async (options: readonly object[]) =>
      (await room.host('updatePoll', { pollId: poll.id, options: options as { label: string }[] })).poll.options
    expect(
      await update([
        { id: 'o2', label: 'B' },
        { id: 'o1', label: 'Anna' },
      ]),
    ).toEqual([
      { id: 'o2', label: 'B' },
      { id: 'o1', label: 'Anna', image },
    ])
    expect(
      await update([
        { id: 'o1', label: 'A', image: other },
        { id: 'o2', label: 'B', image },
      ]),
    ).toEqual([
      { id: 'o1', label: 'A', image: other },
      { id: 'o2', label: 'B', image },
    ])
    expect(await update([{ id: 'o1', label: 'A', image: null }, { id: 'o2', label: 'B' }, { label: 'C' }])).toEqual([
      { id: 'o1', label: 'A' },
      { id: 'o2', label: 'B', image },
      { id: 'o3', label: 'C' },
    ])

    await room.host('startMeeting', { meetingId: meeting.id })
    await room.host('openPoll', { pollId: poll.id })
    const view = await room.lan('GET', '/api/view')
    expect(view.json.poll.options[1]).toEqual({ id: 'o2', label: 'B', image })
  })

  it('carries none that is not there, and nothing else in its place', async () => {
    const { meeting } = await room.host('createMeeting', { title: 'Pictures' })
    const create = (image: unknown): Promise<Reply> =>
      room.tryHost('createPoll', {
        meetingId: meeting.id,
        kind: 'choice',
        question: 'Which?',
        options: [{ label: 'A', image }, 'B'],
      })
    const missing = await create(unknown)
    expect([missing.status, missing.json.code]).toEqual([422, 'pictureUnknown'])
    for (const image of [
      'http://example.com/a.png',
      'data:image/png;base64,AAAA',
      '../../etc',
      7,
      unknown.toUpperCase(),
    ]) {
      expect((await create(image)).json.code).toBe('badRequest')
    }
    expect((await room.host('getMeeting', { meetingId: meeting.id })).meeting.polls).toEqual([])
    const { poll } = await room.host('createPoll', { meetingId: meeting.id, kind: 'choice', question: 'Which?' })
    const update = await room.tryHost('updatePoll', { pollId: poll.id, options: [{ label: 'A', image: unknown }] })
    expect([update.status, update.json.code]).toEqual([422, 'pictureUnknown'])
  })
})
