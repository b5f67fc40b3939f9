import { describe, expect, it } from 'vitest'
import { unknownRoll, type Roll } from '../../src/domain/circumstances.ts'
import { choice } from '../../src/domain/kinds/choice.ts'
import { motion } from '../../src/domain/kinds/motion.ts'
import { quiz } from '../../src/domain/kinds/quiz.ts'
import type { MajorityRule } from '../../src/domain/outcome/majority.ts'
import { nextStep, type StepMeeting, type StepPoll } from '../../src/renderer/console/poll/nextStep.ts'

const settings = choice.defaultSettings

function poll(id: string, change: Partial<StepPoll> = {}): StepPoll {
  const options = [
    { id: 'o1', label: 'Monday' },
    { id: 'o2', label: 'Friday' },
  ]
  return {
    id,
    status: 'draft',
    revealed: false,
    kind: 'choice',
    question: 'When?',
    options,
    settings,
    ...change,
  }
}

const bare: StepMeeting = {
  status: 'running',
  polls: [],
  roll: unknownRoll,
  stageMode: 'poll',
  currentPollId: null,
  standings: [],
}
const running = (...polls: StepPoll[]): StepMeeting => ({ ...bare, polls })

describe('the next step of a meeting', () => {
  it('is to start it, whatever is selected', () => {
    expect(nextStep({ ...running(poll('a')), status: 'draft' }, 'a')).toEqual({ name: 'startMeeting' })
  })

  it('is nothing once it has ended', () => {
    expect(nextStep({ ...running(poll('a')), status: 'ended' }, 'a')).toEqual({ name: 'none' })
  })

  it('is to write a question while there is none', () => {
    expect(nextStep(running(), null)).toEqual({ name: 'writeQuestion' })
  })

  it('is to open a complete draft', () => {
    expect(nextStep(running(poll('a')), 'a')).toEqual({ name: 'openVoting', pollId: 'a', lacks: null })
  })

  it('tells what a draft lacks before it can be opened', () => {
    expect(nextStep(running(poll('a', { question: '' })), 'a')).toMatchObject({ lacks: { code: 'pollIncomplete' } })
    const several = poll('a', { settings: { ...settings, max: 3 } })
    expect(nextStep(running(several), 'a')).toMatchObject({ lacks: { code: 'maxAboveOptions' } })
  })

  it('is to close an open poll, revealed or not', () => {
    for (const revealed of [false, true]) {
      expect(nextStep(running(poll('a', { status: 'open', revealed })), 'a')).toEqual({
        name: 'closeVoting',
        pollId: 'a',
        fields: [],
      })
    }
  })

  it('is to reveal a closed poll', () => {
    expect(nextStep(running(poll('a', { status: 'closed' })), 'a')).toEqual({ name: 'revealResult', pollId: 'a' })
  })

  it('goes to the next poll that is not done, past those that are', () => {
    const done = { status: 'closed', revealed: true } as const
    const agenda = running(poll('a', done), poll('b', done), poll('c', { status: 'closed' }), poll('d'))
    expect(nextStep(agenda, 'a')).toEqual({ name: 'nextQuestion', pollId: 'c' })
  })

  it('comes back to a poll that was passed over', () => {
    const done = { status: 'closed', revealed: true } as const
    expect(nextStep(running(poll('a'), poll('b', done)), 'b')).toEqual({ name: 'nextQuestion', pollId: 'a' })
  })

  it('is to end the meeting when everything was asked and shown', () => {
    expect(nextStep(running(poll('a', { status: 'closed', revealed: true })), 'a')).toEqual({ name: 'endMeeting' })
  })

  describe('where a rule counts people whom nobody has counted', () => {
    const entitled: MajorityRule = { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'entitled' }
    const ruled = (change: object): StepPoll =>
      poll('a', {
        kind: 'motion',
        options: motion.fixedOptions ?? [],
        settings: { ...motion.defaultSettings, ...change },
      })
    const stepOf = (change: object, roll: Partial<Roll> = {}, weighted = false) =>
      nextStep({ ...running(ruled(change)), roll: { ...unknownRoll, ...roll } }, 'a', weighted)

    it('is to enter how many they are, and then to open', () => {
      expect(stepOf({ rule: entitled })).toEqual({ name: 'enterRoll', pollId: 'a', fields: ['entitledHeads'] })
      expect(stepOf({ rule: entitled }, { entitledHeads: 9 })).toMatchObject({ name: 'openVoting', lacks: null })
    })

    it('asks for votes only where somebody has several', () => {
      expect(stepOf({ rule: entitled }, { entitledHeads: 9 }, true)).toMatchObject({ fields: ['entitledWeight'] })
      expect(stepOf({ rule: entitled }, { entitledWeight: 12 }, true)).toMatchObject({ name: 'openVoting' })
    })

    it('asks for everything that a quorum is taken of, at once', () => {
      const quorum = { form: 'fraction', by: 'heads', comparison: 'moreThan', numerator: 1, denominator: 2 }
      expect(stepOf({ quorum })).toMatchObject({ fields: ['presentHeads', 'entitledHeads'] })
      expect(stepOf({ quorum }, { presentHeads: 3 })).toMatchObject({ fields: ['entitledHeads'] })
    })

    it('asks before closing where weights were given since voting opened, and still offers to close', () => {
      const present: MajorityRule = { ...entitled, base: 'present' }
      const open: StepPoll = { ...ruled({ rule: present }), status: 'open' }
      const stepAt = (roll: Partial<Roll>, weighted: boolean) =>
        nextStep({ ...running(open), roll: { ...unknownRoll, ...roll } }, 'a', weighted)
      expect(stepAt({ presentHeads: 5 }, false)).toEqual({ name: 'closeVoting', pollId: 'a', fields: [] })
      expect(stepAt({ presentHeads: 5 }, true)).toMatchObject({ name: 'closeVoting', fields: ['presentWeight'] })
      expect(stepAt({ presentHeads: 5, presentWeight: 9 }, true)).toMatchObject({ fields: [] })
    })

    it('tells first what the question lacks', () => {
      const unwritten = { ...ruled({ rule: entitled }), question: '' }
      expect(nextStep(running(unwritten), 'a')).toMatchObject({ name: 'openVoting', lacks: { code: 'pollIncomplete' } })
    })
  })

  describe('after a quiz question', () => {
    const settings = { ...quiz.defaultSettings, correct: ['o1'] }
    const asked = poll('a', { kind: 'quiz', settings, status: 'closed', revealed: true })
    const after: StepMeeting = { ...running(asked, poll('b')), currentPollId: 'a', standings: [{}] }

    it('is to show who leads, then the next question', () => {
      expect(nextStep(after, 'a')).toEqual({ name: 'showStandings' })
      expect(nextStep({ ...after, stageMode: 'standings' }, 'a')).toEqual({ name: 'nextQuestion', pollId: 'b' })
    })

    it('is not the leaderboard of nobody, nor while an older question is looked at', () => {
      expect(nextStep({ ...after, standings: [] }, 'a')).toMatchObject({ name: 'nextQuestion' })
      expect(nextStep({ ...after, currentPollId: 'b' }, 'a')).toMatchObject({ name: 'nextQuestion' })
    })

    it('is to reveal the answer before the leaderboard', () => {
      const hidden = { ...after, polls: [{ ...asked, revealed: false }] }
      expect(nextStep(hidden, 'a')).toEqual({ name: 'revealResult', pollId: 'a' })
    })
  })
})
