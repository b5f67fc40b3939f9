import type { BrowserContext } from '@playwright/test'

/** Collects what no page may do: errors, violations of the content security policy, requests that leave the product. */
export interface Watch {
  readonly offences: readonly string[]
  note(offence: string): void
  /** Offences that match are part of the story: a stopped server makes browsers complain. */
  excuse(pattern: RegExp): void
}

export function createWatch(): Watch {
  const excuses: RegExp[] = []
  const offences: string[] = []
  return {
    offences,
    note(offence) {
      if (!excuses.some((pattern) => pattern.test(offence))) offences.push(offence)
    },
    excuse: (pattern) => void excuses.push(pattern),
  }
}

/** @param own origins of the product, asked for at each request because they may change on a restart */
export async function watchContext(
  context: BrowserContext,
  who: string,
  own: () => readonly string[],
  { note }: Watch,
): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  context.on('console', (message) => {
    if (message.type() === 'error') note(`${who}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => note(`${who}: ${String(error.error().stack ?? error.error())}`))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol === 'data:' || url.protocol === 'blob:') return
    if (!own().includes(url.origin)) note(`${who}: asked for ${request.url()}`)
  })
}
