import { EventEmitter, once } from 'node:events'
import {
  createServer as createHttpServer,
  Agent,
  request,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { bind, everyone, ListenFailure } from '../../../src/server/network/bind.ts'
import {
  lanLimits,
  listenOnLan,
  listenOnLoopback,
  loopbackLimits,
  type Listener,
  type ListenerLimits,
} from '../../../src/server/network/listen.ts'

const cleanUps: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()))
})

async function opened(listening: Promise<Listener>): Promise<Listener> {
  const listener = await listening
  cleanUps.push(() => listener.close(0))
  return listener
}

/** Another program on a port of loopback. */
async function occupied(port = 0, host = '127.0.0.1'): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.on('error', reject).listen({ port, host }, resolve))
  cleanUps.push(() => new Promise((resolve) => server.close(resolve)))
  return (server.address() as AddressInfo).port
}

/** `count` ports in a row that are taken, and the port behind them, free a moment ago. */
async function occupiedRow(count: number): Promise<{ first: number; behind: number }> {
  for (;;) {
    const first = await occupied()
    if (first + count > 65_000) continue
    const others = Array.from({ length: count - 1 }, (_, index) => first + 1 + index)
    const taken = await Promise.allSettled([...others.map((port) => occupied(port)), isFree(first + count)])
    if (taken.every(({ status }) => status === 'fulfilled')) return { first, behind: first + count }
  }
}

async function isFree(port: number): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.on('error', reject).listen({ port, host: '127.0.0.1' }, resolve))
  await new Promise((resolve) => server.close(resolve))
}

function client(port: number, host = '127.0.0.1'): Socket {
  const socket = connect({ port, host })
  socket.on('error', () => undefined)
  cleanUps.push(() => Promise.resolve(socket.destroy()))
  return socket
}

