/** Every path of both listeners, named once. */

/** On the LAN listener, for phones. */
export const attendeeRoutes = {
  join: '/api/join',
  view: '/api/view',
  me: '/api/me',
  events: '/api/events',
  ballot: (pollId: string) => `/api/polls/${encodeURIComponent(pollId)}/ballot`,
  /** The same path as an Express pattern. */
  ballotPattern: '/api/polls/:pollId/ballot',
  results: '/vote/result-sse',
  health: '/healthz',
} as const

/** On the loopback listener, for the host. */
export const hostRoutes = {
  /** Exchanges the secret of the launch link for an HttpOnly cookie. */
  session: '/host/session',
  /** Lists every command with its JSON Schema. */
  commands: '/host/api',
  command: (name: string) => `/host/api/${name}`,
  commandPattern: '/host/api/:command',
  /** SSE: the lobby, or one meeting with `?meeting={id}`. */
  events: '/host/events',
  /** SSE: what the projector shows. */
  stageEvents: '/host/stage-events',
  /** Takes a picture's bytes (PNG, JPEG or WebP) and answers its id. */
  images: '/host/images',
  /** The minutes of a meeting, for printing. */
  minutes: (id: string) => `/host/minutes/${id}`,
  minutesPattern: '/host/minutes/:meetingId',
} as const

/** Pictures of options, the same path on both listeners. */
export const imageRoutes = { image: (id: string) => `/images/${id}`, pattern: '/images/:imageId' } as const

/** Pages of the host, all served by the same document. */
export const hostPages = {
  lobby: '/',
  meeting: (id: string) => `/meetings/${id}`,
  meetingPattern: '/meetings/:id',
  stage: '/stage',
  /** Tickets to print. */
  tickets: (sheetId: string) => `/tickets/${sheetId}`,
  ticketsPattern: '/tickets/:id',
  settings: '/settings',
} as const

/** A request that changes state and is not authenticated by a bearer token carries this header. */
export const requestedWith = { header: 'X-Requested-With', value: 'show-of-hands' } as const

/** Query parameter of `events`: chosen by the page for each stream it opens, so that an evicted one stays away. */
export const streamParameter = 'stream'
