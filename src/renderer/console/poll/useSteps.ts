import { readonly, ref, type Ref } from 'vue'
import type { MeetingView } from '../../../contract/views.ts'
import type { StageMode } from '../../../domain/meeting.ts'
import { problemSentence, useWords } from '../../../web/words.ts'
import { command } from '../../client.ts'
import type { Agenda } from '../agenda/useAgenda.ts'
import { notices } from '../parts/notices.ts'
import type { Run } from '../parts/run.ts'
import type { Savings } from '../parts/savings.ts'
import type { NextStep, PollAct } from './nextStep.ts'
import type { RollField } from './rollFields.ts'

export interface Steps {
  /** Presses the big button. */
  press(): Promise<void>
  act(name: PollAct): Promise<void>
  start(): Promise<void>
  /** Ends the meeting; asks once where people are still voting. */
  end(): Promise<void>
  /** The host is asked whether the meeting is to end although people are still voting. */
  readonly asksToEnd: Readonly<Ref<boolean>>
  answerEnd(really: boolean): Promise<void>
  /** Stores the numbers that the poll's rule counts; one that was to be opened is opened then. */
  enterRoll(numbers: Readonly<Partial<Record<RollField, number>>>): Promise<void>
  setMode(mode: StageMode): Promise<void>
  /** All three answer false where there is nothing to do. */
  toggleReveal(): boolean
  toggleBlank(): boolean
  toggleLock(): boolean
}

interface Around {
  readonly view: () => MeetingView | null
  readonly step: () => NextStep
  readonly agenda: Agenda
  readonly savings: Pick<Savings, 'flush'>
  readonly run: Run
  /** Goes to the field for the numbers that opening lacks, or enters what stands there. */
  readonly askRoll: () => void
  /** The server counts in votes, which nobody could tell from the view yet. */
  readonly learnWeighted: () => void
}

/** What the buttons and keys of the meeting page do. */
export function useSteps({ view, step, agenda, savings, run, askRoll, learnWeighted }: Around): Steps {
  const { t } = useWords()
  /** A step is under way: a second press in the same moment belongs to the same decision. */
  let busy = false
  const asksToEnd = ref(false)

  const meetingId = (): string => view()?.meeting?.id ?? ''
  const openPolls = (): string[] =>
    (view()?.meeting?.polls ?? []).filter(({ status }) => status === 'open').map(({ id }) => id)

  async function start(): Promise<void> {
    await run('startMeeting', { meetingId: meetingId() })
  }

  async function end(): Promise<void> {
    if (openPolls().length > 0) asksToEnd.value = true
    else await endNow()
  }

  async function endNow(): Promise<void> {
    const id = meetingId()
    const shown = view()?.meeting?.currentPollId ?? null
    const open = openPolls()
    asksToEnd.value = false
    if ((await run('endMeeting', { meetingId: id })) === null) return
    notices.done(t('host.notices.meetingEnded'), () => void goOn(id, open, shown))
  }

  /** Takes the end of a meeting back, with everything that it closed. */
  async function goOn(id: string, open: readonly string[], shown: string | null): Promise<void> {
    if ((await run('startMeeting', { meetingId: id })) === null) return
    for (const pollId of open) await run('reopenPoll', { pollId })
    if (shown !== null) await run('showPoll', { meetingId: id, pollId: shown })
  }

  async function open(pollId: string): Promise<void> {
    const reply = await command('openPoll', { pollId })
    if (reply.ok) return
    const lacksRoll = reply.problem?.code === 'entitledNeeded' || reply.problem?.code === 'presentNeeded'
    if (lacksRoll) learnWeighted()
    // With what was learnt, the step itself may ask for the numbers, right where the host is looking.
    if (step().name === 'enterRoll') askRoll()
    else notices.problem(problemSentence(t, reply.problem))
  }

  async function take(next: NextStep): Promise<void> {
    switch (next.name) {
      case 'startMeeting':
        if (view()?.runningElsewhere === null) await start()
        return
      case 'writeQuestion':
        return agenda.add('choice')
      case 'enterRoll':
        askRoll()
        return
      case 'openVoting':
        // What the room is asked is what is on the screen, to the last letter.
        if (await savings.flush()) await open(next.pollId)
        return
      case 'closeVoting':
        await run('closePoll', { pollId: next.pollId })
        return
      case 'revealResult':
        await run('revealPoll', { pollId: next.pollId })
        return
      case 'showStandings':
        return setMode('standings')
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

  async function enterRoll(numbers: Readonly<Partial<Record<RollField, number>>>): Promise<void> {
    const next = step()
    if ((next.name !== 'enterRoll' && next.name !== 'closeVoting') || !(await savings.flush())) return
    if ((await run('setRoll', { meetingId: meetingId(), ...numbers })) === null) return
    if (next.name === 'enterRoll') await open(next.pollId)
  }

  /** One at a time. */
  async function once(work: () => Promise<void>): Promise<void> {
    if (busy) return
    busy = true
    try {
      await work()
    } finally {
      busy = false
    }
  }

  return {
    press: () => once(() => take(step())),
    act,
    start,
    end,
    asksToEnd: readonly(asksToEnd),
    async answerEnd(really) {
      if (really) await endNow()
      else asksToEnd.value = false
    },
    enterRoll: (numbers) => once(() => enterRoll(numbers)),
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
    toggleLock() {
      const meeting = view()?.meeting
      if (meeting?.status !== 'running') return false
      void run('lockJoining', { meetingId: meeting.id, locked: !meeting.joiningLocked })
      return true
    },
  }
}