async function get(port: number, host = '127.0.0.1', agent?: Agent): Promise<string> {
  const asked = request({ port, host, path: '/', ...(agent === undefined ? {} : { agent }) }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return text(response)
}

const hello: RequestListener = (_request, response) => void response.end('hello')

describe('which port', () => {
  test('the preferred one', async () => {
    const { first, behind } = await occupiedRow(1)
    expect(behind).toBe(first + 1)
    const listener = await opened(listenOnLoopback(hello, behind))
    expect(listener.port).toBe(behind)
    expect(await get(listener.port)).toBe('hello')
  })

  test('the next one that is free', async () => {
    const { first, behind } = await occupiedRow(3)
    const listener = await opened(listenOnLoopback(hello, first))
    expect(listener.port).toBe(behind)
    expect(await get(listener.port)).toBe('hello')
  })

  test('the tenth further one is still tried', async () => {
    const { first, behind } = await occupiedRow(10)
    expect((await opened(listenOnLoopback(hello, first))).port).toBe(behind)
  })

  test('any, when all eleven are taken', async () => {
    const { first, behind } = await occupiedRow(11)
    const { port } = await opened(listenOnLoopback(hello, first))
    expect(port < first || port >= behind).toBe(true)
    expect(await get(port)).toBe('hello')
  })

  test('any, when any will do', async () => {
    expect((await opened(listenOnLoopback(hello, 0))).port).toBeGreaterThan(0)
  })

  test('never one beyond 65535', async () => {
    await occupied(65_535).catch(() => undefined)
    const { port } = await opened(listenOnLoopback(hello, 65_535))
    expect(port).toBeLessThan(65_535)
  })

  test('two listeners that want the same port both come up', async () => {
    const lan = await opened(listenOnLan(hello, 0))
    const host = await opened(listenOnLoopback((_request, response) => void response.end('host'), lan.port))
    expect(host.port).not.toBe(lan.port)
    expect([await get(lan.port), await get(host.port)]).toEqual(['hello', 'host'])
  })
})

describe('which addresses', () => {
  test('the LAN listener answers on every address of IPv4', async () => {
    const { port } = await opened(listenOnLan(hello, 0))
    expect(await get(port, '127.0.0.1')).toBe('hello')
    expect(await get(port, '127.0.0.3')).toBe('hello')
  })

  test('and of IPv6, from the same socket', async ({ skip }) => {
    await occupied(0, '::1').catch(() => skip('this computer has no IPv6'))
    const { port } = await opened(listenOnLan(hello, 0))
    expect(await get(port, '::1')).toBe('hello')
  })

  test('the host listener answers on 127.0.0.1 alone', async () => {
    const { port } = await opened(listenOnLoopback(hello, 0))
    expect(await get(port, '127.0.0.1')).toBe('hello')
    await expect(get(port, '127.0.0.3')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(get(port, '::1')).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT/)
  })

  test('a family that the system does not have is left out', async () => {
    const server = createHttpServer(hello)
    cleanUps.push(() => new Promise((resolve) => server.close(resolve)))
    // A documentation address is never ours, like `::` where IPv6 is switched off.
    const port = await bind(server, ['2001:db8::1', '127.0.0.1'], 0)
    expect(server.address()).toMatchObject({ address: '127.0.0.1', port })
    expect(await get(port)).toBe('hello')
  })
})

describe('when nothing works', () => {
  /** A system that answers every attempt to listen with one code. */
  function refusing(code: string): { server: Server; tried: { host: string; port: number; backlog: number }[] } {
    const tried: { host: string; port: number; backlog: number }[] = []
    const server = createServer()
    server.listen = ((options: (typeof tried)[number]) => {
      tried.push(options)
      queueMicrotask(() => server.emit('error', Object.assign(new Error(`listen ${code}`), { code })))
      return server
    }) as typeof server.listen
    return { server, tried }
  }

  test.each([
    ['EACCES', 'notAllowed', /does not allow/],
    ['EPERM', 'notAllowed', /does not allow/],
    ['EADDRINUSE', 'portsTaken', /in use by another program/],
    ['EADDRNOTAVAIL', 'addressMissing', /no network address/],
    ['EAFNOSUPPORT', 'addressMissing', /no network address/],
    ['EMFILE', 'tooManyOpenFiles', /too many files/],
    ['EWHATEVER', 'other', /refused/],
  ])('%s is told as %s in plain words', async (code, reason, words) => {
    const { server } = refusing(code)
    const failure = await bind(server, everyone, 8080).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ListenFailure)
    expect(failure).toMatchObject({ name: 'ListenFailure', reason, preferredPort: 8080, cause: { code } })
    expect((failure as ListenFailure).message).toMatch(words)
    expect((failure as ListenFailure).message).toContain(`port 8080: ${code}`)
    expect(server.listenerCount('error')).toBe(0)
  })

  test('a taken port is not tried again for the other family, a missing family on no further port', async () => {
    const taken = refusing('EADDRINUSE')
    await bind(taken.server, everyone, 8080).catch(() => undefined)
    expect(taken.tried.map(({ host }) => host)).toEqual(Array<string>(12).fill('::'))
    expect(taken.tried.map(({ port }) => port)).toEqual([...Array.from({ length: 11 }, (_, i) => 8080 + i), 0])

    const missing = refusing('EAFNOSUPPORT')
    await bind(missing.server, everyone, 8080).catch(() => undefined)
    expect(missing.tried).toEqual([
      { host: '::', port: 8080, backlog: 4096 },
      { host: '0.0.0.0', port: 8080, backlog: 4096 },
    ])
  })

  test('any port is asked for once', async () => {
    const { server, tried } = refusing('EADDRINUSE')
    await bind(server, everyone, 0).catch(() => undefined)
    expect(tried).toMatchObject([{ host: '::', port: 0 }])
  })

  test('a real refusal of the system', async () => {
    const server = createServer()
    await expect(bind(server, ['2001:db8::1'], 0)).rejects.toMatchObject({ reason: 'addressMissing' })
  })
})

