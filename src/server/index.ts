import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { hostname } from 'node:os'
import { pino, type Logger } from 'pino'
import type { RecoveryReport } from '../contract/storage.ts'
import type { JoinInfo } from '../contract/views.ts'
import type { Meeting } from '../domain/meeting.ts'
import { createAttendeeApp } from './http/attendeeApp.ts'
import { createHostApp } from './http/hostApp.ts'
import { hostSecret } from './http/hostSecret.ts'
import { createOnceSecrets } from './http/onceSecrets.ts'
import type { Pages } from './http/pages.ts'
import { lastPorts, rememberPorts, type Ports } from './lastPorts.ts'
import { createLive, type Live } from './live/live.ts'
import { createLogger } from './logger.ts'
import { sourceOf } from './network/addresses.ts'
import type { InterfaceSource } from './network/interfaces.ts'
import { listenOnLan, listenOnLoopback } from './network/listen.ts'
import { createNetwork, type Network } from './network/network.ts'
import { createBackupDesk } from './operations/backupDesk.ts'
import { createCountdownDesk } from './operations/countdownDesk.ts'
import { createResults } from './operations/results.ts'
import { audiences, createRoom, type Room } from './operations/room.ts'
import { createSettingsDesk } from './operations/settingsDesk.ts'
import { createViews, type Views } from './operations/views.ts'
import { createTicketMac } from './ticketKey.ts'
import { createRoomCodes, type RoomCodes } from './roomCodes.ts'
import { openStore } from './store/store.ts'

export { defaultDataDir } from './dataDir.ts'
export { memoryPages, type Face, type Pages } from './http/pages.ts'
export { ListenFailure } from './network/bind.ts'
export { DataFolderProblem } from './store/dataFolder.ts'
export type { RecoveryReport } from '../contract/storage.ts'
export { NewerFile } from './store/migrations.ts'

export interface ServerOptions {
  /** Folder of the database; made if it is not there. */
  readonly dataDir: string
  /** Preferred port for phones; another one is taken if it is busy, 0 means any. */
  readonly port: number
  /** Preferred port for the host's pages, on loopback. */
  readonly hostPort: number
  readonly pages: Pages
  /** Show this address instead of choosing one. */
  readonly address?: string
  /** Further `.local` names under which phones may address us. */
  readonly localNames?: readonly string[]
  /** Drawn at each start if left out. Kept across restarts in development, so that open pages stay signed in. */
  readonly hostSecret?: string
  readonly logger?: Logger
  /** Milliseconds since 1970; replaced in tests. */
  readonly nowMs?: () => number
  /** Network interfaces; replaced in tests. */
  readonly interfaces?: InterfaceSource
}

export interface RunningServer {
  /** For phones: `http://192.168.1.5:8080/`. Follows the address while the server runs. */
  readonly joinUrl: string
  /** For the host: opens the console and signs it in. Secret. */
  readonly hostUrl: string
  /** The same for one time only: for a browser's command line, which everybody on the computer can read. */
  onceUrl(): string
  /** Where commands are posted: `http://127.0.0.1:8090/host/api`. */
  readonly hostApi: string
  readonly hostSecret: string
  readonly dataDir: string
  /** What was done about a damaged file, until the host has read it in the console. */
  readonly recovery: RecoveryReport | null
  /** Stops everything in reverse order; finishes queued votes first. Safe to call twice. */
  close(): Promise<void>
}

/** Streams open at once, over all audiences: the largest hall, and room for the host's own screens. */
const maxStreams = 12_000

