/** What the host can adjust, for all meetings. Kept in the database. */
export interface AppSettings {
  /** Longest time that a new count waits before it is pushed to an audience. Status changes never wait. */
  readonly pushWindowMs: number
  /** Interface address chosen by the host, or null to follow the ranking. */
  readonly preferredAddress: string | null
}

/** Offered on the settings page; 5000 is the interval of the polling page this project began with. */
export const pushWindowChoicesMs = [100, 250, 500, 1000, 5000] as const

export const defaultSettings: AppSettings = { pushWindowMs: 250, preferredAddress: null }
