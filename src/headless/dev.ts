import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { createServer, type ViteDevServer } from 'vite'
import { startServer, type Face, type Pages } from '../server/index.ts'
import { defaultPorts } from './commandLine.ts'
import { installDir } from './install.ts'
import { onStopSignal } from './stopSignals.ts'

/**
 * `npm run dev`: pages from source, changed in place as files are saved. Node's `--watch` starts this program anew when
 * the server's own files change; ports, data and the host's secret stay, so open pages just reconnect.
 */

const dataDir = join(installDir, 'node_modules/.cache/show-of-hands-dev')
const sourceDir = join(installDir, 'src')

function keptSecret(): string {
  const file = join(dataDir, 'host-secret')
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const secret = randomBytes(16).toString('base64url')
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, secret, { mode: 0o600 })
    return secret
  }
}

/** One of the two pages, its modules served as Vite transforms them. */
function sourceFace(vite: ViteDevServer, folder: string): Face {
  return {
    assets: (request, response, next) => {
      // Vite would answer paths such as `/` with pages of its own; those are ours.
      if (/\.\w+$|^\/@/.test(request.path)) vite.middlewares(request, response, next)
      else next()
    },
    document: (_request, response, next) => {
      const render = async (): Promise<void> => {
        const source = await readFile(join(sourceDir, folder, 'index.html'), 'utf8')
        // The page is shown at many addresses, so its script is asked for by an absolute one.
        const html = source.replaceAll('"./', `"/${folder}/`)
        response.type('html').send(await vite.transformIndexHtml(`/${folder}/index.html`, html))
      }
      render().catch(next)
    },
  }
}

const vite = await createServer({
  configFile: false,
  root: sourceDir,
  appType: 'custom',
  plugins: [vue()],
  cacheDir: join(installDir, 'node_modules/.cache/vite'),
  // Phones of the network come here, too.
  server: { middlewareMode: true, host: true, allowedHosts: true },
})
const pages: Pages = {
  attendee: sourceFace(vite, 'attendee'),
  host: sourceFace(vite, 'renderer'),
  // Vite puts styles and its own client into the page and talks to it over a socket of its own.
  extraCsp: { styleSrc: ["'unsafe-inline'"], connectSrc: ['ws:'] },
}
const server = await startServer({
  dataDir,
  port: defaultPorts.phones,
  hostPort: defaultPorts.host,
  hostSecret: keptSecret(),
  pages,
})
console.log(`console  ${server.hostUrl}\nphones   ${server.joinUrl}\ndata     ${server.dataDir}`)

onStopSignal(() => {
  void server
    .close()
    .then(() => vite.close())
    .then(() => process.exit(0))
})