describe('limits', () => {
  const quickLimits: ListenerLimits = {
    ...lanLimits,
    headersTimeoutMs: 200,
    requestTimeoutMs: 300,
    checkEveryMs: 50,
    keepAliveTimeoutMs: 100,
  }
  const quick = { limits: quickLimits }

  test('are those of the security page', () => {
    expect(lanLimits).toEqual({
      headersTimeoutMs: 10_000,
      requestTimeoutMs: 15_000,
      checkEveryMs: 2000,
      stalledAnswerMs: 30_000,
      keepAliveTimeoutMs: 30_000,
      maxRequestsPerSocket: 1000,
      maxHeaderBytes: 8192,
      maxConnections: 25_000,
      maxConnectionsPerSource: 12_500,
    })
    expect(loopbackLimits).toMatchObject({ headersTimeoutMs: 10_000, requestTimeoutMs: 15_000 })
  })

  const never = 3_600_000

  test.each([
    ['says nothing at all', '', { requestTimeoutMs: never }],
    ['never ends its headers', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', { requestTimeoutMs: never }],
    ['never sends its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n', { headersTimeoutMs: 300 }],
  ])('who %s is shown out, while others are served', async (_case, bytes, other) => {
    const swallow: RequestListener = (asked, response) => void asked.resume().on('end', () => response.end('hello'))
    const { port } = await opened(listenOnLan(swallow, 0, { limits: { ...quickLimits, ...other } }))
    const slow = client(port)
    slow.write(bytes)
    const gone = once(slow, 'close')
    slow.resume()
    expect(await get(port)).toBe('hello')
    await gone
  })

  test('an event stream outlives every timeout', async () => {
    let tell: (frame: string) => void = () => undefined
    const stream: RequestListener = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
      tell = (frame) => response.write(frame)
    }
    const { port } = await opened(listenOnLan(stream, 0, quick))
    const watcher = client(port)
    watcher.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(watcher, 'data')
    // Silent connections opened afterwards are shown out by the same clock, one after the other: time has passed.
    for (let turn = 0; turn < 3; turn++) {
      const silent = client(port).resume()
      await once(silent, 'close')
    }
    tell('data: still here\n\n')
    const [frame] = await once(watcher, 'data')
    expect(String(frame)).toContain('still here')
  })

  test('an idle connection is closed after its time', async () => {
    const { port } = await opened(listenOnLan(hello, 0, quick))
    const socket = client(port)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toContain('hello')
    await once(socket.resume(), 'close')
  })

  test.each([
    ['phones', listenOnLan, 7000, 9000],
    ['the host', listenOnLoopback, 20_000, 40_000],
  ] as const)('headers of %s end at their size', async (_who, listen, fits, tooLarge) => {
    const { port } = await opened(listen(hello, 0))
    const status = async (bytes: number): Promise<string> => {
      const socket = client(port)
      socket.write(`GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: ${'a'.repeat(bytes)}\r\n\r\n`)
      return (await text(socket)).slice(9, 12)
    }
    expect(await status(fits)).toBe('200')
    expect(await status(tooLarge)).toBe('431')
  })

  test('connections beyond the limit are dropped and counted; the others go on', async () => {
    const listener = await opened(listenOnLan(hello, 0, { limits: { ...lanLimits, maxConnections: 2 } }))
    const inside = [client(listener.port), client(listener.port)]
    await Promise.all(inside.map((socket) => once(socket, 'connect')))
    const outside = client(listener.port).resume()
    await once(outside, 'close')
    expect(listener.dropped()).toBe(1)
    inside[0]?.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    const [answer] = await once(inside[0] as Socket, 'data')
    expect(String(answer)).toContain('hello')
  })

  test('who asks for much and takes nothing of it is shown out, who takes it slowly is not', async () => {
    const much = Buffer.alloc(32 * 2 ** 20)
    const gone = new EventEmitter()
    const large: RequestListener = ({ url = '', socket }, response) => {
      socket.once('close', () => gone.emit(url))
      response.end(much)
    }
    const { port } = await opened(listenOnLan(large, 0, { limits: { ...lanLimits, stalledAnswerMs: 200 } }))
    const taken = { '/slow': 0, '/greedy': 0 }
    const ask = (path: keyof typeof taken): Socket => {
      const socket = client(port)
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      return socket.pause().on('data', (part) => (taken[path] += part.length))
    }
    const greedy = ask('/greedy')
    const slow = ask('/slow')
    slow.on('data', () => {
      slow.pause()
      setImmediate(() => slow.resume())
    })
    slow.resume()
    await Promise.all([once(gone, '/greedy'), once(slow, 'close')])
    expect(taken['/slow']).toBeGreaterThan(much.length)
    // What the system had taken for it is still there to read, and not the rest.
    await once(greedy.resume(), 'close')
    expect(taken['/greedy']).toBeLessThan(much.length)
  })

  test('one address does not take all places, and a place is free again when a connection ends', async () => {
    const listener = await opened(listenOnLan(hello, 0, { limits: { ...lanLimits, maxConnectionsPerSource: 2 } }))
    const [first] = [client(listener.port), client(listener.port)]
    await Promise.all([once(first, 'connect')])
    const third = client(listener.port).resume()
    await once(third, 'close')
    expect(listener.dropped()).toBe(1)
    // Loopback has many addresses.
    expect(await get(listener.port, '127.0.0.1').catch(() => 'dropped')).toBe('dropped')
    expect(await get(listener.port, '127.0.0.1', new Agent({ localAddress: '127.0.0.7' }))).toBe('hello')
    first.destroy()
    for (;;) if ((await get(listener.port).catch(() => 'dropped')) === 'hello') break
  })

  test('a socket is used for so many requests and no more', async () => {
    const { port } = await opened(listenOnLan(hello, 0, { limits: { ...lanLimits, maxRequestsPerSocket: 2 } }))
    const socket = client(port)
    const ask = async (): Promise<string> => {
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
      const [answer] = await once(socket, 'data')
      return String(answer)
    }
    expect(await ask()).toMatch(/Connection: keep-alive[^]*hello/)
    // The client is asked to close; Node answers 503 to those that will not hear.
    expect(await ask()).toMatch(/Connection: close[^]*hello/)
    expect(await ask()).toMatch(/^HTTP\/1\.1 503/)
  })

  test('a fault while accepting is told and ends nothing', async () => {
    const faults: string[] = []
    const servers: Server[] = []
    const capture: RequestListener = (asked, response) => {
      // The server of a request is not public; a socket knows it.
      servers.push((asked.socket as unknown as { server: Server }).server)
      response.end('hello')
    }
    const { port } = await opened(listenOnLan(capture, 0, { onFault: (fault) => faults.push(fault.message) }))
    await get(port)
    servers[0]?.emit('error', new Error('accept EMFILE'))
    expect(faults).toEqual(['accept EMFILE'])
    expect(await get(port)).toBe('hello')
  })
})

