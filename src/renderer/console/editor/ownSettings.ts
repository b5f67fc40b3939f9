import type { Roll } from '../../../domain/circumstances.ts'
import type { PollKind, SettingsOf } from '../../../domain/kinds/index.ts'
import type { PollOption } from '../../../domain/kinds/kind.ts'
import type { Field } from './refusedFields.ts'

/** What the settings of one kind are given: `defineProps<OwnSettingsProps<'rating'>>()`. */
export interface OwnSettingsProps<K extends PollKind = PollKind> {
  settings: SettingsOf<K>
  /** The options as they are written, empty for kinds without. */
  options: readonly PollOption[]
  /** What is known of the meeting, for examples. */
  roll: Roll
  /** What is wrong there, in words; null where nothing is. */
  problemAt: (field: Field) => string | null
}

/** What they say: `defineEmits<OwnSettingsEmits<'rating'>>()`. */
export interface OwnSettingsEmits<K extends PollKind = PollKind> {
  change: [change: Partial<SettingsOf<K>>]
}

/** What stands at each option, for kinds that ask something of them: `defineProps<OptionMarkProps<'quiz'>>()`. */
export interface OptionMarkProps<K extends PollKind = PollKind> {
  settings: SettingsOf<K>
  optionId: string
  letter: string
}
