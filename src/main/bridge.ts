import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { bridgeChannels, type DesktopBridge } from '../contract/desktop.ts'
import type { HostOrigin } from './origin.ts'

/** Every capability of the bridge, present. */
export type BridgeHandlers = { readonly [K in keyof DesktopBridge]-?: NonNullable<DesktopBridge[K]> }

/** Answers the pages. No capability takes an argument, so there is none to check, and none is passed on. */
export function answerBridge(origin: HostOrigin, handlers: BridgeHandlers): void {
  for (const name of Object.keys(bridgeChannels) as (keyof typeof bridgeChannels)[]) {
    ipcMain.handle(bridgeChannels[name], (event) => {
      if (!isOurPage(event, origin)) throw new Error('refused: the sender is not a page of the host')
      return handlers[name]()
    })
  }
}

/** The frame may be gone by now (null), or be one within a page. */
function isOurPage({ senderFrame }: IpcMainInvokeEvent, origin: HostOrigin): boolean {
  return senderFrame !== null && senderFrame.parent === null && origin.owns(senderFrame.url)
}
