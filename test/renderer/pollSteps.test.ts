import { describe, expect, it } from 'vitest'
import { pollSteps } from '../../src/renderer/stage/pollSteps.ts'

const sizesOf = (name: '--question' | '--option', count: number): number[] =>
  pollSteps(count).map((step) => Number(step.properties[name]))

describe('the ways to lay out a poll on the wall', () => {
  it('never go below 4 % of the height', () => {
    for (const count of [2, 3, 12, 30]) {
      expect(Math.min(...sizesOf('--question', count), ...sizesOf('--option', count))).toBe(4)
    }
  })

  it('try every way with options of at least 6 % before a smaller one', () => {
    const options = sizesOf('--option', 12)
    const firstBelow = options.findIndex((size) => size < 6)
    expect(options.slice(firstBelow).every((size) => size < 6)).toBe(true)
  })

  it('cut no text before the smallest size has been tried whole', () => {
    const steps = pollSteps(12)
    const firstCut = steps.findIndex((step) => step.data['cut'] === 'yes')
    expect(steps.slice(0, firstCut).some((step) => step.properties['--option'] === '4')).toBe(true)
    expect(steps.slice(firstCut).every((step) => step.properties['--option'] === '4')).toBe(true)
  })

  it('have a place for every option, and one column where bars would be compared across', () => {
    for (const count of [2, 3, 4, 12, 30]) {
      for (const { properties } of pollSteps(count)) {
        const rows = Number(/repeat\((\d+), auto\)/.exec(properties['--result-rows'] ?? '')?.[1])
        expect(rows * Number(properties['--result-columns'])).toBeGreaterThanOrEqual(count)
      }
    }
    expect(pollSteps(3).every((step) => step.properties['--result-columns'] === '1')).toBe(true)
  })
})
