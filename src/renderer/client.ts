import { readonly, ref, watch } from 'vue'
import type { CommandAnswer, CommandInput, HostCommand } from '../contract/hostApi.ts'
import type { Problem } from '../contract/problems.ts'
import { hostRoutes, requestedWith } from '../contract/routes.ts'
import type { ViewHeader } from '../contract/views.ts'
import { createClient, type Reply } from '../web/client.ts'
import { useLiveView, type LiveView } from '../web/liveView.ts'

/** `asking`: not known yet. `missing`: the page needs the program's link. `unreachable`: the program does not answer. */
export type Session = 'asking' | 'open' | 'missing' | 'unreachable'

const session = ref<Session>('asking')
export const hostSession = readonly(session)

// The session is an HttpOnly cookie, so there is nothing to add to a request.
const client = createClient(() => ({}))
/** For what may be as large as a whole meeting with its pictures. */
const patientClient = createClient(() => ({}), 120_000)
const largeCommands: ReadonlySet<HostCommand> = new Set<HostCommand>(['importMeeting'])

function noted<T>(reply: Reply<T>): Reply<T> {
  if (!reply.ok && reply.status === 401) session.value = 'missing'
  return reply
}

/**
 * Exchanges the secret of the launch link for a cookie and takes it out of the address bar, so that it is neither
 * copied with a link nor kept in the history. Without a secret, asks whether the cookie is still good.
 */
export async function signIn(): Promise<void> {
  const secret = location.hash.slice(1)
  if (secret !== '') history.replaceState(history.state, '', location.pathname + location.search)
  const reply =
    secret === ''
      ? await client.request('POST', hostRoutes.command('getSettings'), {})
      : await client.request('POST', hostRoutes.session, { secret })
  if (reply.ok) session.value = 'open'
  else session.value = reply.status === 0 ? 'unreachable' : 'missing'
}

/** Runs a command of the host. Never throws. */
export async function command<C extends HostCommand>(
  name: C,
  input: CommandInput<C>,
): Promise<Reply<CommandAnswer<C>>> {
  const { request } = largeCommands.has(name) ? patientClient : client
  return noted(await request<CommandAnswer<C>>('POST', hostRoutes.command(name), input))
}

/** A picture goes over loopback; what takes longer than this does not come. */
const pictureTimeoutMs = 30_000

/** Stores the picture of an option and answers the id by which options name it. Never throws. */
export async function storePicture(picture: Blob): Promise<Reply<{ readonly id: string }>> {
  try {
    const response = await fetch(hostRoutes.images, {
      method: 'POST',
      headers: { [requestedWith.header]: requestedWith.value, 'Content-Type': picture.type },
      body: picture,
      signal: AbortSignal.timeout(pictureTimeoutMs),
    })
    const answer: unknown = await response.json()
    return noted(
      response.ok
        ? { ok: true, value: answer as { id: string } }
        : { ok: false, problem: answer as Problem, status: response.status },
    )
  } catch {
    return { ok: false, problem: null, status: 0 }
  }
}

/** A live view for the host; a page whose session is gone (the program was started anew) goes back to the door. */
export function useHostView<V extends ViewHeader>(url: () => string): LiveView<V> {
  const live = useLiveView<V>(url)
  watch(live.refusedStatus, (status) => {
    if (status === 401) session.value = 'missing'
  })
  return live
}
