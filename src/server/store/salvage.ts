import Database from 'better-sqlite3'
import { doubtful, dropUncountable, hideUnreadable } from './checkSalvaged.ts'
import { newDatabase } from './open.ts'
import { migrate, migrations } from './migrations.ts'
import { createQueries } from './queries.ts'

export interface Salvaged {
  /** Every row could be read, and all of them fit together. */
  readonly whole: boolean
  readonly rows: number
  readonly meetings: number
  readonly ballots: number
  readonly doubtful: number
}

/**
 * Copies whatever can be read of a damaged database into a new one, table by table, and checks what came of it: rows
 * whose parent is gone are left out, meetings that cannot be shown are marked as deleted, logs and closed rounds are
 * compared with their hashes. The new database is closed and whole in one file. Throws if not even its tables can be
 * found.
 */
export function salvage(damagedPath: string, newPath: string): Salvaged {
  const damaged = new Database(damagedPath)
  const fresh = newDatabase(newPath)
  try {
    const version = versionOf(damaged)
    migrate(fresh, migrations.slice(0, version))
    fresh.pragma('foreign_keys = OFF')
    let unread = 0
    const triggers = takeTriggers(fresh)
    for (const table of tablesOf(fresh)) unread += copyTable(damaged, fresh, table)
    unread += dropOrphans(fresh)
    for (const sql of triggers) fresh.exec(sql)
    migrate(fresh)
    const read = createQueries(fresh)
    unread += dropUncountable(fresh, read) + hideUnreadable(fresh, read)
    const count = (sql: string): number => fresh.prepare<[], number>(sql).pluck().get() ?? 0
    return {
      whole: unread === 0,
      rows: tablesOf(fresh).reduce((sum, table) => sum + count(`SELECT count(*) FROM "${table}"`), 0),
      meetings: read.meetings().length,
      ballots: count('SELECT count(*) FROM ballot'),
      doubtful: doubtful(read),
    }
  } finally {
    damaged.close()
    fresh.close()
  }
}

function tablesOf(db: Database.Database): string[] {
  const tables = db.prepare<[], string>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  )
  return tables.pluck().all()
}

interface Column {
  readonly name: string
  readonly notnull: number
  /** Place in the primary key, from 1; 0: not in it. */
  readonly pk: number
}

function columnsOf(db: Database.Database, table: string): Column[] {
  return db.pragma(`table_info("${table}")`) as Column[]
}

/** The newest format of which every table and column is there. The number in the file may be what was damaged. */
function versionOf(damaged: Database.Database): number {
  const there = new Map(tablesOf(damaged).map((table) => [table, columnsOf(damaged, table).map(({ name }) => name)]))
  for (let version = migrations.length; version > 0; version--) {
    const model = new Database(':memory:')
    migrate(model, migrations.slice(0, version))
    const fits = tablesOf(model).every((table) =>
      columnsOf(model, table).every(({ name }) => there.get(table)?.includes(name) === true),
    )
    model.close()
    if (fits) return version
  }
  throw new Error('no table can be found')
}

/** The log's own triggers would keep its orphans. */
function takeTriggers(db: Database.Database): string[] {
  const triggers = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`)
  return triggers.map(({ sql }) => sql)
}

/** Reads from the front up to what cannot be read, then from the back. @returns how often something was left behind */
function copyTable(damaged: Database.Database, fresh: Database.Database, table: string): number {
  const columns = columnsOf(fresh, table)
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const insert = fresh.prepare(
    `INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  const order = orderOf(fresh, table, columns)
  let left = 0
  const copy = (direction: 'ASC' | 'DESC'): boolean => {
    const by = order.map((column) => `${column} ${direction}`).join(', ')
    try {
      const rows = damaged.prepare<[], unknown[]>(`SELECT ${names} FROM "${table}" NOT INDEXED ORDER BY ${by}`).raw()
      for (const row of rows.iterate()) if (!take(insert, row)) left += 1
      return true
    } catch {
      return false
    }
  }
  fresh.exec('BEGIN')
  if (!copy('ASC')) {
    left = 1
    copy('DESC')
  }
  fresh.exec('COMMIT')
  return left
}

/** @returns whether the row is one that the table may hold */
function take(insert: Database.Statement, row: unknown[]): boolean {
  try {
    return insert.run(...row).changes === 1
  } catch {
    return false
  }
}

/** In the order of the table itself, so that no index is needed. */
function orderOf(db: Database.Database, table: string, columns: readonly Column[]): string[] {
  const sql = db.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) ?? ''
  if (!/WITHOUT ROWID/i.test(sql)) return ['rowid']
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  return key.map(({ name }) => `"${name}"`)
}

interface ForeignKey {
  readonly id: number
  readonly table: string
  readonly from: string
  readonly to: string
}

/** Rows that point at something that is gone: unlinked where they may be, else left out. @returns how many */
function dropOrphans(fresh: Database.Database): number {
  let dropped = 0
  for (let changed = true; changed;) {
    changed = false
    for (const table of tablesOf(fresh)) {
      const keys = fresh.pragma(`foreign_key_list("${table}")`) as ForeignKey[]
      for (const id of new Set(keys.map((key) => key.id))) {
        const parts = keys.filter((key) => key.id === id)
        const { changes } = fresh.prepare(orphanSql(fresh, table, parts)).run()
        dropped += changes
        changed ||= changes > 0
      }
    }
  }
  return dropped
}

function orphanSql(db: Database.Database, table: string, parts: readonly ForeignKey[]): string {
  const parent = parts[0]?.table ?? ''
  const match = parts.map(({ from, to }) => `p."${to}" = "${table}"."${from}"`).join(' AND ')
  const given = parts.map(({ from }) => `"${from}" IS NOT NULL`).join(' AND ')
  const orphan = `${given} AND NOT EXISTS (SELECT 1 FROM "${parent}" AS p WHERE ${match})`
  const optional = columnsOf(db, table).filter(({ name, notnull }) => {
    return notnull === 0 && parts.some(({ from }) => from === name)
  })
  if (optional.length === 0) return `DELETE FROM "${table}" WHERE ${orphan}`
  return `UPDATE "${table}" SET ${optional.map(({ name }) => `"${name}" = NULL`).join(', ')} WHERE ${orphan}`
}
