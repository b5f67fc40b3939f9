/** How Server-Sent Events are used, for both ends. */

/** Name of the event that carries a whole view. The public result stream uses plain `message` events instead. */
export const viewEvent = 'view'

/**
 * Name of the heartbeat. A real event and not a comment line, because a page cannot see comments and must notice a
 * stream that died without an error (phones that slept). Listeners for `message` never see it. Its data is the server's
 * clock in milliseconds, for countdowns; each stream begins with one.
 */
export const heartbeatEvent = 'beat'
export const heartbeatMs = 10_000

/** The last event before the server ends a stream because the host is closing the program. */
export const farewellEvent = 'farewell'

/** A page that has heard nothing, not even a heartbeat, for this long opens its stream again. */
export const silentAfterMs = 25_000

/** `retry:` of a stream is drawn between these, so that a whole room does not come back in the same instant. */
export const retryMs = { min: 1_000, max: 3_000 } as const
