import { app, session, type WebContents } from 'electron'
import type { HostOrigin } from './origin.ts'

/** No page leaves the host's own pages, opens windows by itself, or gets a permission beyond filling the screen. */
export function applyPolicy(origin: HostOrigin, openStage: () => void): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, origin, openStage))
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

const isAllowed = (permission: string): boolean => permission === 'fullscreen'

function confine(contents: WebContents, origin: HostOrigin, openStage: () => void): void {
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
    // A link to the stage means the stage's own window; nothing else opens.
    if (url === origin.url('/stage')) openStage()
    return { action: 'deny' }
  })
}
