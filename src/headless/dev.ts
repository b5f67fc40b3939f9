import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { createServer, type ViteDevServer } from 'vite'
import { startServer, type Face, type Pages } from '../server/index.ts'
import { readCommandLine } from './commandLine.ts'
import { installDir } from './install.ts'
import { mayServe, secretFiles } from './sourceGate.ts'
import { onStopSignal } from './stopSignals.ts'
import { terminalWords } from './words.ts'

/**
 * `npm run dev`: pages from source, changed in place as files are saved. Node's `--watch` starts this program anew when
 * the server's own files change; ports, data and the host's secret stay, so open pages just reconnect.
 */

const line = readCommandLine(
  process.argv.slice(2),
  join(installDir, 'node_modules/.cache/show-of-hands-dev'),
  terminalWords(),
)
if (line.wish !== 'start') {
  console.error(line.wish === 'refused' ? line.reason : 'npm run dev takes --port, --host-port, --data and --address.')
  process.exit(2)
}
const { dataDir } = line.options
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

/** A bundler and the page that it makes. */
interface SourcePage {
  readonly vite: ViteDevServer
  readonly face: Face
}

interface Place {
  /** Folders below `src` that its page is made from; it cannot see any other. */
  readonly folders: readonly [page: string, ...shared: string[]]
  readonly listenOn: string
  /** Where the page hears of changes. Fixed, so that open pages find it again after a restart. */
  readonly changesPort: number
}

/** One bundler per page: the one that phones of the network reach knows nothing of the host's. */
async function openSourcePage({ folders, listenOn, changesPort }: Place): Promise<SourcePage> {
  const [page] = folders
  const cacheDir = join(installDir, 'node_modules/.cache', `vite-${page}`)
  const packages = ['vue', '@vue', 'vite/dist/client'].map((name) => join(installDir, 'node_modules', name))
  const allow = [...folders.map((folder) => join(sourceDir, folder)), cacheDir, ...packages]
  const vite = await createServer({
    configFile: false,
    root: sourceDir,
    appType: 'custom',
    publicDir: false,
    plugins: [vue()],
    cacheDir,
    optimizeDeps: { entries: [`${page}/index.html`] },
    server: {
      middlewareMode: true,
      host: listenOn,
      allowedHosts: true,
      hmr: { port: changesPort },
      fs: { strict: true, allow, deny: secretFiles },
    },
  })
  return { vite, face: sourceFace(vite, page, allow) }
}

function sourceFace(vite: ViteDevServer, page: string, allow: readonly string[]): Face {
  return {
    assets: (request, response, next) => {
      // Vite would answer paths such as `/` with pages of its own; those are ours.
      const isModule = /\.\w+$|^\/@/.test(request.path)
      if (isModule && mayServe(request.path, sourceDir, allow)) vite.middlewares(request, response, next)
      else if (isModule) response.status(404).end()
      else next()
    },
    document: (_request, response, next) => {
      const render = async (): Promise<void> => {
        const source = await readFile(join(sourceDir, page, 'index.html'), 'utf8')
        // The page is shown at many addresses, so its script is asked for by an absolute one.
        const html = source.replaceAll('"./', `"/${page}/`)
        response.type('html').send(await vite.transformIndexHtml(`/${page}/index.html`, html))
      }
      render().catch(next)
    },
  }
}

const shared = ['web', 'contract', 'domain'] as const
const attendee = await openSourcePage({ folders: ['attendee', ...shared], listenOn: '0.0.0.0', changesPort: 24_678 })
const host = await openSourcePage({ folders: ['renderer', ...shared], listenOn: '127.0.0.1', changesPort: 24_679 })
const pages: Pages = {
  attendee: attendee.face,
  host: host.face,
  // Vite puts styles and its own client into the page and talks to it over a socket of its own.
  extraCsp: { styleSrc: ["'unsafe-inline'"], connectSrc: ['ws:'] },
}
const server = await startServer({
  dataDir,
  port: line.options.port,
  hostPort: line.options.hostPort,
  hostSecret: keptSecret(),
  pages,
  ...(line.options.address === null ? {} : { address: line.options.address }),
})
console.log(`console  ${server.hostUrl}\nphones   ${server.joinUrl}\ndata     ${server.dataDir}`)

onStopSignal(() => {
  void server
    .close()
    .then(() => Promise.all([attendee.vite.close(), host.vite.close()]))
    .then(() => process.exit(0))
})
