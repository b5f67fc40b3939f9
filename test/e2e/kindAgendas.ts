import type { Language } from '../../src/contract/languages/index.ts'
import { entryId } from '../../src/domain/kinds/entries.ts'
import type { PollKind } from '../../src/domain/kinds/index.ts'
import type { PollDraft } from './room.ts'

/** A meeting in which every kind of poll is asked, for pictures; and what a room of 24 answers to each. */

export interface KindPoll {
  /** In the names of its pictures. */
  readonly view: PollKind | 'election'
  readonly draft: PollDraft
  /** One of each person, in the order in which they answer. */
  readonly answers: readonly unknown[]
}

export interface KindAgenda {
  readonly title: string
  readonly polls: readonly KindPoll[]
  /** Asked without pictures, for a leaderboard with a history. */
  readonly firstQuizzes: readonly { readonly draft: PollDraft; readonly answers: readonly unknown[] }[]
  readonly tie: { readonly draft: PollDraft; readonly votes: readonly number[] }
  readonly motion: PollDraft
  /** Asked in the spring as well, for a comparison. */
  readonly compared: {
    readonly draft: PollDraft
    readonly votes: readonly number[]
    readonly earlier: readonly number[]
  }
  readonly people: readonly string[]
  /** What the phone in the pictures writes. */
  readonly mine: {
    readonly words: readonly string[]
    readonly text: string
    readonly number: string
    readonly ask: string
  }
  /** What the host shows, and removes, of the open answers. */
  readonly kept: readonly string[]
  readonly removed: readonly string[]
  readonly answered: string
  readonly pasted: string
  readonly searched: string
}

/** As many times as said, mixed by a fixed step, so that a poll that is half done looks like one. */
function often(given: readonly (readonly [unknown, number])[]): unknown[] {
  const all = given.flatMap(([answer, times]) => Array.from({ length: times }, () => answer))
  const step = [7, 5, 11, 13].find((prime) => all.length % prime !== 0) ?? 1
  return all.map((_, index) => all[(index * step) % all.length])
}

const chosen = (...options: string[]) => ({ options })
const ranked = (...ranking: string[]) => ({ ranking })
const shared = (...points: number[]) => ({
  points: Object.fromEntries(
    points.map((given, index) => [`o${String(index + 1)}`, given] as const).filter(([, given]) => given > 0),
  ),
})
const post = (text: string) => ({ text, anonymous: false })

/** The option that each person taps, by its place. */
const picked = (places: string) => [...places].map((place) => chosen(`o${place}`))

/** What does not depend on the language. */
const answers = {
  rating: often([
    [{ value: 5 }, 8],
    [{ value: 4 }, 9],
    [{ value: 3 }, 3],
    [{ value: 2 }, 1],
    [{ noOpinion: true }, 2],
  ]),
  ranking: often([
    [ranked('o1', 'o3', 'o2', 'o4'), 7],
    [ranked('o2', 'o4', 'o3'), 6],
    [ranked('o3', 'o1', 'o2', 'o4'), 5],
    [ranked('o4', 'o3', 'o1'), 3],
    [ranked('o4', 'o2'), 2],
  ]),
  points: often([
    [shared(40, 30, 20, 0, 10), 7],
    [shared(20, 50, 10, 20, 0), 5],
    [shared(0, 25, 25, 25, 25), 4],
    [shared(60, 0, 40, 0, 0), 4],
    [shared(10, 20, 0, 70, 0), 3],
  ]),
  number: [31, 34.5, 42, 28, 38, 36.2, 45, 39, 33, 52, 37.5, 30, 41, 35, 48, 38.8, 26, 44, 36, 40, 29.5, 55, 37].map(
    (value) => ({ value }),
  ),
  // Each question is worth more than the one before, so that places are told apart.
  quiz: picked('42214322222221322232123'),
  firstQuizzes: [picked('11132312321211311122112'), picked('23113112321213212112213')],
  election: often([
    [chosen('o1', 'o2', 'o4'), 6],
    [chosen('o1', 'o3', 'o4'), 4],
    [chosen('o2', 'o4', 'o5'), 4],
    [chosen('o1', 'o2'), 5],
    [chosen('o3', 'o5'), 3],
    [chosen('o1'), 1],
  ]),
}

function wordAnswers(counts: readonly (readonly [string, number])[]): unknown[] {
  const people = Array.from({ length: 23 }, (): string[] => [])
  let person = 0
  for (const [word, count] of counts)
    for (let time = 0; time < count; time++) people[person++ % people.length]?.push(word)
  return people.map((words) => ({ words }))
}

