/** The host's pages, and whether an address belongs to them. */
export interface HostOrigin {
  /** The launch link, with the secret: for the console alone. */
  readonly launchUrl: string
  url(path: string): string
  owns(url: string): boolean
}

export function hostOrigin(launchUrl: string): HostOrigin {
  const { protocol, host } = new URL(launchUrl)
  return {
    launchUrl,
    url: (path) => new URL(path, `${protocol}//${host}`).href,
    owns(url) {
      // By its parts: a URL's `origin` is the text "null" for every scheme that the standard does not know.
      if (!URL.canParse(url)) return false
      const asked = new URL(url)
      return asked.protocol === protocol && asked.host === host && asked.username === '' && asked.password === ''
    },
  }
}
