import { afterEach, describe, expect, test, vi } from 'vitest'
import { characters, tidied } from '../../src/attendee/voting/characters.ts'
import { cleanLine, graphemeLength } from '../../src/domain/text.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('characters', () => {
  test.each(['', 'Plant trees', '种树', '🙋🏽‍♀️🙋🏽', 'e\u0301tude', 'مرحبا'])(
    '“%s” has as many as on the server',
    (text) => {
      expect(characters(text)).toBe(graphemeLength(text))
    },
  )

  test('are counted by browsers that know no graphemes', () => {
    vi.stubGlobal('Intl', {})
    expect(characters('Plant 树🙋')).toBe(8)
  })
})

test.each([' Plant \n trees ', '种树', 'e\u0301tude'])('“%s” is tidied as the server cleans it', (text) => {
  expect(tidied(text)).toBe(cleanLine(text))
})
