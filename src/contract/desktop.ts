/**
 * What a page cannot do in a browser. Electron's preload provides it as `window.showOfHands`; in a browser a twin
 * provides what the browser can. A capability that is missing is null, and its button is not drawn. No page ever
 * asks whether it runs in Electron.
 */
export interface DesktopBridge {
  /** Shows the stage in a window of its own, on the second display if there is one. */
  readonly openStage: (() => Promise<void>) | null
  /** Version and place of the data, for the about line. */
  readonly about: (() => Promise<{ readonly version: string; readonly dataDir: string }>) | null
}

/** Name of the bridge on `window`. */
export const bridgeName = 'showOfHands'

/** IPC channels, one per capability. */
export const bridgeChannels = { openStage: 'open-stage', about: 'about' } as const
