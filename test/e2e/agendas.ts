import type { Language } from '../../src/contract/languages/index.ts'
import type { PollDraft } from './room.ts'

/** A poll with the votes it gets: for each option, how many of the room choose it. */
interface Voted {
  readonly draft: PollDraft
  readonly votes: readonly number[]
}

/** A meeting as people hold them, for pictures. */
export interface Agenda {
  readonly locale: string
  readonly title: string
  /** A meeting that was held before, and one that is being prepared. */
  readonly past: { readonly title: string; readonly poll: Voted; readonly joined: number }
  readonly next: { readonly title: string; readonly poll: PollDraft }
  readonly choice: Voted
  readonly motion: Voted
  readonly several: Voted
  readonly draft: PollDraft
  /** Whose phone the pictures show. */
  readonly name: string
}

const twoThirds = { rule: { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' } }

export const agendas: Readonly<Record<Language, Agenda>> = {
  en: {
    locale: 'en-GB',
    title: 'Riverside Allotment Association',
    past: {
      title: 'Spring meeting',
      joined: 21,
      poll: {
        draft: { kind: 'motion', question: 'The accounts of last year are approved.' },
        votes: [18, 1, 2],
      },
    },
    next: {
      title: 'Committee, December',
      poll: {
        kind: 'choice',
        question: 'Who brings the cake?',
        options: ['Margaret', 'Tom', 'Whoever lost last time'],
      },
    },
    choice: {
      draft: {
        kind: 'choice',
        question: 'Where shall the new water tap go?',
        options: ['By the tool shed', 'At the lower gate', 'Next to the compost bays', 'Between plots 12 and 13'],
      },
      votes: [11, 6, 4, 2],
    },
    motion: {
      draft: {
        kind: 'motion',
        question: 'The association buys a shared wood chipper for £640.',
        settings: twoThirds,
      },
      votes: [17, 4, 3],
    },
    several: {
      draft: {
        kind: 'choice',
        question: 'Which working days suit you?',
        options: ['Saturday 7 March', 'Sunday 8 March', 'Saturday 21 March', 'Saturday 4 April', 'A weekday evening'],
        settings: { max: 3 },
      },
      votes: [14, 9, 16, 11, 5],
    },
    draft: { kind: 'motion', question: 'Water stays on until 31 October instead of 15 October.' },
    name: 'Harriet',
  },
  'zh-CN': {
    locale: 'zh-CN',
    title: '梧桐里小区业主大会',
    past: {
      title: '春季业主会议',
      joined: 21,
      poll: {
        draft: { kind: 'motion', question: '是否同意去年的维修基金使用报告？' },
        votes: [18, 1, 2],
      },
    },
    next: {
      title: '楼长例会',
      poll: { kind: 'choice', question: '下次例会定在哪天？', options: ['周三晚上', '周五晚上', '周日下午'] },
    },
    choice: {
      draft: {
        kind: 'choice',
        question: '新的充电桩装在哪里？',
        options: ['东门停车场', '地下车库 B 区', '南门自行车棚旁边', '今年先不装'],
      },
      votes: [11, 6, 4, 2],
    },
    motion: {
      draft: { kind: 'motion', question: '是否同意花 3.8 万元更换健身器材？', settings: twoThirds },
      votes: [17, 4, 3],
    },
    several: {
      draft: {
        kind: 'choice',
        question: '大扫除放在哪几天，您能来？',
        options: ['3 月 7 日（周六）', '3 月 8 日（周日）', '3 月 21 日（周六）', '4 月 4 日（周六）', '平时的晚上'],
        settings: { max: 3 },
      },
      votes: [14, 9, 16, 11, 5],
    },
    draft: { kind: 'motion', question: '广场舞是否应在晚上九点前结束？' },
    name: '林晓梅',
  },
}
