import type {
  AttendeeView,
  CountdownView,
  HostPoll,
  JoinInfo,
  LobbyView,
  MeetingDetail,
  MeetingSummary,
  MeetingView,
  NetworkView,
  PollResult,
  PublicResult,
  RoomPoll,
  StageView,
  ViewHeader,
} from '../../contract/views.ts'
import type { StorageView } from '../../contract/storage.ts'
import { maxRoomNames } from '../../domain/kinds/entries.ts'
import { kindOf } from '../../domain/kinds/index.ts'
import type { Standing } from '../../domain/kinds/standings.ts'
import type { Meeting } from '../../domain/meeting.ts'
import type { Poll } from '../../domain/poll.ts'
import { cutRollCall } from '../../domain/rollCall.ts'
import { circumstancesOf } from './circumstances.ts'
import { findPoll } from './find.ts'
import type { Queries } from './ports.ts'
import type { Results } from './results.ts'
import { questionOf } from './savePollState.ts'

/** What views need to know besides the store. */
export interface Surroundings {
  network(): NetworkView
  /** Link, address and code for a running meeting. */
  joinInfo(meeting: Meeting): JoinInfo | null
  /** Phones whose stream is open. */
  connected(): number
  storage(): StorageView
}

export interface Views {
  attendees(header: ViewHeader): AttendeeView
  stage(header: ViewHeader): StageView
  lobby(header: ViewHeader): LobbyView
  meeting(id: string, header: ViewHeader): MeetingView
  /** The public result stream of one poll, or of the poll on stage with null. */
  results(pollId: string | null, header: ViewHeader): PublicResult
  meetingDetail(meeting: Meeting): MeetingDetail
  hostPoll(poll: Poll): HostPoll
  summaries(): readonly MeetingSummary[]
}

/** Written entries that a view carries at most: what a phone's line and a projector's wall can take. */
const entryLimit = { phone: 60, stage: 150 } as const
/** Places of the leaderboard that a view carries. */
const standingsLimit = { phone: 10, stage: 10, host: 100 } as const

/** Null where nothing counts down. */
function countdownOf({ closesAtMs, pausedRemainingMs }: Poll): CountdownView | null {
  return closesAtMs === null && pausedRemainingMs === null ? null : { closesAtMs, pausedRemainingMs }
}

/**
 * What each audience may see. Hidden means hidden: while a poll is not revealed, its counts are not read for any
 * audience but the host, so no view can leak them.
 */
