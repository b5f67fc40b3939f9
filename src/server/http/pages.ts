import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { RequestHandler } from 'express'

/** The two documents and their assets. `document` answers any page path of its face. */
export interface Face {
  readonly assets: RequestHandler
  readonly document: RequestHandler
}

export interface Pages {
  readonly attendee: Face
  readonly host: Face
  /** Sources to allow beyond our own, in development only. */
  readonly extraCsp?: Readonly<Record<string, readonly string[]>>
}

interface Asset {
  readonly body: Buffer
  readonly gzipped: Buffer | null
  readonly type: string
  readonly tag: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Loads the built pages into memory, compressed once: no file is opened for a request, so no path can lead astray, and
 * a phone costs 0.6 ms instead of 7 (compressing while serving). Gzip, because browsers offer brotli only over https.
 *
 * Each face gets the assets its own document names, so that phones cannot even read the host's script.
 */
export async function memoryPages(rendererDir: string): Promise<Pages> {
  const assets = await loadAssets(rendererDir)
  const attendee = required(assets, '/attendee/index.html')
  const host = required(assets, '/renderer/index.html')
  return { attendee: face(attendee, reachable(assets, attendee)), host: face(host, reachable(assets, host)) }
}

async function loadAssets(dir: string): Promise<Map<string, Asset>> {
  const assets = new Map<string, Asset>()
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const body = await readFile(path)
    const zipped = await promisify(gzip)(body, { level: 9 })
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const url = `/${path
      .slice(dir.length + 1)
      .split(sep)
      .join('/')}`
    assets.set(url, { body, gzipped: zipped.length < body.length ? zipped : null, type, tag })
  }
  return assets
}

function required(assets: ReadonlyMap<string, Asset>, url: string): Asset {
  const asset = assets.get(url)
  if (asset === undefined) throw new Error(`the built pages lack ${url}; run "npm run build"`)
  return asset
}

/** The assets that a document names, and those that they name in turn. */
function reachable(all: ReadonlyMap<string, Asset>, document: Asset): Map<string, Asset> {
  const found = new Map<string, Asset>()
  const visit = (asset: Asset): void => {
    const text = asset.body.toString('utf8')
    for (const [url, other] of all) {
      // Scripts name their lazy parts by file name, without the folder.
      const name = url.slice(url.lastIndexOf('/') + 1)
      if (found.has(url) || name === 'index.html' || !text.includes(name)) continue
      found.set(url, other)
      visit(other)
    }
  }
  visit(document)
  return found
}

function face(document: Asset, assets: ReadonlyMap<string, Asset>): Face {
  return {
    assets: (request, response, next) => {
      const asset = assets.get(request.path)
      if (asset === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) next()
      else send(request, response, asset, 'public, max-age=31536000, immutable')
    },
    // Asked again on every visit: a phone must never hold a page whose scripts an update has replaced.
    document: (request, response) => send(request, response, document, 'no-cache'),
  }
}

function send(
  request: Parameters<RequestHandler>[0],
  response: Parameters<RequestHandler>[1],
  asset: Asset,
  cacheControl: string,
): void {
  response.set({ 'Cache-Control': cacheControl, ETag: asset.tag, Vary: 'Accept-Encoding' })
  if (request.headers['if-none-match'] === asset.tag) {
    response.status(304).end()
    return
  }
  const zipped = asset.gzipped !== null && request.acceptsEncodings('gzip') === 'gzip' ? asset.gzipped : null
  if (zipped !== null) response.set('Content-Encoding', 'gzip')
  const body = zipped ?? asset.body
  response.set({ 'Content-Type': asset.type, 'Content-Length': String(body.length) })
  response.end(request.method === 'HEAD' ? undefined : body)
}
