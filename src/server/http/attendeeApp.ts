import type { Socket } from 'node:net'
import type { Express, Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import {
  ballotRequest,
  joinRequest,
  type BallotAnswer,
  type JoinAnswer,
  type WithdrawAnswer,
} from '../../contract/attendeeApi.ts'
import { attendeeRoutes, imageRoutes, streamParameter } from '../../contract/routes.ts'
import type { Me } from '../../contract/views.ts'
import { accept } from '../../domain/refusal.ts'
import { castBallot, playerOf } from '../operations/castBallot.ts'
import { findPoll } from '../operations/find.ts'
import { joinMeeting } from '../operations/joinMeeting.ts'
import { myBallots } from '../operations/myBallots.ts'
import type { Attendee } from '../operations/ports.ts'
import type { Results } from '../operations/results.ts'
import { audiences, type Room } from '../operations/room.ts'
import type { Views } from '../operations/views.ts'
import { withdrawBallot } from '../operations/withdrawBallot.ts'
import type { Live } from '../live/live.ts'
import { createDoor, nothingShown, type DoorOptions } from './door.ts'
import { bareApp, guard, jsonBody, requireIntent, securityHeaders } from './guard.ts'
import { bearerOf, cookieName, cookieOf, newToken, receiptOf, setCookie, tokenHash, voterIdOf } from './identity.ts'
import { createRecentJoins } from './recentJoins.ts'
import { joinLimit, limited, voteLimit, type SourceOf } from './limits.ts'
import type { Pages } from './pages.ts'
import { servePicture } from './pictures.ts'
import { answerMethodNotAllowed, answerNotFound, errorHandler, sendProblem, sendRefusal } from './problems.ts'
import { createPublicStreams } from './streams.ts'

export interface AttendeeAppOptions extends DoorOptions {
  readonly room: Room
  readonly results: Results
  readonly views: Views
  readonly live: Live
  readonly pages: Pages
  readonly localNames: readonly string[]
  readonly logger: Logger
  /** Told of every request that got past the guard: somebody has arrived at this address. */
  readonly onArrival: (socket: Socket) => void
  readonly sourceOf: SourceOf
}

/** How long a phone stays known: meetings of several days exist, of several months hardly. */
const cookieAgeMs = 90 * 24 * 3600 * 1000

/** What phones can reach. The host's routes are not here, not even refused: this app does not know them. */
export function createAttendeeApp(options: AttendeeAppOptions): Express {
  const { room, read, results, views, live, pages } = options
  const app = bareApp()

  app.use(securityHeaders(pages.extraCsp))
  app.use(guard({ localNames: options.localNames }))
  app.use((request, _response, next) => {
    options.onArrival(request.socket)
    next()
  })

  /** The phone's token: from the header if it sends one, else from the cookie. */
  const tokenOf = (request: Request): string | null =>
    bearerOf(request) ?? cookieOf(request, cookieName('attendee', request))

  /** The attendee of the running meeting who sends this, or null. */
  const attendeeOf = (request: Request): { token: string; attendee: Attendee } | null => {
    const token = tokenOf(request)
    const attendee = token === null ? null : read.attendeeByToken(tokenHash(token))
    return token === null || attendee === null ? null : { token, attendee }
  }

  const openStream = createPublicStreams(options.sourceOf)
  const recentJoins = createRecentJoins()
  const door = createDoor(options)
  const joinBody = jsonBody('4kb')
  // Ten questions of 300 characters and 500 supported ones: one ballot, of which no part may be lost.
  const ballotBody = jsonBody('64kb')

  const join: RequestHandler = async (request, response) => {
    const parsed = joinRequest.safeParse(request.body)
    if (!parsed.success) {
      sendProblem(request, response, 'badRequest')
      return
    }
    const known = tokenOf(request)
    const meeting = read.runningMeeting()
    const meetingId = meeting?.id ?? ''
    const { key = null, ticket } = parsed.data
    // The same key again is a phone whose first answer was lost: it is given the token of then, and stays one attendee.
    // With another ticket it is another one: the first may be void.
    const fresh = key === null ? newToken() : recentJoins.tokenFor(`${meetingId}:${key}:${ticket ?? ''}`)
    const knownTokenHashes = [known, fresh].flatMap((token) => (token === null ? [] : [tokenHash(token)]))
    const isKnown = knownTokenHashes.some((hash) => read.attendeeByToken(hash)?.meetingId === meetingId)
    // Who is in already is asked for nothing, and waits for nobody's guesses.
    const shown = isKnown
      ? accept(nothingShown)
      : await door(meeting, parsed.data, options.sourceOf(request.socket.remoteAddress))
    if (!shown.ok) {
      if (shown.code === 'tooManyGuesses') response.set('Retry-After', String(shown.params?.['seconds']))
      sendRefusal(request, response, shown)
      return
    }
    const joined = await room.perform(joinMeeting, {
      name: parsed.data.name ?? null,
      code: parsed.data.code ?? null,
      ...shown.value,
      knownTokenHashes,
      newTokenHash: tokenHash(fresh),
    })
    if (!joined.ok) {
      sendRefusal(request, response, joined)
      return
    }
    const { attendee, knownBy } = joined.value.value
    const token = knownBy === 0 && known !== null ? known : fresh
    setCookie(response, cookieName('attendee', request), token, cookieAgeMs)
    response.json({ attendee: { id: attendee.id, name: attendee.name }, token } satisfies JoinAnswer)
  }

  const putBallot: RequestHandler = async (request, response) => {
    const voter = attendeeOf(request)
    if (voter === null) {
      sendProblem(request, response, 'notJoined')
      return
    }
    const parsed = ballotRequest.safeParse(request.body)
    if (!parsed.success) {
      sendProblem(request, response, 'badRequest')
      return
    }
    const { answer, key, round } = parsed.data
    const cast = await room.perform(castBallot, {
      pollId: String(request.params['pollId']),
      round: round ?? null,
      meetingId: voter.attendee.meetingId,
      voterId: voterIdOf(voter.token),
      name: voter.attendee.name,
      weight: voter.attendee.weight,
      answer,
      key,
      receipt: receiptOf(key),
    })
    if (!cast.ok) sendRefusal(request, response, cast)
    else response.json({ ...cast.value.value, revision: cast.value.revision } satisfies BallotAnswer)
  }

  const deleteBallot: RequestHandler = async (request, response) => {
    const voter = attendeeOf(request)
    if (voter === null) {
      sendProblem(request, response, 'notJoined')
      return
    }
    const withdrawn = await room.perform(withdrawBallot, {
      pollId: String(request.params['pollId']),
      meetingId: voter.attendee.meetingId,
      voterId: voterIdOf(voter.token),
      key: queryText(request, 'key'),
    })
    if (!withdrawn.ok) sendRefusal(request, response, withdrawn)
    else response.json({ revision: withdrawn.value.revision } satisfies WithdrawAnswer)
  }

  const me: RequestHandler = (request, response) => {
    const known = attendeeOf(request)
    if (known === null || read.runningMeeting()?.id !== known.attendee.meetingId) {
      sendProblem(request, response, 'notJoined')
      return
    }
    const { id, name, meetingId } = known.attendee
    const voterId = voterIdOf(known.token)
    const ballots = myBallots(read, meetingId, voterId)
    const standing = results.standings(meetingId).find(({ player }) => player === playerOf(voterId)) ?? null
    const mine = { attendee: { id, name }, meetingId, ballots, standing } satisfies Me
    response.set('Cache-Control', 'no-store').json(mine)
  }

  const perAddress = limited(joinLimit, (request) => options.sourceOf(request.socket.remoteAddress))
  const perVoter = limited(voteLimit, tokenOf)

  app.route(attendeeRoutes.join).post(requireIntent, perAddress, joinBody, join).all(answerMethodNotAllowed('POST'))
  app
    .route(attendeeRoutes.ballotPattern)
    .put(requireIntent, perVoter, ballotBody, putBallot)
    .delete(requireIntent, perVoter, deleteBallot)
    .all(answerMethodNotAllowed('PUT', 'DELETE'))
  app.route(attendeeRoutes.me).get(me).all(answerMethodNotAllowed('GET'))
  app
    .route(attendeeRoutes.view)
    .get((_request, response) => {
      const view = views.attendees({ epoch: live.epoch, revision: live.revision() })
      response.set('Cache-Control', 'no-store').json(view)
    })
    .all(answerMethodNotAllowed('GET'))
  app
    .route(attendeeRoutes.events)
    .get((request, response) => {
      const streamId = queryText(request, streamParameter)
      const device = attendeeOf(request)?.attendee.id
      openStream(live, request, response, {
        audience: audiences.attendees,
        event: 'view',
        ...(device === undefined ? {} : { device }),
        ...(streamId === null ? {} : { streamId }),
      })
    })
    .all(answerMethodNotAllowed('GET'))
  app
    .route(attendeeRoutes.results)
    .get((request, response) => {
      const poll = queryText(request, 'poll')
      if (poll !== null && !findPoll(read, poll).ok) {
        sendProblem(request, response, 'pollNotFound')
        return
      }
      // The one answer that other sites may read: it holds nothing but what the room's screen shows, and a page that
      // follows results is often served from elsewhere.
      response.set('Access-Control-Allow-Origin', '*')
      openStream(live, request, response, { audience: audiences.results(poll), event: 'message' })
    })
    .all(answerMethodNotAllowed('GET'))
  app.route(imageRoutes.pattern).get(servePicture(read)).all(answerMethodNotAllowed('GET'))
  app
    .route(attendeeRoutes.health)
    .get((_request, response) => void response.set('Cache-Control', 'no-store').json({ status: 'ok' }))
    .all(answerMethodNotAllowed('GET'))

  app.use(pages.attendee.assets)
  // `/` for those who type the address, `/K7QF` for those who scan the code; the page reads the code itself.
  app.route('/{:code}').get(onlyCodes, pages.attendee.document).all(answerMethodNotAllowed('GET'))

  app.use(answerNotFound)
  app.use(errorHandler(options.logger))
  return app
}

/** A query parameter that is there once and not empty, cut to the length of our ids and keys; else null. */
function queryText(request: Request, name: string): string | null {
  const value = request.query[name]
  return typeof value === 'string' && value !== '' ? value.slice(0, 64) : null
}

const onlyCodes: RequestHandler = (request, _response, next) => {
  const code = request.params['code']
  if (code === undefined || /^[0-9A-Za-z]{1,12}$/.test(String(code))) next()
  else next('route')
}
