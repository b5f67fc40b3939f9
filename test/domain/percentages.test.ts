import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareFigures, sharesOfBase, sharesOfTotal, type Shares } from '../../src/domain/percentages.ts'

function said({ shares }: Shares): string[] {
  return (shares ?? []).map(shareFigures)
}

describe('shares of one total', () => {
  it.each([
    [[1, 2, 3], ['17', '33', '50'], false],
    [[1, 1, 1], ['33', '33', '33'], true],
    [[1, 1, 1, 1, 1, 1], ['17', '17', '17', '17', '17', '17'], true],
    [[199, 1], ['>99', '<1'], false],
    [[999, 1], ['>99', '<1'], false],
    [[3, 0], ['100', '0'], false],
    // Whole percents would give the two equal options 29 and 28: one decimal more tells the truth.
    [[2, 2, 3], ['28.6', '28.6', '42.8'], false],
  ])('%j is shown as %j', (counts, expected, rounded) => {
    const shares = sharesOfTotal(counts)
    expect(said(shares)).toEqual(expected)
    expect(shares.rounded).toBe(rounded)
  })

  it('shows no percentage of nothing', () => {
    expect(sharesOfTotal([0, 0, 0]).shares).toBeNull()
  })

  const counts = fc.array(fc.nat(3000), { minLength: 1, maxLength: 12 })

  it('adds up to exactly 100 %, unless it says that it was rounded', () => {
    fc.assert(
      fc.property(counts, (some) => {
        const { shares, rounded } = sharesOfTotal(some)
        if (shares === null || rounded || shares.some((share) => share.bound !== 'exact')) return
        const hundred = shares[0]?.decimals === 1 ? 1000 : 100
        expect(shares.reduce((sum, share) => sum + share.value, 0)).toBe(hundred)
      }),
    )
  })

  it('never shows equal counts as unequal, nobody as somebody or all as fewer', () => {
    fc.assert(
      fc.property(counts, (some) => {
        const total = some.reduce((sum, count) => sum + count, 0)
        const shown = said(sharesOfTotal(some))
        shown.forEach((text, i) => {
          some.forEach((count, j) => {
            if (count === some[i]) expect(shown[j]).toBe(text)
          })
          if (Number(text) === 0) expect(some[i]).toBe(0)
          if (Number(text) === 100) expect(some[i]).toBe(total)
        })
      }),
    )
  })
})

describe('shares of a base', () => {
  it('may add to more than 100 %, because people choose several', () => {
    expect(said(sharesOfBase([18, 11, 0], 20))).toEqual(['90', '55', '0'])
  })

  it('rounds half up, and shows no percentage of nothing', () => {
    expect(said(sharesOfBase([1], 8))).toEqual(['13'])
    expect(sharesOfBase([0, 0], 0).shares).toBeNull()
  })
})
