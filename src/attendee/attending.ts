import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { attendeeRoutes } from '../contract/routes.ts'
import type { AttendeeView } from '../contract/views.ts'
import { createClient } from '../web/client.ts'
import { useLiveView, type LiveView } from '../web/liveView.ts'
import { randomId } from '../web/random.ts'
import { createBallots, type Ballots } from './ballots.ts'
import { createIdentityCard } from './identity.ts'
import { createKeep } from './keep.ts'
import { wakeAll } from './patience.ts'
import { codeOfPath, createSession, type Session } from './session.ts'

/** Screens on which there is nothing to do. */
export type QuietScreen = 'connecting' | 'noMeeting' | 'ended' | 'waiting'

/** What the page shows. */
export type Screen = QuietScreen | 'join' | 'poll' | 'standings'

/** What to say about the line; null while all is well. */
export type LineTrouble = 'offline' | 'lost' | 'closed' | 'elsewhere'

export interface Attending {
  readonly live: LiveView<AttendeeView>
  readonly session: Session
  readonly ballots: Ballots
  readonly screen: ComputedRef<Screen>
  readonly trouble: Readonly<Ref<LineTrouble | null>>
}

/** A line that is back within this time was never worth a word. */
const lostAfterMs = 1_500

/** Felt in the hand where the phone can. Browsers complain if nobody has touched the page yet (a vote resent at load). */
function buzz(): void {
  const { userActivation } = navigator as { userActivation?: { readonly hasBeenActive: boolean } }
  if (userActivation?.hasBeenActive === false) return
  if (typeof navigator.vibrate === 'function') navigator.vibrate(20)
}

/** Everything that a phone in the room does, wired together. For as long as the page lives: nothing is taken down. */
export function useAttending(): Attending {
  const keep = createKeep(() => window.localStorage)
  const card = createIdentityCard(keep)
  const client = createClient(() => ({ ...card.authorise(), 'Accept-Language': document.documentElement.lang }))
  const live = useLiveView<AttendeeView>(() => attendeeRoutes.events)
  const ballots = createBallots({
    client,
    keep,
    newKey: randomId,
    onCounted: buzz,
    onRejected: () => {
      session.reject()
    },
    onDoubt: () => {
      session.refresh()
    },
  })
  const session: Session = createSession({
    client,
    card,
    code: codeOfPath(location.pathname),
    mark: () => ballots.mark(),
    adopt: (me, mark) => ballots.adopt(me, mark),
  })

  const meetingId = computed(() => live.view.value?.meeting?.id ?? null)
  watch(
    meetingId,
    (id) => {
      session.meet(id)
    },
    { flush: 'sync' },
  )
  watch(session.standing, (standing, before) => {
    ballots.attend(standing === 'joined' ? meetingId.value : null)
    // A stream that was opened before joining is nobody's; a device may have one, whatever tabs it has open.
    if (standing === 'joined' && before === 'stranger') live.refresh()
  })
  // Another epoch: the host's program was started again. What it says is counted is the truth.
  watch(
    () => live.view.value?.epoch,
    (_epoch, before) => {
      if (before !== undefined) session.refresh()
    },
  )
  watch(live.line, (line) => {
    if (line === 'live') wakeAll()
  })
  onVisible(() => {
    wakeAll()
    session.refresh()
  })

  return { live, session, ballots, screen: useScreen(live, session), trouble: useLineTrouble(live) }
}

function useScreen(live: LiveView<AttendeeView>, session: Session): ComputedRef<Screen> {
  // Only who was here when it ended is thanked; who comes early for the next one is told to wait.
  const attended = ref(false)
  watch(session.standing, (standing) => {
    if (standing === 'joined') attended.value = true
  })
  return computed(() => {
    const view = live.view.value
    if (view === null) return 'connecting'
    if (view.meeting === null) return attended.value ? 'ended' : 'noMeeting'
    if (session.standing.value === 'unknown') return 'connecting'
    if (session.standing.value === 'stranger') return 'join'
    if (view.standings !== null) return 'standings'
    return view.poll === null ? 'waiting' : 'poll'
  })
}

function useLineTrouble(live: LiveView<AttendeeView>): Readonly<Ref<LineTrouble | null>> {
  const online = ref(navigator.onLine)
  const listen = (): void => {
    online.value = navigator.onLine
  }
  window.addEventListener('online', listen)
  window.addEventListener('offline', listen)

  const lost = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    live.line,
    (line) => {
      clearTimeout(timer)
      if (line === 'live') lost.value = false
      else {
        timer = setTimeout(() => {
          lost.value = true
        }, lostAfterMs)
      }
    },
    { immediate: true },
  )
  return computed(() => {
    if (live.elsewhere.value) return 'elsewhere'
    if (!online.value) return 'offline'
    if (live.farewell.value) return 'closed'
    return lost.value ? 'lost' : null
  })
}

function onVisible(act: () => void): void {
  const listen = (): void => {
    if (!document.hidden) act()
  }
  document.addEventListener('visibilitychange', listen)
  window.addEventListener('pageshow', listen)
}