describe('closing', () => {
  /** Ends before the test's own time is up, or the test fails. */
  const hours = 3_600_000

  test('is done at once when nobody is there, and twice is once', async () => {
    const listener = await listenOnLan(hello, 0)
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = timers()
    const first = listener.close(hours)
    expect(listener.close()).toBe(first)
    await first
    // Nothing left that would keep a program waiting to end.
    expect(timers()).toBeLessThanOrEqual(before)
    await expect(get(listener.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('does not wait for connections that are kept alive for later', async () => {
    const listener = await listenOnLan(hello, 0)
    const agent = new Agent({ keepAlive: true })
    cleanUps.push(() => Promise.resolve(agent.destroy()))
    await get(listener.port, '127.0.0.1', agent)
    await listener.close(hours)
  })

  test('lets a request under way finish, then does not wait for its connection', async () => {
    const requests = new EventEmitter()
    const listener = await listenOnLan((_request, response) => void requests.emit('underWay', response), 0)
    const underWay = once(requests, 'underWay')
    const agent = new Agent({ keepAlive: true })
    cleanUps.push(() => Promise.resolve(agent.destroy()))
    const reply = get(listener.port, '127.0.0.1', agent)
    const [response] = (await underWay) as [ServerResponse]
    const closed = listener.close(hours)
    response.end('counted')
    expect(await reply).toBe('counted')
    await closed
  })

  test('cuts streams after the grace, also those whose socket http has let go of', async () => {
    const sockets: Socket[] = []
    const stream: RequestListener = (asked, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
      if (asked.url === '/let-go') response.detachSocket(asked.socket)
      sockets.push(asked.socket)
    }
    const listener = await listenOnLan(stream, 0)
    const watchers = ['/kept', '/let-go'].map((path) => {
      const watcher = client(listener.port)
      watcher.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
      return watcher
    })
    await Promise.all(watchers.map((watcher) => once(watcher, 'data')))
    const gone = watchers.map((watcher) => once(watcher.resume(), 'close'))
    await listener.close(20)
    await Promise.all(gone)
    expect(sockets.map((socket) => socket.destroyed)).toEqual([true, true])
  })
})
