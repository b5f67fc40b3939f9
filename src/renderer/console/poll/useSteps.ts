import type { MeetingView } from '../../../contract/views.ts'
import type { StageMode } from '../../../domain/meeting.ts'
import { useWords } from '../../../web/words.ts'
import type { Agenda } from '../agenda/useAgenda.ts'
import { notices } from '../parts/notices.ts'
import type { Run } from '../parts/run.ts'
import type { Savings } from '../parts/savings.ts'
import type { NextStep, PollAct } from './nextStep.ts'

export interface Steps {
  /** Presses the big button. */
  press(): Promise<void>
  act(name: PollAct): Promise<void>
  start(): Promise<void>
  end(): Promise<void>
  setMode(mode: StageMode): Promise<void>
  /** Both answer false where there is nothing to do. */
  toggleReveal(): boolean
  toggleBlank(): boolean
}

interface Around {
  readonly view: () => MeetingView | null
  readonly step: () => NextStep
  readonly agenda: Agenda
  readonly savings: Pick<Savings, 'flush'>
  readonly run: Run
}

/** What the buttons and keys of the meeting page do. */
export function useSteps({ view, step, agenda, savings, run }: Around): Steps {
  const { t } = useWords()
  /** A step is under way: a second press in the same moment belongs to the same decision. */
  let busy = false

  const meetingId = (): string => view()?.meeting?.id ?? ''

  async function start(): Promise<void> {
    await run('startMeeting', { meetingId: meetingId() })
  }

  async function end(): Promise<void> {
    const id = meetingId()
    if ((await run('endMeeting', { meetingId: id })) === null) return
    notices.done(t('host.notices.meetingEnded'), () => void run('startMeeting', { meetingId: id }))
  }

  async function take(next: NextStep): Promise<void> {
    switch (next.name) {
      case 'startMeeting':
        if (view()?.runningElsewhere === null) await start()
        return
      case 'writeQuestion':
        return agenda.add('choice')
      case 'openVoting':
        // What the room is asked is what is on the screen, to the last letter.
        if (await savings.flush()) await run('openPoll', { pollId: next.pollId })
        return
      case 'closeVoting':
        await run('closePoll', { pollId: next.pollId })
        return
      case 'revealResult':
        await run('revealPoll', { pollId: next.pollId })
        return
      case 'nextQuestion':
        agenda.select(next.pollId)
        return
      case 'endMeeting':
        return end()
      case 'none':
        return
    }
  }

  async function act(name: PollAct): Promise<void> {
    const poll = agenda.selected.value
    if (poll === null) return
    if (name === 'showPoll') await run('showPoll', { meetingId: meetingId(), pollId: poll.id })
    else await run(name, { pollId: poll.id })
  }

  async function setMode(mode: StageMode): Promise<void> {
    await run('setStageMode', { meetingId: meetingId(), mode })
  }

  return {
    async press() {
      if (busy) return
      busy = true
      try {
        await take(step())
      } finally {
        busy = false
      }
    },
    act,
    start,
    end,
    setMode,
    toggleReveal() {
      const poll = agenda.selected.value
      if (poll === null || poll.status === 'draft') return false
      void act(poll.revealed ? 'hidePoll' : 'revealPoll')
      return true
    },
    toggleBlank() {
      const meeting = view()?.meeting
      if (meeting?.status !== 'running') return false
      const back = meeting.currentPollId === null ? 'join' : 'poll'
      void setMode(meeting.stageMode === 'blank' ? back : 'blank')
      return true
    },
  }
}
