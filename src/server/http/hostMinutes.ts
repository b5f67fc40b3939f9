import type { RequestHandler } from 'express'
import { languages } from '../../contract/languages/index.ts'
import { meetingDocument } from '../documents/meetingDocument.ts'
import { minutesPage, minutesPolicy } from '../documents/minutes/minutes.ts'
import type { Queries } from '../operations/ports.ts'
import { catalogueIn, languageOf, sendProblem } from './problems.ts'

/** Shows the minutes of a meeting for reading and printing, in the reader's language or that of `?lang=`. */
export function showMinutes(read: Queries): RequestHandler {
  return (request, response) => {
    const meeting = read.meeting(String(request.params['meetingId']))
    if (meeting === null) {
      sendProblem(request, response, 'meetingNotFound')
      return
    }
    const language = languages.find((known) => known === request.query['lang']) ?? languageOf(request)
    response.set({
      'Content-Security-Policy': `${minutesPolicy}; frame-ancestors 'none'`,
      'Cache-Control': 'no-store',
    })
    response.type('html').send(minutesPage(meetingDocument(read, meeting), catalogueIn(language)))
  }
}
