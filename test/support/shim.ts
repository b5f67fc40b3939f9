import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Libraries that stand between a program and the disk: `test/crash/shims`. Linux, and a C compiler. */

export const noCompiler =
  process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0
    ? null
    : 'needs Linux and a C compiler (cc)'

/** Compiles a shim into a folder for temporary files. @returns the path for `LD_PRELOAD` */
export function compileShim(name: 'faults' | 'powerLoss'): string {
  const library = join(mkdtempSync(join(tmpdir(), 'soh-shim-')), `${name}.so`)
  const source = resolve(import.meta.dirname, '../crash/shims', `${name}.c`)
  execFileSync('cc', ['-O2', '-Wall', '-Werror', '-shared', '-fPIC', '-o', library, source, '-ldl'])
  return library
}
