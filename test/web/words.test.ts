import { beforeEach, describe, expect, it } from 'vitest'
import * as en from '../../src/contract/languages/en.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import { noCircumstances } from '../../src/domain/circumstances.ts'
import type { MajorityRule } from '../../src/domain/outcome/majority.ts'
import { noVerdict, type Outcome } from '../../src/domain/outcome/outcome.ts'
import { motionVerdict, type MotionVotes } from '../../src/domain/outcome/verdict.ts'
import { shareInWords, verdictWords } from '../../src/web/results/resultWords.ts'
import {
  createWords,
  optionColour,
  optionLabel,
  optionLetter,
  optionSign,
  problemSentence,
  type Messages,
} from '../../src/web/words.ts'
import { fakeBrowser, type FakeBrowser } from './browser.ts'

const messages: Messages = { en, 'zh-CN': zh }
let browser: FakeBrowser

beforeEach(() => {
  browser = fakeBrowser(['de-DE', 'zh-TW', 'en'])
})

describe('the language of a page', () => {
  it('is the first that the browser prefers and we speak', () => {
    const words = createWords(messages, 'key')
    expect(words.language.value).toBe('zh-CN')
    expect(browser.document.documentElement.lang).toBe('zh-CN')
  })

  it('is English where we speak none of them', () => {
    fakeBrowser(['de', 'fr'])
    expect(createWords(messages, 'key').language.value).toBe('en')
  })

  it('is what was chosen before, whatever the browser prefers; nonsense in the store is no choice', () => {
    browser.stored.set('key', 'en')
    expect(createWords(messages, 'key').language.value).toBe('en')
    browser.stored.set('key', 'klingon')
    expect(createWords(messages, 'key').language.value).toBe('zh-CN')
  })

  it('switches at once, is said to the document, and is remembered', async () => {
    const words = createWords(messages, 'key')
    expect(words.t('common.yes')).toBe('赞成')
    words.setLanguage('en')
    expect(words.t('common.yes')).toBe('Yes')
    expect(browser.stored.get('key')).toBe('en')
    await Promise.resolve()
    expect(browser.document.documentElement.lang).toBe('en')
  })

  it('follows another page of the same browser, for its own key', () => {
    const words = createWords(messages, 'key')
    const changed = (key: string, newValue: string | null): void => {
      browser.window.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }))
    }
    changed('other', 'en')
    changed('key', null)
    expect(words.language.value).toBe('zh-CN')
    changed('key', 'en')
    expect(words.language.value).toBe('en')
  })

  it('is spoken although the browser forbids storage', () => {
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    const words = createWords(messages, 'key')
    words.setLanguage('en')
    expect(words.t('common.no')).toBe('No')
  })
})

