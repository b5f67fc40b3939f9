import type { Component } from 'vue'
import type { PollKind } from '../../domain/kinds/index.ts'
import type { Messages } from '../../web/words.ts'

/** A kind on the phone, in one file of `kinds/`. */
export interface KindPart {
  /** Takes `VotingProps`, emits `VotingEmits`. */
  readonly Voting: Component
  /** Takes `ResultProps`. */
  readonly Result: Component
  /** Sections of `contract/languages` that only this kind says. */
  readonly sentences: Messages
}

/** Fetches a kind when such a poll arrives; null: every phone has it from the start. */
export const kindParts: Partial<Record<PollKind, (() => Promise<KindPart>) | null>> = {
  choice: null,
  motion: null,
}
