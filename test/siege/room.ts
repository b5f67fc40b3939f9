import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { JoinAnswer } from '../../src/contract/attendeeApi.ts'
import type { CommandAnswer, CommandInput, HostCommand } from '../../src/contract/hostApi.ts'
import { call } from '../crash/voter.ts'
import { removeDataDir, startBuiltServer, temporaryDataDir, type BuiltServer } from '../support/builtServer.ts'

/** The built program in a process of its own, with what an attack needs of it and what must go on meanwhile. */
export interface BesiegedRoom {
  readonly server: BuiltServer
  /** Of the phones' door. */
  readonly base: string
  host<C extends HostCommand>(name: C, input: CommandInput<C>): Promise<CommandAnswer<C>>
  /** Makes a meeting and starts it. @returns its id */
  start(title: string): Promise<string>
  /** Joins as a phone does. @returns its token */
  join(): Promise<string>
}

/** Opens a room that is closed with the test, however that ends. */
export async function openRoom(t: TestContext): Promise<BesiegedRoom> {
  const dataDir = await temporaryDataDir()
  const server = await startBuiltServer({ dataDir })
  t.after(async () => {
    await server.stop('SIGKILL')
    await removeDataDir(dataDir)
  })
  const base = `http://127.0.0.1:${server.lanPort}`
  const host: BesiegedRoom['host'] = async (name, input) => {
    const response = await fetch(`${server.hostApi}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.hostSecret}` },
      body: JSON.stringify(input),
    })
    const json: unknown = await response.json()
    assert.equal(response.status, 200, JSON.stringify(json))
    return json as CommandAnswer<typeof name>
  }
  return {
    server,
    base,
    host,
    async start(title) {
      const { meeting } = await host('createMeeting', { title })
      await host('startMeeting', { meetingId: meeting.id })
      return meeting.id
    },
    async join() {
      const { status, json } = await call<JoinAnswer>(base, 'POST', '/api/join', null, {})
      assert.equal(status, 200)
      return json.token
    },
  }
}
