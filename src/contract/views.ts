import type { Admission } from '../domain/admission.ts'
import type { Roll } from '../domain/circumstances.ts'
import type { Answer, PollKind, Question, Tally } from '../domain/kinds/index.ts'
import type { Standing } from '../domain/kinds/standings.ts'
import type { Meeting, MeetingStatus, StageMode } from '../domain/meeting.ts'
import type { Outcome } from '../domain/outcome/outcome.ts'
import type { PollState, PollStatus } from '../domain/poll.ts'
import type { TicketBatch } from '../domain/tickets.ts'
import type { RollCallGroup } from '../domain/rollCall.ts'
import type { AppSettings } from './settings.ts'
import type { StorageView } from './storage.ts'

/**
 * Views are whole, small, and the same bytes for everyone in an audience. What is personal is asked for separately.
 * A client keeps the view with the highest revision of the newest epoch it has seen.
 */
export interface ViewHeader {
  /** Drawn at server start. Another epoch: forget revisions, take this view. */
  readonly epoch: string
  /** Grows with every change within an epoch. */
  readonly revision: number
}

/** Counts and what they mean. Only ever sent to an audience that may see them. */
export interface PollResult {
  readonly tally: Tally
  readonly outcome: Outcome
  /** Who answered what; only of a roll call whose names do not stand among the entries of the tally. */
  readonly rollCall?: readonly RollCallGroup[]
}

/** A running or paused countdown. Times are of the server's own clock, which every stream tells with each `beat`. */
export interface CountdownView {
  /** Null while it is paused. */
  readonly closesAtMs: number | null
  /** Null while it runs. */
  readonly pausedRemainingMs: number | null
}

/** A poll on phones and stage. Never a draft. */
export type RoomPoll = Question & {
  readonly id: string
  readonly round: number
  readonly status: Exclude<PollStatus, 'draft'>
  readonly revealed: boolean
  /** Null where nothing counts down. */
  readonly countdown: CountdownView | null
  /** Do screens show the names that a roll call collects? */
  readonly namesShown: boolean
  /** People whose vote is counted in this round. */
  readonly voted: number
  /** Null while hidden: then no count is in any byte of the view. */
  readonly result: PollResult | null
}

/** Audience: everyone on the LAN. */
export interface AttendeeView extends ViewHeader {
  /** Null while no meeting runs. */
  readonly meeting: { readonly id: string; readonly title: string; readonly admission: Admission } | null
  readonly joined: number
  /** New phones are refused. */
  readonly joiningLocked: boolean
  /** Null while the host is choosing the next question. */
  readonly poll: RoomPoll | null
  /** The best of the meeting's quiz while the stage shows its leaderboard; else null. */
  readonly standings: readonly Standing[] | null
}

/** How to reach the meeting: the link in the QR code and the same in words. */
export interface JoinInfo {
  /** `http://192.168.1.5:8080/K7QF`. The QR code carries it in upper case. */
  readonly url: string
  /** `192.168.1.5:8080`, as one would read it out. */
  readonly address: string
  readonly code: string
  readonly admission: Admission
  /** What phones are asked for at the level `code`, else null. Never in the link, and never in a phone's view. */
  readonly roomCode: string | null
}

/** Audience: the projector. */
export interface StageView extends ViewHeader {
  readonly meeting: { readonly id: string; readonly title: string; readonly admission: Admission } | null
  readonly mode: StageMode
  readonly join: JoinInfo | null
  readonly joined: number
  readonly joiningLocked: boolean
  readonly poll: RoomPoll | null
  /** The leaderboard with `mode` `standings`, best first; else null. */
  readonly standings: readonly Standing[] | null
}

/** A poll on the console: always with its counts. */
export type HostPoll = Question &
  PollState & {
    readonly id: string
    readonly meetingId: string
    /** For the host alone. */
    readonly notes: string
    readonly countdown: CountdownView | null
    readonly voted: number
    readonly result: PollResult
    /** Who could vote: now, or frozen at closing. */
    readonly roll: Roll
    /** Earlier rounds, oldest first, each as it was asked. */
    readonly earlierRounds: readonly EarlierRound[]
  }

