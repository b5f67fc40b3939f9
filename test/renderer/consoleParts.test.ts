import { beforeEach, describe, expect, it } from 'vitest'
import { fileNameOf } from '../../src/renderer/console/lobby/exportFile.ts'
import { notices } from '../../src/renderer/console/parts/notices.ts'
import { firewallOf } from '../../src/renderer/console/room/arrivalHelp.ts'

describe('the name of an exported file', () => {
  it('is the one that the server gives, Chinese included', () => {
    const encoded = `attachment; filename="meeting.csv"; filename*=UTF-8''${encodeURIComponent('家长会.csv')}`
    expect(fileNameOf(encoded, 'x')).toBe('家长会.csv')
    expect(fileNameOf('attachment; filename="meeting.csv"', 'x')).toBe('meeting.csv')
  })

  it('falls back where the server gives none or nonsense', () => {
    expect(fileNameOf(null, 'meeting.json')).toBe('meeting.json')
    expect(fileNameOf(`attachment; filename="a.csv"; filename*=UTF-8''%E5%ZZ`, 'x')).toBe('a.csv')
  })
})

describe('notices', () => {
  beforeEach(() => {
    for (const { id } of [...notices.list]) notices.remove(id)
  })

  it('show the newest three', () => {
    for (const text of ['a', 'b', 'c', 'd']) notices.done(text)
    expect(notices.list.map((notice) => notice.text)).toEqual(['b', 'c', 'd'])
  })

  it('say the same problem once', () => {
    notices.problem('No')
    notices.done('Done')
    notices.problem('No')
    expect(notices.list.map((notice) => notice.text)).toEqual(['Done', 'No'])
  })
})

describe('help with arriving', () => {
  it('speaks of the firewall of the system that the page runs on', () => {
    expect(firewallOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toBe('windows')
    expect(firewallOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)')).toBe('mac')
    expect(firewallOf('Mozilla/5.0 (X11; Linux x86_64)')).toBe('linux')
  })
})
