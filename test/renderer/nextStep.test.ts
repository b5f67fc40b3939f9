import { describe, expect, it } from 'vitest'
import { choice } from '../../src/domain/kinds/choice.ts'
import { nextStep, type StepPoll } from '../../src/renderer/console/poll/nextStep.ts'

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

const running = (...polls: StepPoll[]) => ({ status: 'running', polls }) as const

describe('the next step of a meeting', () => {
  it('is to start it, whatever is selected', () => {
    expect(nextStep({ status: 'draft', polls: [poll('a')] }, 'a')).toEqual({ name: 'startMeeting' })
  })

  it('is nothing once it has ended', () => {
    expect(nextStep({ status: 'ended', polls: [poll('a')] }, 'a')).toEqual({ name: 'none' })
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
})
