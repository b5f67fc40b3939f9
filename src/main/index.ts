import { app } from 'electron'
import { runDesktop } from './program.ts'

// Not awaited: Electron holds back `ready` until this module has been evaluated, and the program waits for `ready`.
runDesktop(
  // Unpackaged, the first argument after Electron is the folder of the program.
  process.argv.slice(app.isPackaged ? 1 : 2),
).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  app.exit(1)
})
