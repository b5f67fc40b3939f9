import type { Express, Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import { hostCommands, type HostCommand } from '../../contract/hostApi.ts'
import { meetingFileBytes } from '../../contract/meetingFile.ts'
import { hostPages, hostRoutes, imageRoutes } from '../../contract/routes.ts'
import type { Live } from '../live/live.ts'
import { audiences } from '../operations/room.ts'
import { bareApp, guard, jsonBody, pictureBody, requireIntent, requirePicture, securityHeaders } from './guard.ts'
import { createHostHandlers, FileAnswer, type HostCommandOptions } from './hostCommands.ts'
import { showMinutes } from './hostMinutes.ts'
import { takePicture } from './hostPictures.ts'
import { bearerOf, cookieName, cookieOf, hostCookieValue, sameSecret, setCookie } from './identity.ts'
import type { OnceSecrets } from './onceSecrets.ts'
import type { Pages } from './pages.ts'
import { servePicture } from './pictures.ts'
import {
  answerMethodNotAllowed,
  answerNotFound,
  catalogueOf,
  errorHandler,
  sendProblem,
  sendRefusal,
} from './problems.ts'
import { openStream } from './streams.ts'

export interface HostAppOptions extends HostCommandOptions {
  readonly live: Live
  readonly pages: Pages
  readonly logger: Logger
  /** Drawn at each start; whoever knows it is the host. */
  readonly secret: string
  readonly onceSecrets: OnceSecrets
}

const sessionRequest = z.strictObject({ secret: z.string().max(200) })

/** What the host's own computer can reach, on loopback, with the secret. */
export function createHostApp(options: HostAppOptions): Express {
  const { live, pages, secret, logger } = options
  const handlers = createHostHandlers(options)
  const app = bareApp()
  const cookieValue = hostCookieValue(secret)

  app.use(securityHeaders(pages.extraCsp))
  app.use(guard({ localNames: [] }))

  const isHost = (request: Request): boolean => {
    const bearer = bearerOf(request)
    if (bearer !== null) return sameSecret(bearer, secret)
    const cookie = cookieOf(request, cookieName('host', request))
    return cookie !== null && sameSecret(cookie, cookieValue)
  }
  const requireHost: RequestHandler = (request, response, next) => {
    if (isHost(request)) next()
    else sendProblem(request, response, 'notSignedIn')
  }

  const session: RequestHandler = (request, response) => {
    const parsed = sessionRequest.safeParse(request.body)
    const given = parsed.success ? parsed.data.secret : ''
    if (!sameSecret(given, secret) && !options.onceSecrets.take(given)) {
      sendProblem(request, response, 'notSignedIn')
      return
    }
    setCookie(response, cookieName('host', request), cookieValue)
    response.json({})
  }

  const command: RequestHandler = async (request, response) => {
    const name = String(request.params['command'])
    if (!isCommand(name)) {
      sendProblem(request, response, 'notFound')
      return
    }
    const parsed = hostCommands[name].safeParse(request.body)
    if (!parsed.success) {
      sendProblem(request, response, 'badRequest', { reason: z.prettifyError(parsed.error).slice(0, 500) })
      return
    }
    // Sound because the schema and the handler stand under the same name.
    const handle = handlers[name] as (input: unknown, words: object) => ReturnType<(typeof handlers)[HostCommand]>
    const result = await handle(parsed.data, catalogueOf(request))
    if (!result.ok) sendRefusal(request, response, result)
    else if (result.value instanceof FileAnswer) result.value.send(response)
    else response.set('Cache-Control', 'no-store').json(result.value)
  }

  const events: RequestHandler = (request, response) => {
    const meetingId = request.query['meeting']
    const one = typeof meetingId === 'string' && meetingId !== ''
    openStream(live, request, response, {
      audience: one ? audiences.meeting(meetingId.slice(0, 64)) : audiences.lobby,
      event: 'view',
      reserved: true,
    })
  }

  app.route(hostRoutes.session).post(requireIntent, jsonBody('4kb'), session).all(answerMethodNotAllowed('POST'))
  app.use('/host', requireHost)
  app
    .route(hostRoutes.commands)
    .get((_request, response) => void response.json({ commands: commandList }))
    .all(answerMethodNotAllowed('GET'))
  app.route(hostRoutes.commandPattern).post(requireIntent, commandBody, command).all(answerMethodNotAllowed('POST'))
  app
    .route(hostRoutes.images)
    .post(requirePicture, pictureBody, takePicture(options.room))
    .all(answerMethodNotAllowed('POST'))
  app.route(hostRoutes.minutesPattern).get(showMinutes(options.read)).all(answerMethodNotAllowed('GET'))
  app.route(hostRoutes.events).get(events).all(answerMethodNotAllowed('GET'))
  app
    .route(hostRoutes.stageEvents)
    .get((request, response) =>
      openStream(live, request, response, { audience: audiences.stage, event: 'view', reserved: true }),
    )
    .all(answerMethodNotAllowed('GET'))
  app.route(imageRoutes.pattern).get(servePicture(options.read)).all(answerMethodNotAllowed('GET'))

  app.use(pages.host.assets)
  for (const page of pagePaths) {
    app.route(page).get(pages.host.document).all(answerMethodNotAllowed('GET'))
  }
  app.use(answerNotFound)
  app.use(errorHandler(logger, 'notKept'))
  return app
}

const pagePaths = [
  hostPages.lobby,
  hostPages.meetingPattern,
  hostPages.stage,
  hostPages.settings,
  hostPages.ticketsPattern,
]

/** A pasted agenda, and a whole meeting with its votes and pictures; any other command is small. */
const largeBodies: { readonly [C in HostCommand]?: RequestHandler } = {
  importAgenda: jsonBody('4mb'),
  importMeeting: jsonBody(meetingFileBytes),
}
const smallBody = jsonBody('256kb')

const commandBody: RequestHandler = (request, response, next) => {
  const name = String(request.params['command'])
  const read = (isCommand(name) ? largeBodies[name] : undefined) ?? smallBody
  read(request, response, next)
}

function isCommand(name: string): name is HostCommand {
  return Object.hasOwn(hostCommands, name)
}

/** Every command with the JSON Schema of its input. */
const commandList = Object.entries(hostCommands).map(([name, input]) => ({
  name,
  method: 'POST',
  path: hostRoutes.command(name),
  input: z.toJSONSchema(input, { io: 'input' }),
}))
