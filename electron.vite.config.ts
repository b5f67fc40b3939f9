import { basename, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const source = (path: string): string => resolve(import.meta.dirname, 'src', path)

/** iOS 14 and the Chrome of 2020: a phone of that age still votes. */
const oldestPhones = ['es2019', 'safari14', 'chrome87']

/**
 * What electron-vite presets otherwise, because it expects pages that only Electron opens: a relative base for
 * `file://` where ours are served at many paths, and Electron's own Chromium as the target. It would add our targets
 * to its own instead of replacing them, and warn, so they are set in the builds of the pages (`write: false`) alone.
 */
const pagesForPhones: Plugin = {
  name: 'pages-for-phones',
  enforce: 'post',
  config(config) {
    config.base = '/'
    if (config.build?.write === false) Object.assign(config.build, { target: oldestPhones, cssTarget: oldestPhones })
  },
}

/** Comments and indents of the documents are for us; every phone would carry them. */
const leanDocuments: Plugin = {
  name: 'lean-documents',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace(/<!--[\s\S]*?-->/g, '').replace(/\s*\n\s*/g, '\n'),
  },
}

/**
 * The parts that a phone fetches when they are needed: when a poll of their kind arrives, or a meeting asks who joins.
 *
 * A module that the first script holds is held whole, with all that any part uses of it. Languages are one module each,
 * so every part gets a copy of its own, of which only the sections it names are left. And Vite's helper around
 * `import()` gives way to ours, which needs the address to be open at its end to ask for it once more.
 */
const partsForPhones: Plugin = {
  name: 'parts-for-phones',
  enforce: 'pre',
  config(config) {
    const options = config.build?.rolldownOptions
    if (config.build?.write !== false || options === undefined || !('attendee' in Object(options.input))) return
    // Without these, whatever two parts share would be a file of its own, and one more request of every phone.
    const groups = [
      { name: 'attendee', tags: ['$initial' as const], priority: 1 },
      { name: 'results', test: /\/attendee\/results\.ts$/ },
    ]
    options.output = { codeSplitting: { groups } }
  },
  async resolveId(id, importer, options) {
    if (importer === undefined || !/\/attendee\/(admission|privacy|results|voting\/kinds\/\w+)\.ts$/.test(importer))
      return null
    if (!/\/languages\/(en|zh-CN)\.ts$/.test(id)) return null
    const resolved = await this.resolve(id, importer, { ...options, skipSelf: true })
    return resolved === null ? null : `${resolved.id}?${basename(importer, '.ts')}`
  },
  transform(_code, id) {
    if (id === '\0vite/preload-helper.js') return `export { __vitePreload } from '${source('attendee/preload.ts')}'`
    return null
  },
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.isEntry || chunk.name !== 'attendee') continue
        let opened = 0
        chunk.code = chunk.code.replace(/\(\)=>import\(([`'"]\.\/[^`'"]+[`'"])\)/g, (_all, address: string) => {
          opened += 1
          return `e=>import(${address}+e)`
        })
        if (opened !== chunk.dynamicImports.length) this.error('a part of the phone page could not be asked for twice')
      }
    },
  },
}

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        // One build holds both programs; only the chunk of `index` mentions electron.
        input: { index: source('main/index.ts'), headless: source('headless/index.ts') },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload is one CommonJS file: it can require electron and hardly anything else.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src',
    publicDir: false,
    plugins: [vue(), pagesForPhones, leanDocuments, partsForPhones],
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      // A page is one document, one script and one style, so that a room of phones asks three times each.
      isolatedEntries: true,
      minify: true,
      // Nothing is asked for before it is needed.
      modulePreload: false,
      rolldownOptions: {
        input: { host: source('renderer/index.html'), attendee: source('attendee/index.html') },
        // What the parts of a page share with its script stays in that script.
        preserveEntrySignatures: false,
        // Of our modules and Vue's, reading a property does nothing else. Otherwise each rule that a phone needs would
        // bring the whole module of its kind, because of a spread in it.
        treeshake: { propertyReadSideEffects: false },
        optimization: { inlineConst: { mode: 'all', pass: 3 } },
        // The outer build waits for those of the two pages, which a slow computer would be told about each time.
        checks: { bundlerTimings: false },
      },
    },
  },
})