export interface EarlierRound {
  readonly round: number
  readonly asked: Question
  readonly openedAtMs: number
  readonly closedAtMs: number | null
  readonly roll: Roll
  readonly result: PollResult
}

export interface MeetingSummary {
  readonly id: string
  readonly title: string
  readonly status: MeetingStatus
  readonly pollCount: number
  readonly joined: number
  readonly createdAtMs: number
  readonly startedAtMs: number | null
  readonly endedAtMs: number | null
}

export interface MeetingDetail extends Meeting {
  /** In agenda order. */
  readonly polls: readonly HostPoll[]
  /** Polls and the headings between them, in order. */
  readonly agenda: readonly AgendaItem[]
  /** Every printing of tickets, in order. */
  readonly tickets: readonly TicketBatch[]
  /** Leaderboard of the meeting's quiz; empty where there is none. */
  readonly standings: readonly Standing[]
  /** Where the log of the meeting stands: how many entries, and the hash of the last. */
  readonly log: { readonly entries: number; readonly head: string }
}

export type AgendaItem =
  | { readonly type: 'poll'; readonly id: string }
  | { readonly type: 'section'; readonly id: string; readonly title: string }

/** One address under which this computer may be reached. */
export interface NetworkAddress {
  readonly address: string
  /** The system's name of the interface: `en0`, `Wi-Fi`, `eth0`. */
  readonly interfaceName: string
  /** What kind of line it looks like, for a label in words. */
  readonly medium: 'wifi' | 'cable' | 'hotspot' | 'virtual' | 'loopback' | 'other'
  /** A device other than this computer has reached us here. */
  readonly reached: boolean
}

export interface NetworkView {
  /** Best first; the host's own choice, if it is there, is `chosen`. */
  readonly addresses: readonly NetworkAddress[]
  readonly chosen: string | null
  readonly port: number
  /** `waiting`: nobody yet. `thisComputer`: only a page on this computer. `arrived`: a phone has really arrived. */
  readonly lamp: 'waiting' | 'thisComputer' | 'arrived'
  /** The address that the QR code showed before, while phones may still hold it. Null if it never changed. */
  readonly previousAddress: string | null
}

/** Audience: the console on its start page. */
export interface LobbyView extends ViewHeader {
  /** Running first, then drafts, then ended; newest first. */
  readonly meetings: readonly MeetingSummary[]
  readonly network: NetworkView
  readonly settings: AppSettings
  readonly storage: StorageView
}

/** Audience: the console on one meeting. */
export interface MeetingView extends ViewHeader {
  /** Null when the meeting was deleted. */
  readonly meeting: MeetingDetail | null
  readonly room: {
    readonly joined: number
    /** Phones whose stream is open now. A sleeping phone has joined and is not connected. */
    readonly connected: number
  }
  readonly join: JoinInfo | null
  readonly network: NetworkView
  readonly settings: AppSettings
  readonly storage: StorageView
  /** Another meeting that runs now, which must end before this one can start. */
  readonly runningElsewhere: { readonly id: string; readonly title: string } | null
}

/** Data of the public result stream, for any EventSource. */
export interface PublicResult extends ViewHeader {
  readonly poll: string | null
  readonly kind: PollKind | null
  readonly question: string
  readonly status: PollStatus
  readonly revealed: boolean
  readonly round: number
  readonly voted: number
  readonly joined: number
  /** `count` and `weight` are there only while the result is revealed. */
  readonly options: readonly {
    readonly id: string
    readonly label: string
    readonly count?: number
    readonly weight?: number
  }[]
  /** Tally and outcome of any kind of poll; null while hidden. */
  readonly result: PollResult | null
}

/** Answer of `GET /api/me`. */
export interface Me {
  readonly attendee: { readonly id: string; readonly name: string | null }
  readonly meetingId: string
  /** My counted votes in the polls' present rounds. */
  readonly ballots: readonly MyBallot[]
  /** My place on the leaderboard, of rounds whose result is shown; null without a quiz. */
  readonly standing: Standing | null
}

export interface MyBallot {
  readonly pollId: string
  readonly round: number
  readonly answer: Answer
  readonly receipt: string
  /** The key it was sent with: lets a page that was killed while sending see whether this is that vote. */
  readonly key: string
}
