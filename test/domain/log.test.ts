import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ballotsText, canonicalJson, hashedText, logActs, logRoot, sortedBallots } from '../../src/domain/log.ts'

describe('canonical JSON', () => {
  it('sorts names at every depth, leaves out what is undefined, and has no spaces', () => {
    const value = { b: [3, { z: null, a: 'x' }], a: true, gone: undefined, 'a b': 1.5, ä: '"\n' }
    expect(canonicalJson(value)).toBe('{"a":true,"a b":1.5,"b":[3,{"a":"x","z":null}],"ä":"\\"\\n"}')
    expect(canonicalJson([])).toBe('[]')
    expect(canonicalJson({})).toBe('{}')
    expect(canonicalJson(null)).toBe('null')
  })

  it('says the same of the same value whatever order its members came in, and means what JSON means', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, member]) => [name, shuffled(member)]),
      )
    }
    const plain = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'))
    fc.assert(
      fc.property(plain, (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

describe('the log', () => {
  const entry = { number: 2, atMs: 5, act: 'pollOpened', detail: { poll: 'p', round: 1 } } as const

  it('takes each hash of the one before and of all that the entry says', () => {
    expect(hashedText('ab', entry)).toBe('ab\n{"act":"pollOpened","atMs":5,"detail":{"poll":"p","round":1},"number":2}')
    const others = [
      hashedText('ac', entry),
      hashedText('ab', { ...entry, number: 3 }),
      hashedText('ab', { ...entry, atMs: 6 }),
      hashedText('ab', { ...entry, act: 'pollClosed' }),
      hashedText('ab', { ...entry, detail: { poll: 'p', round: 2 } }),
    ]
    expect(new Set([...others, hashedText('ab', entry)]).size).toBe(6)
  })

  it('begins where SHA-256 in hex cannot begin by chance, and names each act once', () => {
    expect(logRoot).toMatch(/^0{64}$/)
    expect(logRoot).toHaveLength(createHash('sha256').digest('hex').length)
    expect(new Set(logActs).size).toBe(logActs.length)
    for (const act of ['meetingCreated', 'pollClosed', 'entryRemoved', 'lotDrawn']) expect(logActs).toContain(act)
  })
})

describe('ballots on paper', () => {
  const ballots = [
    { answer: { options: ['o2'] }, weight: 1, receipt: 'B' },
    { answer: { options: ['o1'] }, weight: 2, receipt: 'C' },
    { answer: { options: ['o2'] }, weight: 1, receipt: 'A' },
    { answer: { options: ['o1'] }, weight: 1 },
  ]

  it('stand in an order that says nothing of who voted when', () => {
    const sorted = [ballots[3], ballots[1], ballots[2], ballots[0]]
    expect(sortedBallots(ballots)).toEqual(sorted)
    expect(sortedBallots(ballots.toReversed())).toEqual(sorted)
    expect(sortedBallots([])).toEqual([])
  })

  it('are a line each without their receipts', () => {
    expect(ballotsText(ballots)).toBe(
      '{"answer":{"options":["o1"]},"weight":1}\n{"answer":{"options":["o1"]},"weight":2}\n' +
        '{"answer":{"options":["o2"]},"weight":1}\n{"answer":{"options":["o2"]},"weight":1}\n',
    )
    expect(ballotsText([])).toBe('')
  })
})
