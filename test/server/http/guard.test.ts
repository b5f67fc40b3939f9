import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOwnHost } from '../../../src/server/http/guard.ts'
import { send, startRoom, type TestRoom } from '../room.ts'

let room: TestRoom
beforeAll(async () => {
  room = await startRoom({ localNames: ['hall.local'] })
})
afterAll(() => room.close())

/** Sends bytes as they are and answers the status line; empty if the connection just ended. */
function raw(bytes: string, port = room.lanPort): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
  })
}
const get = (host: string, target = '/healthz'): Promise<string> => raw(`GET ${target} HTTP/1.1\r\n${host}\r\n\r\n`)

describe('the Host header', () => {
  it.each([
    ['an IPv4 literal', '192.168.1.5:8080', true],
    ['an IPv6 literal', '[fe80::1]:8080', true],
    ['localhost', 'localhost:8080', true],
    ['upper case', 'LOCALHOST:8080', true],
    ['our own name', 'Hall.local:8080', true],
    ['another name', 'evil.com:8080', false],
    ['another .local name', 'evil.local:8080', false],
    ['a name that begins like an address', '192.168.1.5.evil.com:8080', false],
    ['a name that ends like ours', 'evil-hall.local:8080', false],
    ['a trailing dot', 'localhost.:8080', false],
    ['a short address', '127.1:8080', false],
    ['a decimal address', '2130706433:8080', false],
    ['a hexadecimal address', '0x7f000001:8080', false],
    ['an octal address', '0177.0.0.1:8080', false],
    ['user and password', 'user:pass@127.0.0.1:8080', false],
    ['another port', '127.0.0.1:8081', false],
    ['no port', '127.0.0.1', false],
    ['an empty port', '127.0.0.1:', false],
    ['a port with a zero in front', '127.0.0.1:08080', false],
    ['a path', '127.0.0.1:8080/x', false],
    ['a blank', '127.0.0.1 :8080', false],
    ['a broken IPv6 literal', '[::g]:8080', false],
    ['brackets around a name', '[localhost]:8080', false],
    ['nothing', '', false],
  ])('%s', (_name, host, own) => {
    expect(isOwnHost(host, 8080, ['hall.local'])).toBe(own)
  })

  it('may leave out port 80 where we listen on it', () => {
    expect(isOwnHost('192.168.1.5', 80, [])).toBe(true)
  })
})

describe('raw requests', () => {
  it('with one proper Host pass', async () => {
    expect(await get(`Host: 127.0.0.1:${room.lanPort}`)).toBe('HTTP/1.1 200 OK')
    expect(await get(`Host: hall.local:${room.lanPort}`)).toBe('HTTP/1.1 200 OK')
  })

  it('with a foreign Host are sent away, from both doors', async () => {
    expect(await get(`Host: evil.com:${room.lanPort}`)).toMatch(/ 421 /)
    expect(await raw(`GET / HTTP/1.1\r\nHost: evil.com:${room.hostPort}\r\n\r\n`, room.hostPort)).toMatch(/ 421 /)
  })

  it('with two Hosts are sent away, whichever is ours', async () => {
    const own = `Host: 127.0.0.1:${room.lanPort}`
    expect(await get(`${own}\r\nHost: evil.com`)).toMatch(/ 421 /)
    expect(await get(`Host: evil.com\r\n${own}`)).toMatch(/ 421 /)
    expect(await get(`${own}\r\n${own}`)).toMatch(/ 421 /)
  })

  it('without Host, in HTTP/1.0 or in absolute form are sent away', async () => {
    const own = `Host: 127.0.0.1:${room.lanPort}`
    expect(await get('Accept: */*')).toMatch(/ 4\d\d /)
    expect(await raw('GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/ 421 /)
    expect(await get(own, `http://evil.com/healthz`)).toMatch(/ 421 /)
    expect(await get(own, `http://127.0.0.1:${room.lanPort}/healthz`)).toMatch(/ 421 /)
  })

  it('with climbing or odd paths find nothing', async () => {
    const own = `Host: 127.0.0.1:${room.lanPort}`
    for (const path of [
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%5c..%5cetc',
      '/assets/../../x',
      '//etc/passwd',
      '/%00',
    ]) {
      expect(await get(own, path)).toMatch(/ 40[04] /)
    }
  })
})

describe('headers', () => {
  it('suit a plain-http address: a strict policy, and nothing that asks for https', async () => {
    for (const [port, path] of [
      [room.lanPort, '/'],
      [room.lanPort, '/K7QF'],
      [room.lanPort, '/api/view'],
      [room.lanPort, '/nothing/here'],
      [room.hostPort, '/'],
      [room.hostPort, '/host/api'],
    ] as const) {
      const { headers } = await send(port, 'GET', path)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/upgrade-insecure-requests|unsafe/)
      expect(headers['strict-transport-security']).toBeUndefined()
      expect(headers['cross-origin-opener-policy']).toBeUndefined()
      expect(headers['origin-agent-cluster']).toBeUndefined()
      expect(headers['access-control-allow-origin']).toBeUndefined()
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    }
  })
})
