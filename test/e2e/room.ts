import { test as base, devices, expect, type BrowserContextOptions, type Page } from '@playwright/test'
import type { CommandAnswer, CommandInput, HostCommand } from '../../src/contract/hostApi.ts'
import type { HostPoll, MeetingDetail } from '../../src/contract/views.ts'
import { removeDataDir, startBuiltServer, temporaryDataDir, type BuiltServer } from '../support/builtServer.ts'
import { phoneHost } from '../support/chromium.ts'
import { createWatch, watchContext } from './watch.ts'

export { expect }

/** A meeting room: the built program in a process of its own, one host and any number of phones. */
export interface Room {
  readonly server: () => BuiltServer
  /** The console in a browser context of its own, signed in by the launch link. */
  hostPage(options?: BrowserContextOptions): Promise<Page>
  /** The stage, signed in likewise. */
  stagePage(options?: BrowserContextOptions): Promise<Page>
  /** The n-th phone (from 1), on an insecure origin as real ones are. It opens the running meeting's join link. */
  phone(n: number, options?: PhoneOptions): Promise<Page>
  /** What a phone's link starts with, and the link of the running meeting. */
  readonly phoneOrigin: () => string
  joinPath(): Promise<string>
  /** Performs a command as a script would. */
  command<C extends HostCommand>(name: C, input: CommandInput<C>): Promise<CommandAnswer<C>>
  /** A meeting with these polls, started. */
  meeting(title: string, polls?: readonly PollDraft[]): Promise<{ meeting: MeetingDetail; polls: readonly HostPoll[] }>
  /** Ends the program in any way and starts it again on the same ports and data. */
  restart(signal?: NodeJS.Signals, between?: Between): Promise<void>
  /** Console errors and page errors that this story provokes on purpose. */
  excuse(pattern: RegExp): void
}

/** What happens while the program is away, and what its next run finds. */
export interface Between {
  readonly act?: (dataDir: string) => void
  readonly env?: Readonly<Record<string, string>>
}

export type PollDraft = Omit<CommandInput<'createPoll'>, 'meetingId'>

export interface PhoneOptions extends BrowserContextOptions {
  /** Another path than the running meeting's join link; null stays on an empty page. */
  readonly path?: string | null
}

const { defaultBrowserType: _webkit, ...iPhone } = devices['iPhone 13']
const { defaultBrowserType: _chromium, ...smallAndroid } = devices['Galaxy S5']

/** Phones take turns: an iPhone, a small Android, and the narrowest that counts. */
export const phoneDevices: readonly BrowserContextOptions[] = [
  iPhone,
  smallAndroid,
  { ...smallAndroid, viewport: { width: 320, height: 568 } },
]

export const test = base.extend<{ room: Room }>({
  room: async ({ browser }, use, testInfo) => {
    const dataDir = await temporaryDataDir()
    const watch = createWatch()
    let server = await startBuiltServer({ dataDir })
    const phoneOrigin = (): string => `http://${phoneHost}:${String(server.lanPort)}`
    const hostOrigin = (): string => new URL(server.hostUrl).origin
    const own = (): string[] => [phoneOrigin(), hostOrigin()]

    const open = async (who: string, url: string | null, options: BrowserContextOptions): Promise<Page> => {
      const context = await browser.newContext({ locale: 'en-GB', ...options })
      await watchContext(context, who, own, watch)
      const page = await context.newPage()
      if (url !== null) await page.goto(url)
      return page
    }
    const command: Room['command'] = async (name, input) => {
      const response = await fetch(`${server.hostApi}/${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${server.hostSecret}` },
        body: JSON.stringify(input),
      })
      const body = await response.text()
      if (!response.ok) throw new Error(`${name} was refused: ${body}`)
      return JSON.parse(body) as CommandAnswer<typeof name>
    }
    const joinPath = async (): Promise<string> => {
      const { meetings } = await command('listMeetings', {})
      const running = meetings.find((meeting) => meeting.status === 'running')
      if (running === undefined) return '/'
      const { meeting } = await command('getMeeting', { meetingId: running.id })
      return `/${meeting.joinCode}`
    }

    await use({
      server: () => server,
      phoneOrigin,
      joinPath,
      command,
      excuse: (pattern) => watch.excuse(pattern),
      hostPage: (options = {}) => open('host', server.hostUrl, { viewport: { width: 1280, height: 800 }, ...options }),
      async stagePage(options = {}) {
        const page = await open('stage', server.hostUrl, { viewport: { width: 1280, height: 720 }, ...options })
        // The launch link signs the browser in; wait for it to leave the address bar before going on.
        await page.waitForURL((url) => url.hash === '')
        await page.goto(`${hostOrigin()}/stage`)
        return page
      },
      async phone(n, { path, ...options } = {}) {
        const device = phoneDevices[(n - 1) % phoneDevices.length]
        const url = path === null ? null : `${phoneOrigin()}${path ?? (await joinPath())}`
        return open(`phone ${String(n)}`, url, { ...device, ...options })
      },
      async meeting(title, drafts = []) {
        const { meeting } = await command('createMeeting', { title })
        const polls: HostPoll[] = []
        for (const draft of drafts) {
          polls.push((await command('createPoll', { meetingId: meeting.id, ...draft })).poll)
        }
        const started = await command('startMeeting', { meetingId: meeting.id })
        return { meeting: started.meeting, polls }
      },
      async restart(signal = 'SIGTERM', { act, env } = {}) {
        // What browsers say of a server that is away.
        watch.excuse(
          /ERR_CONNECTION_(REFUSED|RESET|CLOSED)|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_NETWORK/,
        )
        const { lanPort, hostPort } = server
        await server.stop(signal)
        act?.(dataDir)
        server = await startBuiltServer({ dataDir, port: lanPort, hostPort, ...(env === undefined ? {} : { env }) })
      },
    })

    for (const context of browser.contexts()) await context.close()
    const exitCode = await server.stop()
    if (server.complaints() !== '') await testInfo.attach('server', { body: server.complaints() })
    await removeDataDir(dataDir)
    expect.soft(watch.offences, 'no page errs, violates its policy or asks elsewhere').toEqual([])
    expect.soft(exitCode, 'the server closes cleanly').toBe(0)
  },
})
