import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { NetworkView } from '../../../src/contract/views.ts'

/**
 * Two computers on one cable, made of Linux network namespaces: nothing outside them is touched. Names carry our
 * process id, so that what a killed run left behind can be told from what a running one needs.
 */
const prefix = 'soh-test-'

export interface TwoComputers {
  /** Runs `ip …` on the room's computer. */
  room(...ip: string[]): void
  /** The same on the phone. */
  phone(...ip: string[]): void
  /** Sets a `sysctl` key on the room's computer. */
  setting(key: string, value: number): void
  /** Packets that the room's computer has sent over the cable so far. */
  sentPackets(): number
  /** What a phone on the other end gets from a link. */
  fetchByPhone(url: string): string
  startRoom(): RoomProgram
  /** Runs a TypeScript text on the room's computer and answers what it prints. */
  evaluateInRoom(source: string): string
  remove(): void
}

export interface RoomProgram {
  /** The next view for which `holds`, from those not yet looked at. Rejects if the program ends before. */
  view(holds: (view: NetworkView) => boolean): Promise<NetworkView>
  stop(): Promise<void>
}

const ip = (...args: string[]): string =>
  execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** Why namespaces cannot be made here, or null if they can. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux'
  if (process.getuid?.() !== 0) return 'making network namespaces needs root'
  try {
    removeLeftovers()
    const probe = `${prefix}${process.pid}-probe`
    ip('netns', 'add', probe)
    ip('netns', 'del', probe)
    return null
  } catch (error) {
    return `ip netns does not work here: ${String(error).split('\n')[0]}`
  }
}

function removeLeftovers(): void {
  for (const line of ip('netns', 'list').split('\n')) {
    const [name = ''] = line.split(' ')
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (owner !== undefined && Number(owner) !== process.pid && !isRunning(Number(owner))) ip('netns', 'del', name)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

let made = 0

/** The room at `roomAddress/24` on interface `cable0`, with the phone as its router. IPv6 as the system has it. */
export function connectTwoComputers(roomAddress: string, phoneAddress: string): TwoComputers {
  const id = `${prefix}${process.pid}-${++made}`
  const room = `${id}-room`
  const phone = `${id}-phone`
  const programs = new Set<ChildProcess>()
  const remove = (): void => {
    process.off('exit', remove)
    for (const program of programs) program.kill('SIGKILL')
    for (const namespace of [room, phone]) {
      try {
        ip('netns', 'del', namespace)
      } catch {
        // it was never made
      }
    }
  }
  process.on('exit', remove)
  try {
    ip('netns', 'add', room)
    ip('netns', 'add', phone)
    // Made inside the room's namespace: this computer never sees it.
    ip('-n', room, 'link', 'add', 'cable0', 'type', 'veth', 'peer', 'name', 'cable1', 'netns', phone)
    for (const [namespace, line, address] of [
      [room, 'cable0', roomAddress],
      [phone, 'cable1', phoneAddress],
    ] as const) {
      ip('-n', namespace, 'link', 'set', 'lo', 'up')
      ip('-n', namespace, 'addr', 'add', `${address}/24`, 'dev', line)
      ip('-n', namespace, 'link', 'set', line, 'up')
    }
    ip('-n', room, 'route', 'add', 'default', 'via', phoneAddress)
  } catch (error) {
    remove()
    throw error
  }

  const inside = (namespace: string, command: string, ...args: string[]): string =>
    execFileSync('ip', ['netns', 'exec', namespace, command, ...args], { encoding: 'utf8', timeout: 15_000 })
  const evaluate = (namespace: string, source: string): string =>
    inside(namespace, process.execPath, '--input-type=module-typescript', '--eval', source).trim()

  return {
    room: (...args) => void ip('-n', room, ...args),
    phone: (...args) => void ip('-n', phone, ...args),
    setting: (key, value) => void inside(room, 'sh', '-c', `echo ${value} > /proc/sys/${key.replaceAll('.', '/')}`),
    sentPackets: () => Number(inside(room, 'cat', '/sys/class/net/cable0/statistics/tx_packets')),
    fetchByPhone: (url) => evaluate(phone, `console.log(await (await fetch('${url}')).text())`),
    evaluateInRoom: (source) => evaluate(room, source),
    startRoom() {
      const file = fileURLToPath(new URL('./roomProgram.ts', import.meta.url))
      const program = spawn('ip', ['netns', 'exec', room, process.execPath, file], {
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      programs.add(program)
      const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]()
      return {
        async view(holds) {
          for (;;) {
            const { value, done } = await lines.next()
            if (done === true) throw new Error('the room ended before that')
            const view = JSON.parse(value) as NetworkView
            if (holds(view)) return view
          }
        },
        async stop() {
          const ended = once(program, 'exit')
          program.stdin.end()
          await ended
          programs.delete(program)
        },
      }
    },
    remove,
  }
}
