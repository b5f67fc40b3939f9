import type { AppSettings } from '../../contract/settings.ts'
import type { NetworkView } from '../../contract/views.ts'
import { accept, type Result } from '../../domain/refusal.ts'
import type { Queries } from './ports.ts'
import type { Room } from './room.ts'
import { updateSettings } from './updateSettings.ts'

export type SettingsChange = Parameters<typeof updateSettings.run>[1]

/** Where settings are read and changed. */
export interface SettingsDesk {
  view(): { settings: AppSettings; network: NetworkView }
  update(change: SettingsChange): Promise<Result<AppSettings>>
}

/** `apply` hands stored settings to the parts of the house that follow them. */
export function createSettingsDesk(
  room: Room,
  read: Queries,
  network: () => NetworkView,
  apply: (settings: AppSettings) => void,
): SettingsDesk {
  return {
    view: () => ({ settings: read.settings(), network: network() }),
    async update(change) {
      const performed = await room.perform(updateSettings, change)
      if (!performed.ok) return performed
      apply(performed.value.value)
      return accept(performed.value.value)
    },
  }
}
