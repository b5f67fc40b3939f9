import { noCircumstances } from '../../src/domain/circumstances.ts'
import { kindOf, type Answer, type PollKind, type Question } from '../../src/domain/kinds/index.ts'
import type { PollResult } from '../../src/contract/views.ts'

/** A question with its real count, for pictures. */
export interface Sample {
  readonly question: Question
  readonly result: PollResult
  readonly open?: boolean
}

export interface Asked {
  readonly question: string
  readonly options?: readonly string[]
  readonly settings?: object
}

/** What `people` answered in `kind`: each answer as often as it says. */
export function sampleOf(
  kind: PollKind,
  { question, options = [], settings = {} }: Asked,
  answers: readonly (readonly [number, object])[],
): Sample {
  const module = kindOf(kind)
  const asked = {
    kind,
    question,
    options: module.fixedOptions ?? options.map((label, index) => ({ id: `o${String(index + 1)}`, label })),
    settings: { ...module.defaultSettings, ...settings },
  } as Question
  const ballots = answers.flatMap(([people, answer]) =>
    Array.from({ length: people }, () => ({ answer: answer as Answer, weight: 1 })),
  )
  const tally = module.tally(asked, ballots, noCircumstances)
  const outcome = module.outcome(asked, tally, noCircumstances)
  return { question: asked, result: { tally, outcome } }
}

const chosen = (...options: string[]): object => ({ options })
const post = (text: string, atMs: number): object => ({ text, anonymous: true, atMs })

/** One result of every kind as people have them, in either language; `[english, chinese]`. */
export function samples(language: 'en' | 'zh-CN'): Readonly<Record<PollKind, Sample>> {
  const say = (english: string, chinese: string): string => (language === 'en' ? english : chinese)
  const places = [
    say('By the pond', '池塘边'),
    say('Under the lime tree', '椴树下'),
    say('At the bus stop', '公交站旁'),
    say('Next to the compost bays behind the old tool shed', '老工具房后面的堆肥区旁边'),
  ]
  const feelings =
    language === 'en' ? ['hopeful', 'calm', 'curious', 'tired', 'proud'] : ['期待', '平静', '好奇', '疲惫', '自豪']
  const more =
    language === 'en'
      ? ['busy', 'thankful', 'a little lost', 'together', 'cold', 'ready', 'unsure', 'warm', 'awake', 'in good hands']
      : ['忙碌', '感激', '有点迷茫', '团结', '寒冷', '准备好了', '不确定', '温暖', '清醒', '放心']
  return {
    choice: sampleOf('choice', { question: say('Where shall the bench stand?', '长椅放在哪里？'), options: places }, [
      [11, chosen('o1')],
      [6, chosen('o2')],
      [4, chosen('o3')],
      [2, chosen('o4')],
    ]),
    motion: sampleOf(
      'motion',
      {
        question: say('The association buys a shared wood chipper for £640.', '是否同意花 3.8 万元更换健身器材？'),
        settings: { rule: { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' } },
      },
      [
        [17, chosen('yes')],
        [4, chosen('no')],
        [3, chosen('abstain')],
      ],
    ),
    rating: sampleOf(
      'rating',
      {
        question: say('How useful was this meeting for you?', '这次会议对您有多大帮助？'),
        settings: { points: 5, lowLabel: say('not at all', '没有帮助'), highLabel: say('very', '很有帮助') },
      },
      [1, 2, 5, 11, 6].map((people, index) => [people, { value: index + 1 }] as const),
    ),
    ranking: sampleOf('ranking', { question: say('Which plan comes first?', '先做哪个项目？'), options: places }, [
      [9, { ranking: ['o1', 'o2', 'o3', 'o4'] }],
      [7, { ranking: ['o2', 'o3', 'o4', 'o1'] }],
      [4, { ranking: ['o3', 'o4', 'o2', 'o1'] }],
      [5, { ranking: ['o4', 'o3', 'o2', 'o1'] }],
    ]),
    points: sampleOf(
      'points',
      { question: say('How should the money be divided?', '这笔钱应该怎么分？'), options: places.slice(0, 3) },
      [
        [8, { points: { o1: 60, o2: 40 } }],
        [5, { points: { o2: 50, o3: 50 } }],
        [3, { points: { o1: 10, o3: 90 } }],
      ],
    ),
    words: sampleOf('words', { question: say('How are you today, in one word?', '用一个词说说今天的心情') }, [
      ...feelings.map((word, index) => [14 - index * 2, { words: [word] }] as const),
      ...more.map((word, index) => [1 + (index % 3), { words: [word] }] as const),
    ]),
    text: sampleOf('text', { question: say('What should we do differently next time?', '下次哪些地方可以改进？') }, [
      [1, { text: say('Start on time, and stop on time too.', '准时开始，也准时结束。') }],
      [3, { text: say('More breaks', '多安排休息') }],
      [
        1,
        {
          text: say(
            'Send the accounts a week before, so that everybody has read them.',
            '提前一周把账目发给大家，这样每个人都能先看完再来讨论。',
          ),
        },
      ],
      [1, { text: say('Nothing, it was fine', '没有，挺好的') }],
      [1, { text: say('Coffee!', '要咖啡！') }],
      [1, { text: say('Let those speak first who have not spoken yet.', '请还没有发言的人先说。') }],
    ]),
    number: sampleOf(
      'number',
      {
        question: say('How many people live in our village?', '我们小区住了多少人？'),
        settings: { unit: say('people', '人'), correct: 1240 },
      },
      [900, 1000, 1000, 1100, 1150, 1200, 1200, 1200, 1300, 1350, 1400, 1500, 1500, 1800, 2100].map(
        (value) => [1, { value }] as const,
      ),
    ),
    quiz: sampleOf(
      'quiz',
      {
        question: say('Which planet is nearest to the sun?', '离太阳最近的行星是哪一颗？'),
        options: language === 'en' ? ['Venus', 'Mercury', 'Mars', 'Earth'] : ['金星', '水星', '火星', '地球'],
        settings: { correct: ['o2'] },
      },
      [
        [6, chosen('o1')],
        [13, chosen('o2')],
        [2, chosen('o3')],
        [1, chosen('o4')],
      ],
    ),
    questions: sampleOf('questions', { question: say('What do you want to ask the board?', '想问理事会什么？') }, [
      [1, { posts: [post(say('When will the new pump be installed?', '新水泵什么时候安装？'), 1)], upvotes: [] }],
      [8, { posts: [post(say('Why did the fee go up?', '会费为什么涨了？'), 2)], upvotes: [] }],
      [
        3,
        {
          posts: [
            post(
              say(
                'Can we have a second compost bay next to the lower gate, where there is room?',
                '南门旁边还有地方，能不能再建一个堆肥区？',
              ),
              3,
            ),
          ],
          upvotes: [],
        },
      ],
      [2, { posts: [post(say('Who holds the key to the shed?', '工具房的钥匙在谁那里？'), 4)], upvotes: [] }],
    ]),
  }
}
