import type { InjectionKey, Ref } from 'vue'

/** How a wall of entries fills a given room. */
export interface WallShape {
  /** Equal columns look like a wall of cards; filled ones keep an order that matters in sight. */
  readonly filling: 'balance' | 'auto'
  /** Columns, from the largest letters to the smallest. */
  readonly columns: readonly [number, number]
}

/**
 * Lays out a wall as large as all of it fits, and says how many entries are cut off where even the smallest letters are
 * too large.
 * @returns place of the first entry that is cut off; Infinity where all are in sight
 */
export type UseWallFit = (
  wall: Readonly<Ref<HTMLElement | null>>,
  shape: WallShape,
  onCut: (cut: number) => void,
) => Readonly<Ref<number>>

/** The stage provides `useWallFit`. Everything else scrolls, and phones do not carry what measures. */
export const wallFitKey: InjectionKey<UseWallFit> = Symbol('wall fit')
