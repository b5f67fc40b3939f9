import type { Component } from 'vue'
import type { PollKind } from '../../domain/kinds/index.ts'
import SelectionResult from './SelectionResult.vue'

/** What draws the result of each kind. Everything at once: phones do not import this, they fetch what they need. */
export const resultKinds: Partial<Record<PollKind, Component>> = {
  choice: SelectionResult,
  motion: SelectionResult,
}
