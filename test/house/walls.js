/**
 * The walls of the house, as a configuration of dependency-cruiser. One rule per room: it may import itself and what
 * is listed, and nothing else, be it a neighbour, an npm package or a part of Node. `test/architecture.test.ts` breaks
 * every one of them on purpose.
 */

/** Any module of Node itself (`node:fs` is seen as `fs`). */
const node =
  '^(node:)?(assert|async_hooks|buffer|child_process|crypto|dgram|diagnostics_channel|dns|events|fs|http|net|os|path|perf_hooks|process|readline|stream|string_decoder|timers|tls|tty|url|util|v8|worker_threads|zlib)(/|$)'

const npm = (...names) => `node_modules/(@types/)?(${names.join('|')})/`

const room = (name) => `^src/${name}/`

/** Everything outside `name` and the listed patterns is forbidden to the files below `name`. */
function wall(name, comment, ...allowed) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: room(name) },
    to: { pathNot: [room(name), '\\.css$', ...allowed] },
  }
}

const vue = npm('vue', '@vue')
const domain = room('domain')
const contract = room('contract')
const web = room('web')
const door = '^src/server/index\\.ts$'
const ports = '^src/server/operations/ports\\.ts$'
const documents = '^src/server/documents/verify\\.ts$'
const languages = '^src/contract/languages/'

/** @satisfies {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    wall('domain', 'The rules of a poll import nothing.'),
    wall(
      'contract',
      'Both ends compile against it: the words of the domain and the schema library.',
      domain,
      npm('zod'),
    ),

    wall(
      'server/operations',
      'Read, ask the rules, write, announce: through ports.',
      domain,
      contract,
      npm('papaparse'),
    ),
    wall(
      'server/documents',
      'What a meeting leaves behind, as files: a value in, text or bytes out.',
      domain,
      contract,
      ports,
      npm('papaparse', 'write-excel-file', 'zod'),
      '^(node:)?crypto$',
    ),
    wall(
      'server/store',
      'The only importer of the native module.',
      domain,
      contract,
      ports,
      npm('better-sqlite3'),
      node,
    ),
    wall('server/live', 'Told what to send; decides nothing.', contract, node),
    wall(
      'server/network',
      'Knows interfaces and sockets, and no meeting.',
      '^src/contract/views\\.ts$',
      node,
      npm('pino'),
    ),
    wall(
      'server/http',
      'Validate, call one operation, answer.',
      domain,
      contract,
      room('server/operations'),
      room('server/documents'),
      room('server/live'),
      npm('express', 'express-serve-static-core', 'helmet', 'rate-limiter-flexible', 'pino', 'zod'),
      node,
    ),
    wall(
      'server',
      'The room in plain Node: no page, no program, no Electron.',
      domain,
      contract,
      '^(?!.*electron)(.*node_modules/)',
      node,
    ),

    wall('web', 'Runs on phones.', domain, contract, vue, npm('uqr')),
    wall('attendee', 'Never contains host code.', web, domain, contract, vue),
    wall(
      'renderer',
      'The host pages.',
      web,
      domain,
      contract,
      vue,
      npm('vue-router', 'reka-ui', '@lucide/vue', 'vue-draggable-plus'),
    ),
    wall('preload', 'Sandboxed and tiny.', '^src/contract/desktop\\.ts$', npm('electron')),
    wall('main', 'The shell.', door, '^src/contract/desktop\\.ts$', languages, npm('electron'), node),
    wall(
      'headless',
      'Starts the room from a terminal, or checks a file.',
      door,
      documents,
      languages,
      npm('open', 'vite', '@vitejs'),
      node,
    ),
    {
      name: 'dev-tools',
      comment: 'Only `npm run dev` may load the bundler; the other programs must start without it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/headless/dev\\.ts$' },
      to: { path: npm('vite', 'electron-vite', '@vitejs') },
    },
    {
      name: 'one-home-electron',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: npm('electron') },
    },
    {
      name: 'one-home-sqlite',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/server/store/' },
      to: { path: npm('better-sqlite3') },
    },
    {
      name: 'one-home-express',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/server/http/' },
      to: { path: npm('express') },
    },
    {
      name: 'phones-never-reach-the-host',
      comment: 'No way leads from the LAN app to a host route, not even through another module.',
      severity: 'error',
      from: { path: '^src/server/http/attendeeApp\\.ts$' },
      to: { path: '^src/server/http/host[A-Z]|^src/contract/hostApi\\.ts$', reachable: true },
    },
    {
      name: 'no-schemas-on-phones',
      comment: 'The schema library would travel to every phone: pages take types from these files, never values.',
      severity: 'error',
      from: { path: '^src/(web|attendee|renderer)/' },
      to: { path: '^src/contract/(attendeeApi|hostApi)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'found', comment: 'The imported file exists.', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shipped',
      comment: 'What runs outside a bundle is installed with the product.',
      severity: 'error',
      from: { path: '^src/(server|headless|main)/', pathNot: '^src/headless/dev\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: npm('electron') },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
