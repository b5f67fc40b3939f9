/** A phone that is going to arrive has done so by then. */
export const helpAfterMs = 30_000

/** Whose firewall may be in the way. The page runs on the computer that runs the program, so its browser knows. */
export function firewallOf(userAgent: string): 'windows' | 'mac' | 'linux' {
  if (/Windows/.test(userAgent)) return 'windows'
  return /Mac OS X|Macintosh/.test(userAgent) ? 'mac' : 'linux'
}
