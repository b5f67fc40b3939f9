import { describe, expect, it } from 'vitest'
import { byMeeting } from '../../src/renderer/console/lobby/searchGroups.ts'
import { formatOf, lineOf, readMeetingFile } from '../../src/renderer/console/import/readImport.ts'
import { pictureName } from '../../src/renderer/console/pictures/fileName.ts'

describe('what is dropped or pasted', () => {
  it.each([
    ['# Opening\nWhere?\n- here\n- there', null, 'lines'],
    ['Tea, coffee or water?', null, 'lines'],
    ['question,kind\nWhere?,choice', null, 'csv'],
    ['\uFEFF题目;题型\n在哪里？;选择', null, 'csv'],
    ['"kind"\t"question"\nmotion\tWhere?', null, 'csv'],
    ['anything', 'agenda.CSV', 'csv'],
    ['anything', 'old meeting.json', 'meeting'],
    ['{\n  "format": "show-of-hands"', null, 'meeting'],
    ['question,kind', 'notes.txt', 'csv'],
  ] as const)('%j, called %s, is %s', (text, name, format) => {
    expect(formatOf(text, name)).toBe(format)
  })
})

describe('a meeting as a file', () => {
  it('says its title and how many questions it has before it is taken', () => {
    const text = '\uFEFF{"meeting": {"title": "Spring"}, "polls": [{}, {}]}'
    expect(readMeetingFile(text)).toMatchObject({ title: 'Spring', polls: 2 })
  })

  it.each(['', '[]]', '"text"', 'null', '{"meeting":'])('%j is none', (text) => {
    expect(readMeetingFile(text)).toBeNull()
  })

  it('that is another one is left to the server to refuse', () => {
    expect(readMeetingFile('{"polls": "many"}')).toMatchObject({ title: '', polls: 0 })
  })
})

describe('the line that is wrong', () => {
  it('is counted from 1, whatever ends the lines', () => {
    expect(lineOf('one\r\ntwo\rthree\nfour', 3)).toBe('three')
    expect(lineOf('one', 7)).toBe('')
  })

  it('is shown in short', () => {
    expect(lineOf('x'.repeat(500), 1)).toHaveLength(121)
  })
})

describe('the name of a picture', () => {
  it.each([
    [['Parish council', 'Where to?'], 'Parish council - Where to.png'],
    [['../../etc/passwd', ''], 'etcpasswd.png'],
    [['村民会议', '长椅放在哪里？'], '村民会议 - 长椅放在哪里.png'],
    [['<b>', '\u202Egnp.exe'], 'b - gnpexe.png'],
    [['', '?'], 'result.png'],
    [['NUL', ''], 'NUL result.png'],
    [['-rf', ''], 'rf.png'],
  ])('of %j is %s', (titles, name) => {
    expect(pictureName(titles, 'png')).toBe(name)
  })

  it('is not too long, and never half a character', () => {
    const name = pictureName(['𠮷'.repeat(200)], 'svg')
    expect([...name]).toHaveLength(64)
  })
})

describe('what a search found', () => {
  it('stands below the meeting it is in, in the order in which it came', () => {
    const poll = (id: string) => ({
      id,
      kind: 'motion' as const,
      question: id,
      rounds: 0,
      foundIn: 'question' as const,
      excerpt: '',
    })
    const hits = [
      { meetingId: 'b', meetingTitle: 'B', atMs: 2, section: null, poll: null },
      { meetingId: 'b', meetingTitle: 'B', atMs: 2, section: 'Opening', poll: null },
      { meetingId: 'b', meetingTitle: 'B', atMs: 2, section: null, poll: poll('p1') },
      { meetingId: 'a', meetingTitle: 'A', atMs: 1, section: null, poll: poll('p2') },
      { meetingId: 'b', meetingTitle: 'B', atMs: 2, section: null, poll: poll('p3') },
    ]
    expect(byMeeting(hits)).toEqual([
      { id: 'b', title: 'B', atMs: 2, sections: ['Opening'], polls: [poll('p1'), poll('p3')] },
      { id: 'a', title: 'A', atMs: 1, sections: [], polls: [poll('p2')] },
    ])
  })
})
