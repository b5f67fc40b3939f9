import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { databasePath } from '../../src/server/store/open.ts'

/** Every row of every table of a running server's file, as one hash. */
export function fileRows(dataDir: string): string {
  const db = new Database(databasePath(dataDir), { readonly: true })
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  const hash = createHash('sha256')
  for (const table of tables) hash.update(JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all()))
  db.close()
  return hash.digest('hex')
}
