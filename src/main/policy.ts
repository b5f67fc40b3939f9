import { app, session, type WebContents } from 'electron'
import type { HostOrigin } from './origin.ts'

/** What a link of our pages may open in a window of its own. */
export interface OpenWindows {
  stage(): void
  /** What is for paper, minutes and tickets, at an address of the host. */
  paper(url: string): void
}

/** No page leaves the host's own pages, opens windows by itself, or gets a permission that it does not need. */
export function applyPolicy(origin: HostOrigin, open: OpenWindows): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, origin, open))
  // Electron grants everything unless told otherwise.
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((contents, permission, decide, details) => {
    decide(isAllowed(permission) && origin.owns(details.requestingUrl) && origin.owns(contents.getURL()))
  })
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => isAllowed(permission) && origin.owns(requestingOrigin),
  )
  defaultSession.setDevicePermissionHandler(() => false)
}

/** Filling the screen, and copying the picture of a result when somebody presses the button for it. */
const isAllowed = (permission: string): boolean =>
  permission === 'fullscreen' || permission === 'clipboard-sanitized-write'

const isPaper = (path: string): boolean => path.startsWith('/host/minutes/') || path.startsWith('/tickets/')

function confine(contents: WebContents, origin: HostOrigin, open: OpenWindows): void {
  contents.on('will-navigate', (event) => {
    if (!origin.owns(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!origin.owns(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!origin.owns(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    // A link to the stage means the stage's own window, one to what is printed another; nothing else opens.
    if (url === origin.url('/stage')) open.stage()
    else if (origin.owns(url) && isPaper(new URL(url).pathname)) open.paper(url)
    return { action: 'deny' }
  })
}
