import type { AppSettings } from '../../contract/settings.ts'
import { done } from './answers.ts'
import type { Operation } from './ports.ts'

type Input = { readonly [Name in keyof AppSettings]?: AppSettings[Name] | undefined }

export const updateSettings: Operation<Input, AppSettings> = {
  name: 'updateSettings',
  run(tx, input) {
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
    const settings: AppSettings = { ...tx.settings(), ...given }
    tx.saveSettings(settings)
    return done(settings)
  },
}
