import { describe, expect, it } from 'vitest'
import * as rows from '../../src/renderer/console/editor/optionRows.ts'
import { maxOptions } from '../../src/domain/text.ts'

function written(...labels: string[]): { list: readonly rows.OptionRow[]; ids: rows.RowIds } {
  const ids = rows.createRowIds()
  const list = labels.map((label) => ({ id: ids.draw(), label }))
  return { list, ids }
}

const labels = (list: readonly rows.OptionRow[]): string[] => list.map((row) => row.label)

describe('writing a list of options', () => {
  it('offers two empty rows at first, and one more as soon as the last is used', () => {
    const { ids } = written()
    expect(labels(rows.withRoom([], ids))).toEqual(['', ''])
    const full = written('Red', 'Blue')
    expect(labels(rows.withRoom(full.list, full.ids))).toEqual(['Red', 'Blue', ''])
  })

  it('stops offering rows at the most that fit on a screen', () => {
    const full = written(...Array.from({ length: maxOptions }, (_, i) => `No. ${i}`))
    expect(rows.withRoom(full.list, full.ids)).toHaveLength(maxOptions)
    expect(rows.enterAt(full.list, 3, full.ids).rows).toHaveLength(maxOptions)
  })

  it('saves only rows that say something', () => {
    const { list } = written('Red', '  ', 'Blue', '')
    expect(rows.writtenOptions(list).map((option) => option.label)).toEqual(['Red', 'Blue'])
  })

  it('never gives an id twice, also beside options that came from the store', () => {
    const ids = rows.createRowIds()
    const roomy = rows.withRoom([{ id: 'o7', label: 'Red' }], ids)
    expect(roomy[1]?.id).toBe('o8')
    rows.removeAt(roomy, 1)
    expect(ids.draw()).toBe('o9')
  })

  it('Enter goes to the empty row that is there, else makes one', () => {
    const { list, ids } = written('Red', 'Blue', '')
    expect(rows.enterAt(list, 1, ids)).toMatchObject({ rows: list, focus: { index: 2 } })
    const between = rows.enterAt(list, 0, ids)
    expect(labels(between.rows)).toEqual(['Red', '', 'Blue', ''])
    expect(between.focus.index).toBe(1)
  })

  it('Backspace takes an empty row away and leaves a written one alone', () => {
    const { list } = written('Red', '', 'Blue')
    const edit = rows.backspaceAt(list, 1)
    expect(labels(edit?.rows ?? [])).toEqual(['Red', 'Blue'])
    expect(edit?.focus).toEqual({ index: 0, at: 'end' })
    expect(rows.backspaceAt(list, 2)).toBeNull()
    expect(rows.backspaceAt(written('').list, 0)).toBeNull()
  })

  it('an option keeps its id when it moves', () => {
    const { list } = written('Red', 'Blue', 'Green', '')
    const [red] = list
    const down = rows.moveRow(list, 0, 1)
    expect(labels(down?.rows ?? [])).toEqual(['Blue', 'Red', 'Green', ''])
    expect(down?.rows[1]?.id).toBe(red?.id)
    expect(rows.moveRow(list, 0, -1)).toBeNull()
    expect(rows.moveRow(list, 2, 1)).toBeNull()
  })

  it('pasting several lines makes several options, in the row where the cursor is', () => {
    const { list, ids } = written('Red', 'ab', 'Blue', '')
    const edit = rows.pasteAt(list, 1, 'X\r\n\r\nY\nZ', { from: 1, to: 1 }, ids)
    expect(labels(edit?.rows ?? [])).toEqual(['Red', 'aX', 'Y', 'Zb', 'Blue'])
    expect(edit?.focus.index).toBe(3)
    expect(new Set(edit?.rows.map((row) => row.id)).size).toBe(5)
  })

  it('leaves the paste of one line to the field', () => {
    const { list, ids } = written('Red', '')
    expect(rows.pasteAt(list, 1, 'Blue\n', { from: 0, to: 0 }, ids)).toBeNull()
  })

  it('drops list marks, but only where every line has one', () => {
    expect(rows.pastedLines('- Red\n- Blue')).toEqual(['Red', 'Blue'])
    expect(rows.pastedLines('1. Red\n2. Blue')).toEqual(['Red', 'Blue'])
    expect(rows.pastedLines('1、红\n2、 蓝')).toEqual(['1、红', '2、 蓝'])
    expect(rows.pastedLines('- Red\nBlue')).toEqual(['- Red', 'Blue'])
    expect(rows.pastedLines('3.5 litres\n4.5 litres')).toEqual(['3.5 litres', '4.5 litres'])
  })

  it('never pastes more options than fit on a screen', () => {
    const { list, ids } = written('Red', '')
    const many = Array.from({ length: 50 }, (_, i) => `No. ${i}`).join('\n')
    expect(rows.pasteAt(list, 1, many, { from: 0, to: 0 }, ids)?.rows).toHaveLength(maxOptions)
  })

  it('an option with a picture and no words yet is an option, and Backspace leaves it alone', () => {
    const { list, ids } = written('Red', '')
    const pictured = rows.withImage(list, 'o2', 'ab')
    expect(rows.writtenOptions(pictured)).toEqual([
      { id: 'o1', label: 'Red' },
      { id: 'o2', label: '', image: 'ab' },
    ])
    expect(rows.backspaceAt(pictured, 1)).toBeNull()
    expect(labels(rows.withRoom(pictured, ids))).toEqual(['Red', '', ''])
  })

  it('a picture stays with its option through moves, edits and pasted lines', () => {
    const { list, ids } = written('Red', 'Blue', '')
    const pictured = rows.withImage(list, 'o1', 'ab')
    const moved = rows.moveRow(pictured, 0, 1)?.rows ?? []
    expect(rows.writtenOptions(rows.relabel(moved, 1, 'Rose'))[1]).toEqual({ id: 'o1', label: 'Rose', image: 'ab' })
    const pasted = rows.pasteAt(pictured, 0, 'X\nY', { from: 3, to: 3 }, ids)?.rows ?? []
    expect(rows.writtenOptions(pasted)[0]).toEqual({ id: 'o1', label: 'RedX', image: 'ab' })
  })

  it('a picture taken away is none', () => {
    const { list } = written('Red')
    const bare = rows.withImage(rows.withImage(list, 'o1', 'ab'), 'o1', null)
    expect(rows.writtenOptions(bare)).toEqual([{ id: 'o1', label: 'Red' }])
  })
})
