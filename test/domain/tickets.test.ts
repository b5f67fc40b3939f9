import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeAlphabet } from '../../src/domain/meeting.ts'
import {
  admitTicket,
  drawnSymbols,
  groupedTicket,
  readTicket,
  ticketCode,
  ticketsInUse,
  ticketTotals,
} from '../../src/domain/tickets.ts'

const symbol = fc.constantFrom(...codeAlphabet)
const ticket = fc
  .array(symbol, { minLength: drawnSymbols, maxLength: drawnSymbols })
  .map((symbols) => ticketCode(symbols.join('')))
const place = fc.nat(drawnSymbols)

/** The text with one of its symbols replaced. */
const put = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1)

describe('a ticket', () => {
  it('is read as it is printed, typed, spoken, pasted or scanned', () => {
    const looks = fc.constantFrom<(code: string) => string>(
      (code) => code,
      groupedTicket,
      (code) => groupedTicket(code).toLowerCase(),
      (code) => ` ${[...code].join(' ')} `,
      (code) => code.replace(/0/g, 'O').replace(/1/g, 'I'),
      (code) => code.replace(/0/g, 'o').replace(/1/g, 'l'),
      (code) => groupedTicket(code).replace(/-/g, '–'),
      (code) => `http://192.168.1.5:8080/${code}`,
      (code) => `HTTP://192.168.1.5:8080/${code}/`,
      (code) => code.replace(/./g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)),
    )
    fc.assert(
      fc.property(ticket, looks, (code, look) => {
        expect(readTicket(look(code))).toEqual({ ok: true, value: code })
      }),
    )
  })

  it('with one symbol mistyped is no ticket', () => {
    fc.assert(
      fc.property(ticket, place, symbol, (code, at, sign) => {
        fc.pre(code[at] !== sign)
        expect(readTicket(put(code, at, sign))).toMatchObject({ code: 'ticketMistyped' })
      }),
    )
  })

  it('with any two symbols exchanged is no ticket', () => {
    fc.assert(
      fc.property(ticket, place, place, (code, one, other) => {
        fc.pre(code[one] !== code[other])
        const exchanged = put(put(code, one, code[other] ?? ''), other, code[one] ?? '')
        expect(readTicket(exchanged)).toMatchObject({ code: 'ticketMistyped' })
      }),
    )
  })

  it.each(['', 'ABCDE', '0'.repeat(10), '0'.repeat(12), 'UUUUUUUUUUU', '<script>', '票'])('is not "%s"', (typed) => {
    expect(readTicket(typed)).toMatchObject({ code: 'ticketMistyped' })
  })

  it('is grouped for reading', () => {
    expect(groupedTicket('ABCDEFGHJKX')).toBe('ABCDE-FGHJK-X')
  })
})

describe('at the door', () => {
  const fresh = { meetingId: 'm', voided: false, redeemed: false, weight: 3 }
  it('lets a fresh ticket of this meeting in', () => {
    expect(admitTicket(fresh, 'm')).toEqual({ ok: true, value: fresh })
  })

  it.each([
    ['ticketUnknown', null],
    ['ticketForeign', { ...fresh, meetingId: 'another', redeemed: true }],
    ['ticketVoid', { ...fresh, voided: true, redeemed: true }],
    ['ticketUsed', { ...fresh, redeemed: true }],
  ])('refuses with %s, and says nothing more than that', (code, shown) => {
    expect(admitTicket(shown, 'm')).toEqual({ ok: false, code })
  })
})

describe('batches', () => {
  const one = { batch: 1, madeAtMs: 0, firstNumber: 1, size: 20, spare: 5, weight: 1, redeemed: 12, voided: 2 }
  const other = { ...one, batch: 2, firstNumber: 26, size: 4, spare: 0, weight: 3, redeemed: 2, voided: 0 }
  it('are added up, heads and votes apart', () => {
    expect(ticketTotals([one, other])).toEqual({ printed: 29, redeemed: 14, voided: 2 })
    expect(ticketsInUse([one, other])).toEqual({ heads: 14, weight: 18 })
    expect(ticketsInUse([])).toEqual({ heads: 0, weight: 0 })
  })
})
