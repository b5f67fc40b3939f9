import type {
  AttendeeView,
  HostPoll,
  JoinInfo,
  LobbyView,
  MeetingDetail,
  MeetingSummary,
  MeetingView,
  NetworkView,
  PublicResult,
  RoomPoll,
  StageView,
  ViewHeader,
} from '../../contract/views.ts'
import type { Meeting } from '../../domain/meeting.ts'
import type { Poll } from '../../domain/poll.ts'
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

  function roomPoll(poll: Poll | null): RoomPoll | null {
    if (poll === null) return null
    const { id, round, status, revealed } = poll
    const voted = read.voted(id, round)
    const result = revealed ? results.of(id, round, questionOf(poll)) : null
    return { ...questionOf(poll), id, round, status, revealed, voted, result } as RoomPoll
  }

  function hostPoll(poll: Poll): HostPoll {
    const question = questionOf(poll)
    const result = results.of(poll.id, poll.round, question)
    const earlierRounds = read
      .rounds(poll.id)
      .filter((round) => round.round < poll.round)
      .map((round) => ({ ...round, result: results.of(poll.id, round.round, round.asked) }))
    return { ...poll, voted: result.tally.people, result, earlierRounds }
  }

  function meetingDetail(meeting: Meeting): MeetingDetail {
    return { ...meeting, polls: read.polls(meeting.id).map(hostPoll) }
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

  const named = ({ id, title, admission }: Meeting) => ({ id, title, admission })

  return {
    attendees(header) {
      const meeting = read.runningMeeting()
      if (meeting === null) return { ...header, meeting: null, joined: 0, poll: null }
      return {
        ...header,
        meeting: named(meeting),
        joined: read.joined(meeting.id),
        poll: roomPoll(currentPoll(meeting)),
      }
    },

    stage(header) {
      const meeting = read.runningMeeting()
      if (meeting === null) return { ...header, meeting: null, mode: 'blank', join: null, joined: 0, poll: null }
      return {
        ...header,
        meeting: named(meeting),
        mode: meeting.stageMode,
        join: around.joinInfo(meeting),
        joined: read.joined(meeting.id),
        poll: roomPoll(currentPoll(meeting)),
      }
    },

    lobby: (header) => ({ ...header, meetings: summaries(), network: around.network(), settings: read.settings() }),

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
        runningElsewhere: running === null || running.id === id ? null : { id: running.id, title: running.title },
      }
    },

    results(pollId, header) {
      const running = read.runningMeeting()
      const poll = pollId === null ? currentPoll(running) : publicPoll(pollId)
      if (poll === null || poll.status === 'draft') return { ...header, ...nothingShown }
      const shown = roomPoll(poll)
      const counts = new Map((shown?.result?.tally.options ?? []).map((option) => [option.id, option]))
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
        options: poll.options.map((option) => ({ ...option, ...counts.get(option.id) })),
      }
    },

    meetingDetail,
    hostPoll,
    summaries,
  }
}

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
} as const
