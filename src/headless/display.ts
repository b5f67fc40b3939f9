/** Can a window appear? Everywhere but on a Linux without X or Wayland. */
export function hasDisplay(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
  if (platform !== 'linux') return true
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
}

/** Opens a link in the person's browser, on whose command line others on the computer can read it; false if that did not work. The link is printed in any case. */
export async function openInBrowser(url: string): Promise<boolean> {
  try {
    const { default: open } = await import('open')
    const browser = await open(url)
    // A missing browser is reported late, as an event; nobody listening would end the program.
    browser.on('error', () => undefined)
    return true
  } catch {
    return false
  }
}