/** Each asked by a person of its own, and supported by the people who come after. */
function asked(posts: readonly (readonly [string, number])[]): unknown[] {
  return Array.from({ length: 23 }, (_, person) => ({
    posts: posts.filter((__, index) => index === person).map(([text]) => post(text)),
    upvotes: posts
      .filter(([, support], index) => index !== person && (person - index - 1 + 23) % 23 < support)
      .map(([text]) => entryId(text)),
  }))
}

const quizSettings = { countdownSeconds: 60 }

export const kindAgendas: Readonly<Record<Language, KindAgenda>> = {
  en: {
    title: 'Annual general meeting',
    polls: [
      {
        view: 'rating',
        draft: {
          kind: 'rating',
          question: 'How did you like the summer party?',
          settings: { scale: 'stars', lowLabel: 'not for me', highLabel: 'wonderful', noOpinion: true },
        },
        answers: answers.rating,
      },
      {
        view: 'ranking',
        draft: {
          kind: 'ranking',
          question: 'What shall we build first?',
          options: ['A new tool shed', 'A greenhouse', 'Rainwater tanks', 'Raised beds by the gate'],
        },
        answers: answers.ranking,
      },
      {
        view: 'points',
        draft: {
          kind: 'points',
          question: 'How shall we divide what is in the fund?',
          options: ['Paths and drainage', 'Shared tools', 'Bees and hedges', 'Children’s plot', 'Summer party'],
        },
        answers: answers.points,
      },
      {
        view: 'words',
        draft: { kind: 'words', question: 'What does your plot give you?', settings: { max: 3 } },
        answers: wordAnswers([
          ['peace', 12],
          ['tomatoes', 9],
          ['fresh air', 7],
          ['friends', 6],
          ['mud', 5],
          ['sore back', 4],
          ['silence', 3],
          ['pride', 3],
          ['beans', 3],
          ['weeds', 2],
          ['sun', 2],
          ['patience', 2],
          ['slugs', 2],
          ['soup', 1],
          ['time to think', 1],
          ['roses', 1],
          ['birdsong', 1],
          ['exercise', 1],
        ]),
      },
      {
        view: 'text',
        draft: {
          kind: 'text',
          question: 'What should we do differently next year?',
          settings: { moderated: true, maxLength: 140 },
        },
        answers: [
          'Mow the main path every second week, not once a month.',
          'A shared order for seed potatoes in January',
          'More working days in autumn',
          'Please, somebody fix the gate!',
          'More working days in autumn',
          'Show new members round on their first Saturday.',
          'Swap surplus seedlings in May',
          'Plot 9 never weeds',
          'Put the accounts on the notice board before the meeting.',
        ].map((text) => ({ text })),
      },
      {
        view: 'number',
        draft: {
          kind: 'number',
          question: 'How heavy is Tom’s pumpkin?',
          settings: { unit: 'kg', min: 0, max: 100, decimals: 1, correct: 38.4, privacy: 'named' },
        },
        answers: answers.number,
      },
      {
        view: 'quiz',
        draft: {
          kind: 'quiz',
          question: 'Which of these is a fruit, as botanists see it?',
          options: ['Rhubarb', 'Cucumber', 'Celery', 'Sweet potato'],
          settings: { correct: ['o2'], points: 300, ...quizSettings },
        },
        answers: answers.quiz,
      },
      {
        view: 'questions',
        draft: { kind: 'questions', question: 'What do you want to ask the committee?' },
        answers: asked([
          ['When will the lower gate be repaired?', 9],
          ['Will the rent go up next year?', 14],
          ['May we keep two hens?', 6],
          ['Who has the key to the second shed?', 4],
          ['Why was the bonfire night cancelled?', 2],
        ]),
      },
      {
        view: 'election',
        draft: {
          kind: 'choice',
          question: 'Who shall be on the committee?',
          options: ['Margaret Hale', 'Tom Adeyemi', 'Priya Nair', 'Harriet Blake', 'George Whitlock'],
          settings: { max: 3, election: { seats: 3, rule: 'mostVotes' } },
        },
        answers: answers.election,
      },
    ],
    firstQuizzes: [
      {
        draft: {
          kind: 'quiz',
          question: 'How many years has our association had this land?',
          options: ['38', '52', '76'],
          settings: { correct: ['o3'], ...quizSettings },
        },
        answers: answers.firstQuizzes[0] ?? [],
      },
      {
        draft: {
          kind: 'quiz',
          question: 'How many plots are there?',
          options: ['64', '58', '61'],
          settings: { correct: ['o3'], points: 250, ...quizSettings },
        },
        answers: answers.firstQuizzes[1] ?? [],
      },
    ],
    tie: {
      draft: {
        kind: 'choice',
        question: 'Who shall audit the accounts?',
        options: ['Samuel Reed', 'Ines Ferreira', 'Colin Marsh'],
        settings: { election: { seats: 1, rule: 'mostVotes' } },
      },
      votes: [10, 10, 3],
    },
    motion: {
      kind: 'motion',
      question: 'Rule 7 is changed: hens may be kept, at most four on each plot.',
      settings: {
        rule: { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' },
        quorum: { form: 'fraction', comparison: 'atLeast', numerator: 1, denominator: 4, by: 'heads' },
      },
    },
    compared: {
      draft: {
        kind: 'choice',
        question: 'How often shall we hold working days?',
        options: ['Every month', 'Every second month', 'In spring and autumn', 'Never'],
      },
      earlier: [4, 9, 5, 2],
      votes: [8, 10, 4, 1],
    },
    people: [
      'Margaret',
      'Tom',
      'Priya',
      'George',
      'Samuel',
      'Ines',
      'Colin',
      'Dorothy',
      'Ahmed',
      'Ruth',
      'Piotr',
      'Nell',
      'Frank',
      'Sofia',
      'Walter',
      'Grace',
      'Leo',
      'Bridget',
      'Hugo',
      'Anneke',
      'Joseph',
      'Maya',
      'Stan',
    ],
    mine: {
      words: ['peace', 'rhubarb'],
      text: 'A bench by the lower gate, in the shade',
      number: '39.5',
      ask: 'Could we have a first-aid box?',
    },
    kept: [
      'Mow the main path every second week, not once a month.',
      'A shared order for seed potatoes in January',
      'More working days in autumn',
      'Show new members round on their first Saturday.',
    ],
    removed: ['Plot 9 never weeds'],
    answered: 'Why was the bonfire night cancelled?',
    pasted:
      '# Before the tea break\nHow did you like the talk about bees? [rating]\n\nWhich day for the plant sale?\n- Saturday 9 May\n- Sunday 10 May\n- Saturday 16 May\n\n# After it\nMotion: The plant sale goes to the hospice.\n\nHow many pots will we sell? [number]',
    searched: 'gate',
  },
  'zh-CN': {
    title: '业主代表大会',
    polls: [
      {
        view: 'rating',
        draft: {
          kind: 'rating',
          question: '您对今年的物业服务满意吗？',
          settings: { scale: 'stars', lowLabel: '不满意', highLabel: '非常满意', noOpinion: true },
        },
        answers: answers.rating,
      },
      {
        view: 'ranking',
        draft: {
          kind: 'ranking',
          question: '小区里最该先做哪件事？',
          options: ['翻新儿童乐园', '加装电动车充电桩', '修补主路路面', '绿化带补种'],
        },
        answers: answers.ranking,
      },
      {
        view: 'points',
        draft: {
          kind: 'points',
          question: '公共收益怎么分配？',
          options: ['电梯保养', '健身器材', '绿化养护', '老年活动室', '节日活动'],
        },
        answers: answers.points,
      },
      {
        view: 'words',
        draft: { kind: 'words', question: '用几个词说说我们的小区', settings: { max: 3 } },
        answers: wordAnswers([
          ['安静', 12],
          ['桂花香', 9],
          ['邻里和睦', 7],
          ['停车难', 6],
          ['方便', 5],
          ['广场舞', 4],
          ['绿树成荫', 3],
          ['热闹', 3],
          ['流浪猫', 3],
          ['老邻居', 2],
          ['电梯慢', 2],
          ['干净', 2],
          ['快递多', 2],
          ['家', 1],
          ['晒被子', 1],
          ['遛狗', 1],
          ['菜市场近', 1],
          ['蝉鸣', 1],
        ]),
      },
      {
        view: 'text',
        draft: { kind: 'text', question: '明年最希望改进什么？', settings: { moderated: true, maxLength: 140 } },
        answers: [
          '地下车库的灯太暗，请换成感应灯。',
          '垃圾分类点早晚多开半小时',
          '周末多安排一次大扫除',
          '三号楼的门禁老是坏！',
          '周末多安排一次大扫除',
          '新搬来的邻居可以开个见面会。',
          '给快递柜搭个雨棚',
          '502 天天半夜吵',
          '账目请在大会之前贴在公告栏。',
        ].map((text) => ({ text })),
      },
      {
        view: 'number',
        draft: {
          kind: 'number',
          question: '猜一猜：老王家的冬瓜有多重？',
          settings: { unit: '公斤', min: 0, max: 100, decimals: 1, correct: 38.4, privacy: 'named' },
        },
        answers: answers.number,
      },
      {
        view: 'quiz',
        draft: {
          kind: 'quiz',
          question: '下面哪一种不是可回收物？',
          options: ['旧报纸', '用过的纸巾', '易拉罐', '玻璃瓶'],
          settings: { correct: ['o2'], points: 300, ...quizSettings },
        },
        answers: answers.quiz,
      },
      {
        view: 'questions',
        draft: { kind: 'questions', question: '您想问业委会什么？' },
        answers: asked([
          ['三号楼的门禁什么时候修好？', 9],
          ['明年物业费会涨吗？', 14],
          ['能不能在小区里装直饮水机？', 6],
          ['访客停车怎么收费？', 4],
          ['今年的灯会为什么取消了？', 2],
        ]),
      },
      {
        view: 'election',
        draft: {
          kind: 'choice',
          question: '选举业主委员会委员',
          options: ['陈建国', '王丽华', '周敏', '林晓梅', '赵志强'],
          settings: { max: 3, election: { seats: 3, rule: 'mostVotes' } },
        },
        answers: answers.election,
      },
    ],
    firstQuizzes: [
      {
        draft: {
          kind: 'quiz',
          question: '我们小区是哪一年建成的？',
          options: ['1998 年', '2003 年', '2008 年'],
          settings: { correct: ['o3'], ...quizSettings },
        },
        answers: answers.firstQuizzes[0] ?? [],
      },
      {
        draft: {
          kind: 'quiz',
          question: '小区里一共有几棵桂花树？',
          options: ['18 棵', '24 棵', '32 棵'],
          settings: { correct: ['o3'], points: 250, ...quizSettings },
        },
        answers: answers.firstQuizzes[1] ?? [],
      },
    ],
    tie: {
      draft: {
        kind: 'choice',
        question: '谁来担任监事？',
        options: ['李国栋', '孙玉兰', '吴海涛'],
        settings: { election: { seats: 1, rule: 'mostVotes' } },
      },
      votes: [10, 10, 3],
    },
    motion: {
      kind: 'motion',
      question: '是否同意修改《管理规约》第七条？',
      settings: {
        rule: { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' },
        quorum: { form: 'fraction', comparison: 'atLeast', numerator: 1, denominator: 4, by: 'heads' },
      },
    },
    compared: {
      draft: {
        kind: 'choice',
        question: '业主大会多久开一次？',
        options: ['每季度', '每半年', '每年', '有事再开'],
      },
      earlier: [4, 9, 5, 2],
      votes: [8, 10, 4, 1],
    },
    people: [
      '陈建国',
      '王丽华',
      '周敏',
      '赵志强',
      '李国栋',
      '孙玉兰',
      '吴海涛',
      '张伟',
      '刘洋',
      '黄秀英',
      '徐静',
      '马超',
      '朱婷',
      '胡军',
      '郭芳',
      '何勇',
      '高翔',
      '罗红',
      '郑凯',
      '梁雪',
      '谢斌',
      '宋佳',
      '唐鹏',
    ],
    mine: { words: ['安静', '人情味'], text: '南门边上放一张长椅', number: '39.5', ask: '楼道里能不能放一个急救箱？' },
    kept: [
      '地下车库的灯太暗，请换成感应灯。',
      '垃圾分类点早晚多开半小时',
      '周末多安排一次大扫除',
      '新搬来的邻居可以开个见面会。',
    ],
    removed: ['502 天天半夜吵'],
    answered: '今年的灯会为什么取消了？',
    pasted:
      '# 茶歇之前\n您觉得垃圾分类讲座怎么样？【评分】\n\n义卖放在哪一天？\n- 5 月 9 日（周六）\n- 5 月 10 日（周日）\n- 5 月 16 日（周六）\n\n# 茶歇之后\n动议：义卖所得捐给社区养老院。\n\n猜猜能卖出多少盆花？【数字】',
    searched: '充电桩',
  },
}
