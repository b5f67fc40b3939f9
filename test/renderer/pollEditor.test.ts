import { beforeEach, describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import * as en from '../../src/contract/languages/en.ts'
import { languages } from '../../src/contract/languages/index.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import type { HostPoll } from '../../src/contract/views.ts'
import { unknownRoll } from '../../src/domain/circumstances.ts'
import { kindOf, pollKinds, type PollKind } from '../../src/domain/kinds/index.ts'
import { createPollDraft } from '../../src/renderer/console/editor/pollDraft.ts'
import PollEditor from '../../src/renderer/console/editor/PollEditor.vue'
import { createSavingQueue } from '../../src/renderer/console/parts/savingQueue.ts'
import { createWords } from '../../src/web/words.ts'
import { fakeBrowser } from '../web/browser.ts'

beforeEach(() => {
  fakeBrowser()
})

const refused = () => Promise.resolve({ ok: false, problem: null, status: 422 } as const)

/** The editor of a draft, as its page first shows it. */
async function editorOf(kind: PollKind, settings: object = {}, language: 'en' | 'zh-CN' = 'en'): Promise<string> {
  const { fixedOptions, defaultSettings } = kindOf(kind)
  const options = fixedOptions ?? [
    { id: 'o1', label: 'Red' },
    { id: 'o2', label: 'Blue', image: '0123456789abcdef0123456789abcdef' },
  ]
  const poll = {
    id: 'p1',
    meetingId: 'm1',
    kind,
    question: 'Which?',
    options,
    settings: { ...defaultSettings, ...settings },
    status: 'draft',
    notes: '',
    roll: unknownRoll,
  } as unknown as HostPoll
  const draft = createPollDraft(
    poll,
    { open: (_key, queue) => createSavingQueue(queue) },
    { poll: refused, notes: refused },
  )
  const words = createWords({ en, 'zh-CN': zh }, 'key')
  words.setLanguage(language)
  const app = createSSRApp(PollEditor, { poll, draft })
  app.use(words)
  return renderToString(app)
}

/** Settings that unfold what the defaults leave folded. */
const rich: Readonly<Partial<Record<PollKind, readonly object[]>>> = {
  choice: [
    { max: 2, other: true },
    { max: 2, election: { seats: 2, rule: 'absoluteMajority' } },
  ],
  motion: [
    {
      rule: { comparison: 'atLeast', numerator: 3, denominator: 7, base: 'entitled' },
      alsoRequired: [{ comparison: 'atLeast', numerator: 1, denominator: 1, base: 'cast' }],
      quorum: { form: 'fraction', by: 'weight', comparison: 'moreThan', numerator: 1, denominator: 2 },
      tie: 'castingVote',
    },
    { quorum: { form: 'number', by: 'heads', atLeast: 20 } },
  ],
  rating: [{ scale: 'labels' }, { scale: 'stars', lowLabel: 'poor', noOpinion: true, countdownSeconds: 45 }],
  ranking: [{ method: 'schulze', atMost: 1 }],
  words: [{ max: 1 }],
  number: [{ correct: 4, unit: 'km', min: -1 }],
  quiz: [{ correct: ['o1'], speedPoints: true, countdownSeconds: null }],
}

describe.each(pollKinds)('the editor of %s', (kind) => {
  it('says everything in both languages', async () => {
    for (const language of languages) {
      for (const settings of [{}, ...(rich[kind] ?? [])]) {
        const html = await editorOf(kind, settings, language)
        expect(html).not.toMatch(/(host|problems|verdicts|kindNames)\.[a-z]/)
        // A blank that nobody filled.
        expect(html).not.toMatch(/\{\w+\}/)
      }
    }
  })

  it('has an option list exactly where the host writes options', async () => {
    const html = await editorOf(kind)
    expect(html.includes('aria-label="Option A"')).toBe(kindOf(kind).fixedOptions === null)
  })

  it('offers only what the kind allows', async () => {
    const html = await editorOf(kind)
    expect(html.includes(en.host.editor.liveResults)).toBe(kindOf(kind).mayShowLive)
    expect(html.includes(en.host.editor.shuffle)).toBe(kindOf(kind).fixedOptions === null)
    const { defaultSettings } = kindOf(kind)
    const fixable = kindOf(kind).readSettings({ allowChange: false }, defaultSettings).ok
    expect(html.includes(en.host.editor.allowChange)).toBe(fixable)
  })
})

describe('in the editor', () => {
  it('a picture is shown with the option’s words', async () => {
    expect(await editorOf('choice')).toMatch(/<img[^>]+src="\/images\/0123456789abcdef0123456789abcdef" alt="Blue"/)
  })

  it('what would keep a written poll from being opened stands at its field', async () => {
    expect(await editorOf('quiz', { correct: ['o1'], speedPoints: true, countdownSeconds: null })).toContain(
      en.problems.speedNeedsCountdown,
    )
    expect(await editorOf('number', { min: 5, max: 1 })).toContain(en.problems.rangeEmpty)
    expect(await editorOf('choice', { max: 3 })).toMatch(/up to 3, but there are only 2 options/)
  })

  it('a majority is said with its example', async () => {
    expect(await editorOf('motion')).toContain('With 30 votes, 16 are needed.')
  })
})
