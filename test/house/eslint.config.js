import { resolve } from 'node:path'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

const root = resolve(import.meta.dirname, '../..')

/** Modules that have one home each, with the message for everybody else. */
const homes = {
  electron: 'Only src/main and src/preload may know Electron.',
  'better-sqlite3': 'Only src/server/store may know SQLite.',
  express: 'Only src/server/http may know Express.',
}

function only(...allowed) {
  const paths = Object.entries(homes)
    .filter(([name]) => !allowed.includes(name))
    .map(([name, message]) => ({ name, message }))
  return ['error', { paths }]
}

const clock = 'Time is an argument here: take `nowMs`.'
const chance = 'Chance is an argument here.'

const clockAndChance = [
  { object: 'Date', property: 'now', message: clock },
  { object: 'performance', property: 'now', message: clock },
  { object: 'Math', property: 'random', message: chance },
]

const insecure = 'Undefined on http://192.168.x.x, where every phone is.'
const tooNew = 'Missing on the oldest phones that vote (Safari 14, Chrome 87).'

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'coverage/**', 'test-results/**', 'docs/**', '.stryker/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  vue.configs['flat/recommended'],
  vue.configs['no-layout-rules'],
  accessibility.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: root, extraFileExtensions: ['.vue'] },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-control-regex': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-imports': only(),
      // With arguments that are numbers or known strings a template is clear; an object in one is a mistake.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // `keyCode` 229 is still the only sign of an input method at work in Safari.
      '@typescript-eslint/no-deprecated': ['error', { allow: [{ from: 'lib', name: 'keyCode' }] }],
      // Fakes and ports are asynchronous by contract, also where they have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
  },
  {
    // Types of .vue files are unknown to ESLint (vue-tsc checks them), so `any` there is not the author's.
    files: ['**/*.vue', 'src/{web,attendee,renderer}/**/*.ts', 'test/{web,attendee,renderer}/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // What a composable returns is made to be taken apart.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      // `<Verdict>` and `<App>` are the field's words; one word is enough in a house without a component library.
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      // Blocked by the pages' CSP (`style-src 'self'`); `:style` bindings are not.
      'vue/no-static-inline-styles': 'error',
      'vue/require-default-prop': 'off',
      // Safari forgets that a list without bullets is a list; `role="list"` reminds it.
      'vuejs-accessibility/no-redundant-roles': 'off',
      // A label around its control names it on every screen reader; an id besides is noise.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: clock },
        { name: 'crypto', message: chance },
        ...['process', 'console', 'setTimeout', 'setInterval', 'performance', 'fetch', 'window', 'document'].map(
          (name) => ({ name, message: 'The rules of a poll know nothing outside themselves.' }),
        ),
      ],
      'no-restricted-properties': ['error', ...clockAndChance],
    },
  },
  {
    files: ['src/server/{operations,live}/**/*.ts'],
    // The clock itself, and the loop that measures how long it holds up the others.
    ignores: ['src/server/live/clock.ts', 'src/server/live/outbox.ts'],
    rules: { 'no-restricted-properties': ['error', ...clockAndChance] },
  },
  {
    files: ['src/{attendee,web}/**/*.{ts,vue}'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'crypto', property: 'randomUUID', message: insecure },
        { object: 'crypto', property: 'subtle', message: insecure },
        ...['clipboard', 'locks', 'mediaDevices', 'serviceWorker', 'share', 'storage', 'wakeLock'].map((property) => ({
          object: 'navigator',
          property,
          message: insecure,
        })),
        { object: 'Object', property: 'hasOwn', message: tooNew },
        { object: 'AbortSignal', property: 'timeout', message: tooNew },
        { object: 'AbortSignal', property: 'any', message: tooNew },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'structuredClone', message: tooNew },
        { name: 'isSecureContext', message: 'A page that works only in secure contexts does not work on phones.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression > MemberExpression.callee > Identifier.property[name=/^(at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|groupBy|withResolvers)$/]',
          message: tooNew,
        },
      ],
    },
  },
  { files: ['src/{main,preload}/**/*.ts'], rules: { 'no-restricted-imports': only('electron') } },
  { files: ['src/server/store/**/*.ts'], rules: { 'no-restricted-imports': only('better-sqlite3') } },
  {
    files: ['src/server/**/*.ts'],
    ignores: ['src/server/store/foldLog.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(Literal[value=/wal_checkpoint/i], TemplateElement[value.raw=/wal_checkpoint/i])',
          message: 'Use foldLog: a checkpoint past it leaves sums of pages that call a sound file damaged.',
        },
      ],
    },
  },
  { files: ['src/server/http/**/*.ts'], rules: { 'no-restricted-imports': only('express') } },
  {
    // Tests may look at anything from outside; their electron is the fake.
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['src/headless/**/*.ts'], rules: { 'no-console': 'off' } },
)
