import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { CountdownView } from '../contract/views.ts'

/** A countdown as a screen shows it. All null (false) where nothing counts down. */
export interface ShownCountdown {
  /** Whole seconds left, rounded up: 0 only when the time is up. */
  readonly seconds: Readonly<Ref<number | null>>
  readonly paused: Readonly<Ref<boolean>>
  /** The last ten seconds, which deserve to be seen. */
  readonly last: Readonly<Ref<boolean>>
  /** 60, 30 or 10 from the moment so many are left; for screen readers, to whom every second would be noise. */
  readonly announced: Readonly<Ref<number | null>>
}

const tickMs = 250
const lastSeconds = 10
const announcements: readonly number[] = [60, 30, 10]

/** Where `useLiveView` is meant. */
interface TellsTime {
  serverNowMs(): number | null
}

/** Follows a poll's countdown by the server's clock; `countdown` as the newest view has it. */
export function useCountdown(countdown: () => CountdownView | null | undefined, live: TellsTime): ShownCountdown {
  const seconds = ref<number | null>(null)
  const announced = ref<number | null>(null)
  let timer: ReturnType<typeof setInterval> | undefined

  function remainingMs(): number | null {
    const { closesAtMs = null, pausedRemainingMs = null } = countdown() ?? {}
    if (closesAtMs === null) return pausedRemainingMs
    const now = live.serverNowMs()
    return now === null ? null : Math.max(0, closesAtMs - now)
  }

  function tick(): void {
    const left = remainingMs()
    const before = seconds.value
    const now = left === null ? null : Math.ceil(left / 1000)
    seconds.value = now
    if (now === null || before === null || now > before) announced.value = null
    else announced.value = announcements.find((mark) => before > mark && now <= mark) ?? announced.value
  }

  function stop(): void {
    clearInterval(timer)
  }

  watch(
    countdown,
    (given) => {
      stop()
      tick()
      if (given != null && given.closesAtMs !== null) timer = setInterval(tick, tickMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  return {
    seconds,
    paused: computed(() => countdown()?.pausedRemainingMs != null),
    last: computed(() => seconds.value !== null && seconds.value <= lastSeconds),
    announced,
  }
}

/** "1:05", "0:09", "1:00:00". */
export function clockFace(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = two(seconds % 60)
  return hours === 0 ? `${String(minutes)}:${rest}` : `${String(hours)}:${two(minutes)}:${rest}`
}
