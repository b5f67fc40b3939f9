import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { roomCodePeriodMs } from '../../src/domain/admission.ts'
import { createRoomCodes, type RoomCodes } from '../../src/server/roomCodes.ts'

let changes = 0
let codes: RoomCodes

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers({ now: 1_795_460_700_000 })
  changes = 0
  codes = createRoomCodes(Date.now, () => (changes += 1))
})
afterEach(() => {
  codes.stop()
  vi.useRealTimers()
})

it('are six digits that last a minute, and are told of when they change', async () => {
  const first = codes.current('m')
  expect(first).toMatch(/^\d{6}$/)
  await pass(roomCodePeriodMs - 1)
  expect([codes.current('m'), changes]).toEqual([first, 0])
  await pass(1)
  expect(codes.current('m')).not.toBe(first)
  expect(changes).toBe(1)
  await pass(10 * roomCodePeriodMs)
  expect(changes).toBe(11)
})

it('are taken for a minute after they were shown', async () => {
  const first = codes.current('m')
  await pass(2 * roomCodePeriodMs - 1)
  expect(codes.accepts('m', first)).toBe(true)
  expect(codes.accepts('m', codes.current('m'))).toBe(true)
  await pass(1)
  expect(codes.accepts('m', first)).toBe(false)
})

it('of another meeting, and of another run of the program, are others', () => {
  expect(codes.accepts('m', codes.current('another'))).toBe(false)
  const others = createRoomCodes(Date.now, () => undefined)
  expect(codes.accepts('m', others.current('m'))).toBe(false)
  others.stop()
})

it.each(['', ' ', '482', 'x'.repeat(100)])('are not "%s"', (typed) => {
  expect(codes.accepts('m', typed)).toBe(false)
})
