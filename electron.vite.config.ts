import { resolve } from 'node:path'
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
    plugins: [vue(), pagesForPhones, leanDocuments],
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      // A page is one document, one script and one style, so that a room of phones asks three times each.
      isolatedEntries: true,
      minify: true,
      rolldownOptions: {
        input: { host: source('renderer/index.html'), attendee: source('attendee/index.html') },
        optimization: { inlineConst: { mode: 'all', pass: 3 } },
        // The outer build waits for those of the two pages, which a slow computer would be told about each time.
        checks: { bundlerTimings: false },
      },
    },
  },
})