export function createViews(read: Queries, results: Results, around: Surroundings): Views {
  function currentPoll(meeting: Meeting | null): Poll | null {
    const poll = meeting?.currentPollId == null ? null : read.poll(meeting.currentPollId)
    return poll?.status === 'draft' ? null : poll
  }

  /** A poll that has not gone, alone or with its meeting. */
  function publicPoll(id: string): Poll | null {
    const found = findPoll(read, id)
    return found.ok ? found.value.poll : null
  }

  /** A quiz keeps its result until voting has ended, whatever was revealed. */
  function isShown({ kind, status, revealed }: Poll): boolean {
    return revealed && (status === 'closed' || kindOf(kind).mayShowLive)
  }

  function shownResult(poll: Poll, entryLimit: number): PollResult {
    const kind = kindOf(poll.kind)
    const { tally: whole, outcome, rollCall } = results.of(poll.id, poll.round, questionOf(poll))
    const tally = poll.status === 'closed' ? whole : (kind.concealTally?.(whole) ?? whole)
    const called = poll.namesShown && rollCall !== undefined ? cutRollCall(rollCall, entryLimit, maxRoomNames) : null
    return {
      tally: kind.forRoom?.(tally, entryLimit, poll.namesShown) ?? tally,
      outcome,
      ...(called === null ? {} : { rollCall: called }),
    }
  }

  function roomPoll(poll: Poll | null, entryLimit: number): RoomPoll | null {
    if (poll === null) return null
    const { id, round, status, revealed, namesShown } = poll
    const question = questionOf(poll)
    const final = revealed && status === 'closed'
    return {
      ...(final ? question : (kindOf(poll.kind).conceal?.(question) ?? question)),
      id,
      round,
      status,
      revealed,
      countdown: countdownOf(poll),
      namesShown,
      voted: read.voted(id, round),
      result: isShown(poll) ? shownResult(poll, entryLimit) : null,
    } as RoomPoll
  }

  function hostPoll(poll: Poll): HostPoll {
    const question = questionOf(poll)
    const result = results.of(poll.id, poll.round, question)
    const earlierRounds = read
      .rounds(poll.id)
      .filter((round) => round.round < poll.round)
      .map(({ round, asked, openedAtMs, closedAtMs, rollAtOpening, rollAtClosing }) => {
        const roll = rollAtClosing ?? rollAtOpening
        return { round, asked, openedAtMs, closedAtMs, roll, result: results.of(poll.id, round, asked) }
      })
    const { roll } = circumstancesOf(read, poll.id, poll.round)
    // On phones, as everywhere beside "joined": what was counted by hand is told with the result.
    const voted = read.voted(poll.id, poll.round)
    const notes = read.notes(poll.id)
    return { ...poll, notes, countdown: countdownOf(poll), voted, result, roll, earlierRounds }
  }

  function meetingDetail(meeting: Meeting): MeetingDetail {
    const titles = new Map(read.sections(meeting.id).map(({ id, title }) => [id, title]))
    return {
      ...meeting,
      polls: read.polls(meeting.id).map(hostPoll),
      agenda: read
        .agenda(meeting.id)
        .map(({ type, id }) => (type === 'poll' ? { type, id } : { type, id, title: titles.get(id) ?? '' })),
      tickets: read.ticketBatches(meeting.id),
      standings: results.standings(meeting.id).slice(0, standingsLimit.host),
      log: read.logHead(meeting.id),
    }
  }

  function summaries(): readonly MeetingSummary[] {
    return read.meetings().map((meeting) => ({
      id: meeting.id,
      title: meeting.title,
      status: meeting.status,
      pollCount: read.pollCount(meeting.id),
      joined: read.joined(meeting.id),
      createdAtMs: meeting.createdAtMs,
      startedAtMs: meeting.startedAtMs,
      endedAtMs: meeting.endedAtMs,
    }))
  }

  /** The leaderboard while the stage shows it: the best of it for everybody. */
  function shownStandings(meeting: Meeting, limit: number): readonly Standing[] | null {
    return meeting.stageMode === 'standings' ? results.standings(meeting.id).slice(0, limit) : null
  }

  const named = ({ id, title, admission }: Meeting) => ({ id, title, admission })

  return {
    attendees(header) {
      const meeting = read.runningMeeting()
      if (meeting === null) {
        return { ...header, meeting: null, joined: 0, joiningLocked: false, poll: null, standings: null }
      }
      return {
        ...header,
        meeting: named(meeting),
        joined: read.joined(meeting.id),
        joiningLocked: meeting.joiningLocked,
        poll: roomPoll(currentPoll(meeting), entryLimit.phone),
        standings: shownStandings(meeting, standingsLimit.phone),
      }
    },

    stage(header) {
      const meeting = read.runningMeeting()
      if (meeting === null) return { ...header, ...emptyStage }
      return {
        ...header,
        meeting: named(meeting),
        mode: meeting.stageMode,
        join: around.joinInfo(meeting),
        joined: read.joined(meeting.id),
        joiningLocked: meeting.joiningLocked,
        poll: roomPoll(currentPoll(meeting), entryLimit.stage),
        standings: shownStandings(meeting, standingsLimit.stage),
      }
    },

    lobby: (header) => ({
      ...header,
      meetings: summaries(),
      network: around.network(),
      settings: read.settings(),
      storage: around.storage(),
    }),

    meeting(id, header) {
      const meeting = read.meeting(id)
      const running = read.runningMeeting()
      return {
        ...header,
        meeting: meeting === null ? null : meetingDetail(meeting),
        room: {
          joined: meeting === null ? 0 : read.joined(id),
          connected: meeting?.status === 'running' ? around.connected() : 0,
        },
        join: meeting?.status === 'running' ? around.joinInfo(meeting) : null,
        network: around.network(),
        settings: read.settings(),
        storage: around.storage(),
        runningElsewhere: running === null || running.id === id ? null : { id: running.id, title: running.title },
      }
    },

    results(pollId, header) {
      const running = read.runningMeeting()
      const poll = pollId === null ? currentPoll(running) : publicPoll(pollId)
      if (poll === null || poll.status === 'draft') return { ...header, ...nothingShown }
      const shown = roomPoll(poll, entryLimit.stage)
      const result = shown?.result ?? null
      const counted = result !== null && 'options' in result.tally ? result.tally.options : []
      const counts = new Map(counted.map(({ id, count, weight }) => [id, { count, weight }]))
      return {
        ...header,
        poll: poll.id,
        kind: poll.kind,
        question: poll.question,
        status: poll.status,
        revealed: poll.revealed,
        round: poll.round,
        voted: shown?.voted ?? 0,
        joined: read.joined(poll.meetingId),
        options: poll.options.map(({ id, label }) => ({ id, label, ...counts.get(id) })),
        result,
      }
    },

    meetingDetail,
    hostPoll,
    summaries,
  }
}

const emptyStage = {
  meeting: null,
  mode: 'blank',
  join: null,
  joined: 0,
  joiningLocked: false,
  poll: null,
  standings: null,
} as const

const nothingShown = {
  poll: null,
  kind: null,
  question: '',
  status: 'draft',
  revealed: false,
  round: 0,
  voted: 0,
  joined: 0,
  options: [],
  result: null,
} as const
