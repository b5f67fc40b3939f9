import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeFreshBuild } from '../../src/headless/freshBuild.ts'
import { repository } from '../support/houseCopy.ts'

/** The built program as a person starts it. */
interface Run {
  readonly child: ChildProcess
  output: string
  complaints: string
  readonly exit: Promise<number | null>
}

const built = 'out/main/headless.js'
const launcher = 'src/headless/launch.ts'
let dataDir: string
const runs: Run[] = []

beforeAll(async () => {
  expect(await makeFreshBuild(() => undefined)).toBe(true)
}, 120_000)

beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'show-of-hands-headless-'))))

afterEach(async () => {
  for (const { child, exit } of runs.splice(0)) {
    child.kill('SIGKILL')
    await exit
  }
  rmSync(dataDir, { recursive: true, force: true })
})

function start(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: repository,
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exit = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const run: Run = { child, output: '', complaints: '', exit }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (run.output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (run.complaints += text))
  runs.push(run)
  return run
}

const own = (): string[] => [
  '--data',
  dataDir,
  '--port',
  '0',
  '--host-port',
  '0',
  '--address',
  '127.0.0.1',
  '--no-open',
]
const until = (run: Run, pattern: RegExp): Promise<void> =>
  vi.waitFor(() => expect(run.output).toMatch(pattern), { timeout: 20_000 })

describe('npm run serve', () => {
  test('with --json prints one line with everything a script needs, and nothing else', async () => {
    const run = start(launcher, ['--serve', '--json', ...own()])
    await until(run, /\n/)
    const { event, ...ready } = JSON.parse(run.output) as Record<string, string>
    expect(event).toBe('ready')
    expect(Object.keys(ready)).toEqual(['joinUrl', 'hostUrl', 'hostApi', 'hostSecret', 'dataDir'])
    expect(ready).toMatchObject({
      dataDir,
      hostUrl: expect.stringContaining(`/#${ready['hostSecret'] ?? ''}`) as string,
    })

    const refused = await fetch(`${ready['hostApi'] ?? ''}/listMeetings`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${ready['hostSecret'] ?? ''}` },
      body: '{}',
    })
    expect(await refused.json()).toEqual({ meetings: [] })

    run.child.kill('SIGTERM')
    expect(await run.exit).toBe(0)
    expect(run.output.trim().split('\n')).toHaveLength(1)
  })

  test('ends when the shell that npm puts between them is gone, so that its ports and data are free again', async () => {
    const shell = spawn('sh', ['-c', '"$0" "$@"; exit $?', process.execPath, built, ...own()], {
      cwd: repository,
      env: { ...process.env, LC_ALL: 'en_US.UTF-8', DISPLAY: '', WAYLAND_DISPLAY: '', npm_lifecycle_event: 'serve' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let output = ''
    shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    await vi.waitFor(() => expect(output).toMatch(/Ctrl-C/), { timeout: 20_000 })
    shell.kill('SIGKILL')
    await vi.waitFor(() => expect(output).toContain('Closed.'), { timeout: 20_000 })
  })

  test('without it says in words where to go, and closes cleanly on one Ctrl-C that arrives twice', async () => {
    const run = start(built, own())
    await until(run, /Ctrl-C/)
    expect(run.output).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#[\w-]{22}/)
    expect(run.output).toContain(dataDir)
    run.child.kill('SIGINT')
    // Another one: two of the same kind are one to the system.
    run.child.kill('SIGTERM')
    expect(await run.exit).toBe(0)
    expect(run.output).toContain('Closed.')
    expect(run.complaints).toBe('')
  })

  test('with phones connected it closes, too', async () => {
    const run = start(built, ['--json', ...own()])
    await until(run, /\n/)
    const { port } = new URL((JSON.parse(run.output) as { joinUrl: string }).joinUrl)
    const stream = await fetch(`http://127.0.0.1:${port}/api/events?stream=abcdefgh`)
    expect(stream.status).toBe(200)
    const idle = connect(Number(port), '127.0.0.1').on('error', () => undefined)
    run.child.kill('SIGTERM')
    expect(await run.exit).toBe(0)
    idle.destroy()
    await stream.body?.cancel().catch(() => undefined)
  }, 20_000)

  test('refuses what it does not know, with help', async () => {
    const run = start(built, ['--prot', '80'])
    expect(await run.exit).toBe(2)
    expect(run.output).toBe('')
    expect(run.complaints).toContain('--prot')
    expect(run.complaints).toContain('--host-port')
  })

  test('a second press ends at once what would not close', async () => {
    const script = `import { onStopSignal } from './src/headless/stopSignals.ts'
      onStopSignal(() => console.log('stopping'))
      setInterval(() => undefined, 1e6)
      console.log('running')`
    const run = start('--input-type=module', ['--eval', script])
    await until(run, /running/)
    run.child.kill('SIGINT')
    await until(run, /stopping/)
    const presses = setInterval(() => run.child.kill('SIGINT'), 100)
    expect(await run.exit).toBe(130)
    clearInterval(presses)
    expect(run.output.match(/stopping/g)).toHaveLength(1)
  })

  test('speaks the language of the terminal', async () => {
    const run = start(built, ['--help'], { LC_ALL: 'zh_CN.UTF-8' })
    expect(await run.exit).toBe(0)
    expect(run.output).toContain('用法')
  })

  test('leaves a newer file alone and says so', async () => {
    const first = start(built, ['--json', ...own()])
    await until(first, /\n/)
    first.child.kill('SIGTERM')
    expect(await first.exit).toBe(0)
    const db = new Database(join(dataDir, 'show-of-hands.db'))
    db.pragma('user_version = 9999')
    db.close()

    const run = start(built, ['--json', ...own()])
    expect(await run.exit).toBe(1)
    expect(run.output).toBe('')
    expect(run.complaints).toContain('newer version')
    expect(run.complaints).toContain(dataDir)
  })
})

describe('a folder that cannot be used', () => {
  test('is refused while another program runs with it, which goes on', async () => {
    const first = start(built, ['--json', ...own()])
    await until(first, /\n/)
    const second = start(built, ['--json', ...own()], { LC_ALL: 'zh_CN.UTF-8' })
    expect(await second.exit).toBe(1)
    expect(second.output).toBe('')
    expect(second.complaints).toContain(`举手已经在使用文件夹 ${dataDir}`)
    const { joinUrl } = JSON.parse(first.output) as { joinUrl: string }
    expect((await fetch(joinUrl)).status).toBe(200)
  })

  test.each([
    ['a file', () => join(repository, 'package.json'), 'not a folder'],
    ['a place where nothing can be made', () => '/proc/show-of-hands', 'cannot be made'],
  ])('is named in one sentence: %s', async (_name, folder, sentence) => {
    const run = start(built, [...own(), '--data', folder()])
    expect(await run.exit).toBe(1)
    expect(run.complaints).toContain(sentence)
    expect(run.complaints.trim().split('\n')).toHaveLength(1)
  })
})

describe('npm start', () => {
  test.runIf(process.platform === 'linux')(
    'without a display says so in one line and goes on in the terminal',
    async () => {
      const run = start(launcher, own())
      await until(run, /Ctrl-C/)
      expect(run.complaints.trim()).toBe(
        'No desktop window: there is no display. The console runs in the browser instead.',
      )
      run.child.kill('SIGINT')
      expect(await run.exit).toBe(0)
    },
  )
})
