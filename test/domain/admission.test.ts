import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acceptedPeriods,
  exceedsSeats,
  groupedRoomCode,
  mayChangeAdmission,
  nextRoomCodeMs,
  readRoomCode,
  roomCodePeriod,
  roomCodePeriodMs,
} from '../../src/domain/admission.ts'

const clock = fc.integer({ min: 0, max: 4e12 })

describe('the room code', () => {
  it('is taken from when it is shown until a minute after', () => {
    fc.assert(
      fc.property(clock, fc.integer({ min: 0, max: 5 * roomCodePeriodMs }), (shownMs, laterMs) => {
        const shown = roomCodePeriod(shownMs)
        const goneMs = nextRoomCodeMs(shownMs) + roomCodePeriodMs
        expect(acceptedPeriods(shownMs + laterMs).includes(shown)).toBe(shownMs + laterMs < goneMs)
      }),
    )
  })

  it('is another one at the moment that was told, and not before', () => {
    fc.assert(
      fc.property(clock, (nowMs) => {
        const nextMs = nextRoomCodeMs(nowMs)
        expect(nextMs - nowMs).toBeGreaterThan(0)
        expect(nextMs - nowMs).toBeLessThanOrEqual(roomCodePeriodMs)
        expect(roomCodePeriod(nextMs - 1)).toBe(roomCodePeriod(nowMs))
        expect(roomCodePeriod(nextMs)).toBe(roomCodePeriod(nowMs) + 1)
      }),
    )
  })

  it.each([
    ['482913', '482913'],
    [' 482 913 ', '482913'],
    ['482-913', '482913'],
    ['４８２９１３', '482913'],
    ['482\u00a0913', '482913'],
  ])('is read as people type it: %s', (typed, read) => {
    expect(readRoomCode(typed)).toBe(read)
  })

  it('is shown in two halves', () => {
    expect(groupedRoomCode('482913')).toBe('482 913')
  })
})

describe('the level of admission', () => {
  it('stays once somebody was let in by it', () => {
    expect(mayChangeAdmission('draft', 0)).toBe(true)
    expect(mayChangeAdmission('running', 0)).toBe(true)
    expect(mayChangeAdmission('running', 1)).toBe(false)
    expect(mayChangeAdmission('ended', 0)).toBe(false)
  })
})

describe('seats', () => {
  it('are exceeded by more devices, and by none where nobody counted them', () => {
    expect([exceedsSeats(25, 25), exceedsSeats(26, 25), exceedsSeats(26, null), exceedsSeats(0, 1)]).toEqual([
      false,
      true,
      false,
      false,
    ])
  })
})
