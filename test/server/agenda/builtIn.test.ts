import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { languages, type Language } from '../../../src/contract/languages/index.ts'
import { templates as english } from '../../../src/contract/languages/en.ts'
import { templates as chinese } from '../../../src/contract/languages/zh-CN.ts'
import { templateItems, templateNames } from '../../../src/contract/templates.ts'
import { checkComplete } from '../../../src/domain/poll.ts'
import { startRoom, type TestRoom } from '../room.ts'

const words = { en: english, 'zh-CN': chinese } satisfies Record<Language, unknown>
const cases = templateNames.flatMap((name) => languages.map((language) => [name, language] as const))

let room: TestRoom
beforeEach(async () => {
  room = await startRoom()
})
afterEach(() => room.close())

describe('a template that comes with the program', () => {
  it.each(cases)('can be opened as it stands, every question of it: %s in %s', async (name, language) => {
    const { meeting } = await room.host('createMeeting', { title: words[language][name].name })
    const meetingId = meeting.id
    await room.host('startMeeting', { meetingId })
    const items = templateItems(name, words[language])
    for (const item of items) {
      if (item.type === 'section') {
        await room.host('createSection', { meetingId, title: item.title })
        continue
      }
      const { kind, question, options, settings } = item
      const { poll } = await room.host('createPoll', {
        meetingId,
        kind,
        question,
        settings: { ...settings },
        ...(options.length === 0 ? {} : { options: [...options] }),
      })
      expect(checkComplete(poll)).toEqual({ ok: true, value: null })
      expect(poll).toMatchObject({ question, settings })
      expect((await room.host('openPoll', { pollId: poll.id })).poll.status).toBe('open')
      await room.host('closePoll', { pollId: poll.id })
    }
    expect(items.some(({ type }) => type === 'poll')).toBe(true)
  })

  it('asks the same in every language, and right is what is right', () => {
    for (const name of templateNames) {
      const shape = (language: Language) =>
        templateItems(name, words[language]).map((item) =>
          item.type === 'section' ? 'section' : [item.kind, item.options.length, item.settings['correct'] ?? null],
        )
      expect(shape('zh-CN')).toEqual(shape('en'))
    }
    const rightAnswers = (language: Language) =>
      templateItems('quizRound', words[language]).flatMap((item) =>
        item.type === 'poll'
          ? (item.settings['correct'] as string[]).map((id) => item.options[Number(id.slice(1)) - 1])
          : [],
      )
    expect(rightAnswers('en')).toEqual(['Mercury', '1,440', 'Pacific'])
    expect(rightAnswers('zh-CN')).toEqual(['水星', '1440', '太平洋'])
  })

  it('is one of all that there are words for', () => {
    expect([...templateNames].sort()).toEqual(Object.keys(english).sort())
  })
})
