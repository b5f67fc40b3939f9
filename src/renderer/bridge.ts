import { bridgeName, type DesktopBridge } from '../contract/desktop.ts'
import { hostPages } from '../contract/routes.ts'

/** What a browser can do of what a desktop program can. */
const browserTwin: DesktopBridge = {
  openStage: () => {
    // A name, so that a second press shows the window that is there instead of opening another.
    window.open(hostPages.stage, 'show-of-hands-stage')
    return Promise.resolve()
  },
  about: null,
}

const provided = (window as { readonly [bridgeName]?: DesktopBridge })[bridgeName]

/** The desktop program's bridge where there is one. Pages look at what it can do, never at what it is. */
export const bridge: DesktopBridge = provided ?? browserTwin