describe('sentences', () => {
  const inEnglish = () => {
    browser.stored.set('key', 'en')
    return createWords(messages, 'key').t
  }
  const inChinese = () => {
    browser.stored.set('key', 'zh-CN')
    return createWords(messages, 'key').t
  }

  it('are filled', () => {
    expect(inEnglish()('results.answered', { people: '3 people' })).toBe('3 people answered')
  })

  it('show their key where a page does not carry them', () => {
    const bare = createWords({ en: { common: en.common }, 'zh-CN': { common: zh.common } }, 'key')
    expect(bare.t('verdicts.carried')).toBe('verdicts.carried')
  })

  it('of a part that is fetched later are said in every language once they are learnt, beside the earlier ones', () => {
    browser.stored.set('key', 'zh-CN')
    const growing = createWords({ en: { common: en.common }, 'zh-CN': { common: zh.common } }, 'key')
    growing.learn({ en: { verdicts: en.verdicts }, 'zh-CN': { verdicts: zh.verdicts } })
    expect([growing.t('verdicts.carried'), growing.t('common.yes')]).toEqual(['通过', '赞成'])
    growing.setLanguage('en')
    expect(growing.t('verdicts.carried')).toBe('Carried')
  })

  it('say a problem with its numbers, and what is safe where nobody answered', () => {
    const problem = {
      type: 'about:blank',
      title: '',
      status: 422,
      detail: '',
      code: 'tooManyOptions',
      params: { max: 3 },
    } as const
    expect(problemSentence(inEnglish(), problem)).toBe(
      'You may choose at most 3. Nothing was counted; take some away and vote again.',
    )
    expect(problemSentence(inEnglish(), null)).toBe(en.common.unreachable)
  })

  it('say the answers of a motion in the reader’s language, and options as the host wrote them', () => {
    const yes = { id: 'yes', label: 'Yes' }
    expect(optionLabel(inChinese(), yes)).toBe('赞成')
    expect(optionLabel(inEnglish(), yes)).toBe('Yes')
    expect(optionLabel(inChinese(), { id: 'o1', label: 'Yes' })).toBe('Yes')
  })

  it('give fixed options a sign and a colour of their own, and those of a host a letter and one of eight', () => {
    const [no, tenth] = [
      { id: 'no', label: 'No' },
      { id: 'o10', label: 'Lake' },
    ]
    expect([optionSign(no, 1), optionColour(no, 1)]).toEqual(['✕', 'motion-no'])
    expect([optionSign(tenth, 9), optionColour(tenth, 9)]).toEqual(['J', 'option-2'])
  })

  it('letter options A to Z and on', () => {
    expect([0, 1, 25, 26, 27, 29].map(optionLetter)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'AD'])
  })

  it('say shares without false precision', () => {
    expect(shareInWords({ value: 40, decimals: 0, bound: 'exact' })).toBe('40%')
    expect(shareInWords({ value: 335, decimals: 1, bound: 'exact' })).toBe('33.5%')
    expect(shareInWords({ value: 1, decimals: 0, bound: 'below' })).toBe('<1%')
    expect(shareInWords({ value: 999, decimals: 1, bound: 'above' })).toBe('>99.9%')
  })

  const twoThirds = { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' } as const
  const simple = { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'yesNoAbstain' } as const
  const judged = (rule: MajorityRule, votes: MotionVotes): Outcome =>
    motionVerdict({ rule, alsoRequired: [], quorum: null, tie: 'lost' }, votes, noCircumstances)

  const verdict = (status: string, holds: boolean | null, arithmetic: string) => {
    return { status, arithmetic, parts: [{ text: arithmetic, holds }] }
  }

  it('say a verdict with its arithmetic in both languages', () => {
    const carried = judged(twoThirds, { yes: 6, no: 3, abstain: 4 })
    expect(verdictWords(inEnglish(), carried, [])).toEqual(
      verdict('Carried', true, 'At least two thirds of yes and no needed: 6 of 9. Reached: 6.'),
    )
    expect(verdictWords(inChinese(), carried, [])).toEqual(
      verdict('通过', true, '赞成票须达到赞成与反对票的三分之二：9 票中须有 6 票，实得 6 票。'),
    )
    const lost = judged(simple, { yes: 5, no: 4, abstain: 1 })
    expect(verdictWords(inEnglish(), lost, [])).toEqual(
      verdict('Lost', false, 'More than half of yes, no and abstain needed: 6 of 10. Reached: 5.'),
    )
    expect(verdictWords(inChinese(), lost, [])).toEqual(
      verdict('未通过', false, '赞成票须超过赞成、反对与弃权票的一半：10 票中须有 6 票，实得 5 票。'),
    )
  })

  it('say unusual fractions in figures, and unanimity in words', () => {
    const votes = { yes: 6, no: 1, abstain: 0 }
    const fiveSevenths = { ...twoThirds, numerator: 5, denominator: 7 }
    expect(verdictWords(inEnglish(), judged(fiveSevenths, votes), [])?.arithmetic).toContain(
      'At least 5/7 of yes and no',
    )
    const all = { ...twoThirds, numerator: 1, denominator: 1 }
    expect(verdictWords(inEnglish(), judged(all, votes), [])?.arithmetic).toContain('All of yes and no needed: 7 of 7.')
  })

  it('decide nothing where nothing counts, and say nothing where nothing is decided', () => {
    const none = judged(twoThirds, { yes: 0, no: 0, abstain: 3 })
    expect(verdictWords(inEnglish(), none, [])).toEqual(
      verdict('Nothing decided', null, 'There are no votes that count.'),
    )
    expect(verdictWords(inEnglish(), noVerdict, [])).toBeNull()
  })

  it('name the options that a verdict is about', () => {
    const decided = { act: 'castingVote', choice: 'yes', atMs: 0 } as const
    const outcome = { ...judged(twoThirds, { yes: 6, no: 3, abstain: 0 }), decisions: [decided] }
    const options = [{ id: 'yes', label: 'Yes' }]
    expect(verdictWords(inChinese(), outcome, options)?.arithmetic).toContain('赞成')
    expect(verdictWords(inChinese(), outcome, options)?.arithmetic).not.toContain('yes')
  })
})