/**
 * Starts the room: Electron's main and the command line both come in here, and nowhere else. Everything is wired in
 * this file. Throws `DataFolderProblem`, `NewerFile`, `NotDurable`, `ListenFailure` or SQLite's own error; what was
 * started is stopped.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const nowMs = options.nowMs ?? Date.now
  const logger = options.logger ?? createLogger(pino.destination(2))
  const closers: (() => Promise<void> | void)[] = []
  let closing: Promise<void> | null = null
  const closeAll = async (): Promise<void> => {
    const failures: unknown[] = []
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) {
      // One that fails must not keep the others, and above all the database, from closing.
      await Promise.resolve()
        .then(closer)
        .catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed')
  }
  const close = (): Promise<void> => (closing ??= closeAll())

  try {
    // Begins as the time of day and never jumps: countdowns are measured with it, whatever happens to the clock.
    const startMs = nowMs() - performance.now()
    const clockMs = (): number => Math.round(startMs + performance.now())
    const store = openStore(options.dataDir, nowMs, clockMs)
    closers.push(() => store.close())
    const { read } = store
    const results = createResults(read)

    const network = createNetwork({
      preferredAddress: read.settings().preferredAddress,
      ...(options.address === undefined ? {} : { fixedAddress: options.address }),
      ...(options.interfaces === undefined ? {} : { source: options.interfaces }),
    })
    closers.push(() => network.close())

    const views = createViews(read, results, {
      network: () => network.view(),
      joinInfo: (meeting) => joinInfoOf(meeting, network, roomCodes),
      connected: () => live.connected(audiences.attendees),
      storage: () => store.health(),
    })
    const live: Live = createLive({
      epoch: randomBytes(8).toString('base64url'),
      render: (audience, header) => renderFor(views, audience, header),
      windowMs: read.settings().pushWindowMs,
      random: Math.random,
      limits: { sessions: maxStreams },
      stampMs: clockMs,
      onError: (error, audience) => logger.error({ err: error, audience }, 'a view could not be rendered'),
      onPresence: (audience) => {
        if (audience === audiences.attendees) room.tellHost('counts')
      },
    })
    const countdowns = createCountdownDesk(
      read,
      () => room,
      clockMs,
      (error) => logger.error({ err: error }, 'a poll whose time is up could not be closed'),
    )
    const backups = createBackupDesk(store, (error) => logger.error({ err: error }, 'a backup could not be made'))
    closers.push(() => backups.stop())
    const room: Room = createRoom(store, results, live, (changes) => {
      const status = changes.some(({ urgency }) => urgency === 'status')
      if (status) countdowns.look()
      backups.look(status)
    })
    store.follow({
      health(cause) {
        const { trouble } = store.health()
        if (trouble !== null) logger.error({ err: cause, trouble }, 'the disk would not take something')
        room.tellHost('status')
      },
      replaced() {
        results.forgetAll()
        countdowns.look()
        room.tellAll()
      },
    })
    closers.push(() => countdowns.stop())
    // A countdown that was running when the program was killed goes on, or is over.
    countdowns.look()
    const roomCodes: RoomCodes = createRoomCodes(clockMs, () => {
      if (read.runningMeeting()?.admission === 'code') room.tellHost('status')
    })
    closers.push(() => roomCodes.stop())
    const settings = createSettingsDesk(
      room,
      read,
      () => network.view(),
      (changed) => {
        live.setWindowMs(changed.pushWindowMs)
        network.setPreferred(changed.preferredAddress)
        room.tellHost('status')
      },
    )
    network.onChange(() => room.tellHost('status'))

    const secret = options.hostSecret ?? hostSecret(options.dataDir, read.runningMeeting() !== null)
    const onceSecrets = createOnceSecrets()
    const { pages } = options
    const localNames = ownLocalNames(options.localNames ?? [])
    const onArrival: Network['noteArrival'] = (socket) => network.noteArrival(socket)
    const ticketMac = createTicketMac(options.dataDir)
    const isRoomCode: RoomCodes['accepts'] = (id, typed) => roomCodes.accepts(id, typed)
    const phones = createAttendeeApp({
      ...{ room, read, results, views, live, pages },
      ...{ isRoomCode, ticketMac, localNames, logger, onArrival, sourceOf },
    })
    const host = createHostApp({
      ...{ room, read, results, views, settings, storage: store, live, pages },
      ...{ logger, secret, onceSecrets, ticketMac, address: () => authority(network) },
    })

    const onFault = (fault: Error): void => logger.error({ err: fault }, 'a connection could not be accepted')
    // In the middle of a meeting, phones and pages still know the ports of before.
    const ports: Ports = (read.runningMeeting() === null ? null : lastPorts(options.dataDir)) ?? options
    const lan = await listenOnLan(phones as RequestListener, ports.port, { onFault })
    closers.push(() => lan.close())
    network.setPort(lan.port)
    await network.refresh()
    const loopback = await listenOnLoopback(host as RequestListener, ports.hostPort, { onFault })
    closers.push(() => loopback.close())
    rememberPorts(options.dataDir, { port: lan.port, hostPort: loopback.port })
    // Last in, first out: streams say farewell before their listeners go.
    closers.push(() => live.close())

    const hostOrigin = `http://127.0.0.1:${loopback.port}`
    return {
      get joinUrl() {
        return `http://${authority(network)}/`
      },
      hostUrl: `${hostOrigin}/#${secret}`,
      onceUrl: () => `${hostOrigin}/#${onceSecrets.draw()}`,
      hostApi: `${hostOrigin}/host/api`,
      hostSecret: secret,
      dataDir: options.dataDir,
      recovery: store.health().recovery,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Everything an audience's name can mean. */
function renderFor(views: Views, audience: string, header: { epoch: string; revision: number }): unknown {
  const [kind, id = ''] = audience.split(':', 2)
  switch (kind) {
    case 'attendees':
      return views.attendees(header)
    case 'stage':
      return views.stage(header)
    case 'lobby':
      return views.lobby(header)
    case 'meeting':
      return views.meeting(id, header)
    case 'results':
      return views.results(id === '' ? null : id, header)
    default:
      throw new Error(`no such audience: ${audience}`)
  }
}

function authority(network: Network): string {
  const { chosen, port } = network.view()
  const address = chosen ?? '127.0.0.1'
  return `${address.includes(':') ? `[${address}]` : address}:${port}`
}

function joinInfoOf(meeting: Meeting, network: Network, roomCodes: RoomCodes): JoinInfo {
  const address = authority(network)
  const roomCode = meeting.admission === 'code' ? roomCodes.current(meeting.id) : null
  const { joinCode: code, admission } = meeting
  return { url: `http://${address}/${code}`, address, code, admission, roomCode }
}

function ownLocalNames(further: readonly string[]): string[] {
  const own = hostname()
    .toLowerCase()
    .replace(/\.local$/, '')
  return [`${own}.local`, 'soh.local', ...further.map((name) => name.toLowerCase())]
}
