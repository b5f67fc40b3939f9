/**
 * Takes the place of Vite's own helper around every `import()` of the built page (`electron.vite.config.ts`), which is
 * ten times as large and cannot ask a second time: browsers before 2026 remember that an address failed.
 */

let failures = 0

/** Adds a stylesheet of the page; resolves when it applies. */
function addStyle(path: string): Promise<void> {
  const href = `/${path}`
  return new Promise((resolve, reject) => {
    if (document.querySelector(`link[href="${href}"]`) !== null) {
      resolve()
      return
    }
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.onload = () => {
      resolve()
    }
    link.onerror = () => {
      link.remove()
      reject(new Error(href))
    }
    document.head.append(link)
  })
}

/**
 * Fetches a script and the styles that belong to it, side by side.
 * @param load imports the script; what it is given is added to the address
 * @param styles paths of stylesheets, without the leading slash
 */
export async function __vitePreload<T>(
  load: (suffix: string) => Promise<T>,
  styles: readonly string[] = [],
): Promise<T> {
  try {
    const [part] = await Promise.all([load(failures === 0 ? '' : `?${failures}`), ...styles.map(addStyle)])
    return part
  } catch (error) {
    failures += 1
    throw error
  }
}
