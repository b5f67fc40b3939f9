import { contextBridge, ipcRenderer } from 'electron'
import { bridgeChannels, bridgeName, type DesktopBridge } from '../contract/desktop.ts'

/** Named functions and no way to send anything else: a page can do what is listed here, and not one thing more. */
const bridge = {
  openStage: () => ipcRenderer.invoke(bridgeChannels.openStage) as Promise<void>,
  about: () => ipcRenderer.invoke(bridgeChannels.about) as Promise<{ version: string; dataDir: string }>,
} satisfies DesktopBridge

contextBridge.exposeInMainWorld(bridgeName, bridge)
