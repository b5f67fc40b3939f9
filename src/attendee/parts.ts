import { shallowRef, type ShallowRef } from 'vue'
import { useWords, type Messages } from '../web/words.ts'
import { createKeep, type Keep } from './keep.ts'
import { rest } from './patience.ts'

/**
 * Parts of the page that come when they are needed: the first visit carries what joining and the commonest polls need.
 * A phone in a meeting room may lose the network at any moment, and the host may have installed a new version since
 * this page was opened, so a part is asked for until it is there.
 */
export interface Part {
  readonly sentences: Messages
}

export type FetchPart<T extends Part> = () => Promise<T>

export interface PartsOptions {
  /** Rests after this many failures in a row. */
  readonly rest: (failures: number) => Promise<void>
  /** Would the page, loaded anew, get what it cannot get now? Asked after each failure. */
  readonly isWorthReloading: (failures: number) => Promise<boolean>
  readonly reload: () => void
}

/** Asks until the part is there. `onTrouble` is told of each failure. */
export async function fetchPart<T>(fetch: () => Promise<T>, options: PartsOptions, onTrouble: () => void): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await fetch()
    } catch {
      onTrouble()
      if (await options.isWorthReloading(failures)) options.reload()
      await options.rest(failures)
    }
  }
}

/** The address of the page's script in a document of ours; it carries a digest of its content. */
const scriptAddress = /\/assets\/attendee[^"]*\.js/

/** So many failures while the host answers: this browser remembers one of them and asks nobody any more. */
const stuckAfter = 4

/**
 * Compares the document that is served now with the one on screen. If it names another script, the host has installed
 * another version and our parts are gone for good; if it names ours, only a browser that is stuck needs a new page.
 * What is not our document (no answer, a captive portal) says nothing. True once for each reason, so that nothing on
 * the way can make the page reload for ever.
 */
export async function isWorthReloading(
  shown: string,
  failures: number,
  read: () => Promise<string>,
  keep: Keep,
): Promise<boolean> {
  const served = scriptAddress.exec(await read().catch(() => ''))
  if (served === null || (shown.endsWith(served[0]) && failures < stuckAfter)) return false
  if (keep.read('reloadedFor') === served[0]) return false
  keep.write('reloadedFor', served[0])
  return true
}

const pageOptions: PartsOptions = {
  rest,
  isWorthReloading: (failures) => {
    const script = document.querySelector<HTMLScriptElement>('script[src]')
    const read = async (): Promise<string> => (await fetch('/', { cache: 'no-cache' })).text()
    return isWorthReloading(
      script === null ? '' : script.src,
      failures,
      read,
      createKeep(() => window.sessionStorage),
    )
  },
  reload: () => {
    location.reload()
  },
}

export interface UsedPart<T> {
  /** Null until it is there. */
  readonly part: Readonly<ShallowRef<T | null>>
  /** Asking has failed at least once. */
  readonly failing: Readonly<ShallowRef<boolean>>
}

/** A part for the component that calls this, with its sentences learnt. */
export function usePart<T extends Part>(fetch: FetchPart<T>): UsedPart<T> {
  const words = useWords()
  const part: ShallowRef<T | null> = shallowRef(null)
  const failing = shallowRef(false)
  void fetchPart(fetch, pageOptions, () => {
    failing.value = true
  }).then((fetched) => {
    words.learn(fetched.sentences)
    part.value = fetched
    failing.value = false
  })
  return { part, failing }
}
