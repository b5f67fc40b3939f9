import { describe, expect, it, vi } from 'vitest'
import { ballotKeyPattern } from '../../src/domain/ballot.ts'
import { randomId } from '../../src/web/random.ts'

describe('a random id', () => {
  it('may be used as a ballot key', () => {
    expect(randomId()).toMatch(ballotKeyPattern)
    expect(randomId(8)).toHaveLength(11)
  })

  it('is URL-safe base 64 of all its bytes', () => {
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      ;(array as unknown as Uint8Array).set([251, 255, 191, 0])
      return array
    })
    expect(randomId(4)).toBe('-_-_AA')
  })
})
