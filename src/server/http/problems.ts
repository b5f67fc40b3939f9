import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { fill, pickLanguage, type Language } from '../../contract/languages/index.ts'
import * as en from '../../contract/languages/en.ts'
import * as zhCN from '../../contract/languages/zh-CN.ts'
import { problemContentType, problemStatus, type Problem, type ProblemCode } from '../../contract/problems.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { StoreFailure } from '../operations/ports.ts'

export type Params = Readonly<Record<string, string | number>>

const catalogues = { en, 'zh-CN': zhCN } satisfies Record<Language, unknown>

/** The language the client asks for, as `Accept-Language` ranks them. */
export function languageOf(request: Request): Language {
  return pickLanguage(request.acceptsLanguages())
}

/** Every sentence in one language. */
export function catalogueIn(language: Language): typeof en {
  return catalogues[language]
}

/** The catalogue in the client's language. */
export function catalogueOf(request: Request): typeof en {
  return catalogues[languageOf(request)]
}

/** Answers a problem, with its sentence in the client's language. */
export function sendProblem(request: Request, response: Response, code: ProblemCode, params?: Params): void {
  const status = problemStatus[code]
  const problem: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Problem',
    status,
    detail: fill(catalogueOf(request).problems[code], params),
    code,
    ...(params === undefined ? {} : { params }),
  }
  response.status(status).type(problemContentType).set('Cache-Control', 'no-store').send(JSON.stringify(problem))
}

export function sendRefusal(request: Request, response: Response, refusal: Refusal): void {
  sendProblem(request, response, refusal.code, refusal.params)
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Not possible now',
  413: 'Too large',
  415: 'Unsupported media type',
  421: 'Misdirected request',
  422: 'Not acceptable',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Busy',
  507: 'Not stored',
}

export const answerNotFound: RequestHandler = (request, response) => sendProblem(request, response, 'notFound')

/** For a known path with a method it does not take. */
export function answerMethodNotAllowed(...allowed: string[]): RequestHandler {
  return (request, response) => {
    response.set('Allow', allowed.join(', '))
    sendProblem(request, response, 'methodNotAllowed')
  }
}

/**
 * The last resort: turns what was thrown into a problem. Stacks go to the log, never to a client.
 * @param notStored what to say when the disk said no: a phone tries again by itself, the host does not
 */
export function errorHandler(logger: Logger, notStored: 'notStored' | 'notKept' = 'notStored'): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const code = error instanceof StoreFailure ? (error.paused ? 'storePaused' : notStored) : codeOf(error)
    // The disk's trouble is logged once, where it comes, and not with each of a room's votes.
    if (code === 'internal') logger.error({ err: error }, `request failed: ${code}`)
    if (response.headersSent) response.destroy()
    else sendProblem(request, response, code)
  }
}

function codeOf(error: unknown): ProblemCode {
  // body-parser and the router name their errors by status and type.
  const { status, type } = error as { status?: unknown; type?: unknown }
  if (type === 'entity.too.large') return 'bodyTooLarge'
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return 'notJson'
  return typeof status === 'number' && status >= 400 && status < 500 ? 'badRequest' : 'internal'
}
