import { isAbsolute, join, relative } from 'node:path'

/** Modules that the bundler makes up and pages ask for by name. */
const madeUp = new Set(['/@vite/client', '/@vite/env', '/@id/__x00__plugin-vue:export-helper'])

/** Never handed out, wherever it lies: the data folder, the host's secret, databases with their logs, keys. */
export const secretFiles = [
  '**/show-of-hands-dev/**',
  '**/host-secret*',
  '**/*.{db,lock}',
  '**/*.db-*',
  '**/.env',
  '**/.env.*',
  '**/*.{crt,pem,key}',
  '**/.git/**',
]

const secret =
  /(^|[\\/])(show-of-hands-dev|\.git|host-secret[^\\/]*|\.env[^\\/]*|[^\\/]+\.(db(-\w+)?|lock|crt|pem|key))([\\/]|$)/

/**
 * Which paths of the network the bundler of development may answer: files below `folders` and a few modules of its own.
 * It stands in front of the bundler because phones ask here, too, and a plugin may open whatever file it is asked for.
 * @param root what a plain path such as `/attendee/main.ts` starts from
 * @param path as it stands in the request, without the query
 */
export function mayServe(path: string, root: string, folders: readonly string[]): boolean {
  let plain
  try {
    plain = decodeURIComponent(path)
  } catch {
    return false
  }
  if (madeUp.has(plain)) return true
  // Encoded twice, or ways around: nothing that a page of ours asks for.
  if (/[%\\\0?#]|(^|\/)\.\.?(\/|$)/.test(plain) || secret.test(plain)) return false
  const onDisk = plain.startsWith('/@fs/') ? withoutPrefix(plain) : join(root, plain)
  return folders.some((folder) => {
    const inside = relative(folder, onDisk)
    return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)
  })
}

/** `/@fs/home/…` is `/home/…`, `/@fs/C:/…` is `C:/…`. */
function withoutPrefix(path: string): string {
  const file = path.slice('/@fs'.length)
  return /^\/[A-Za-z]:\//.test(file) ? file.slice(1) : file
}
