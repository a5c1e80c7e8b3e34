/** A simulated cloud's memory: one SQLite file, which any number of processes share and any of them may die over. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isProperties } from './properties.ts'
import type { CloudObject } from './view.ts'

/** Where an object is. */
export interface Place {
  readonly package: string
  readonly account: string
  readonly region: string
}

export interface Store {
  /** Runs `work` while no other process changes anything; a throw undoes all of it. */
  transaction<T>(work: () => T): T
  find(place: Place, type: string, id: string): CloudObject | undefined
  list(place: Place, type?: string): readonly CloudObject[]
  put(place: Place, object: CloudObject): void
  remove(place: Place, type: string, id: string): void
  /** Of this package, whose phase has ended at this moment. */
  ended(cloud: string, now: number): readonly CloudObject[]
  places(cloud: string): readonly Place[]
  /** Adds one, and says what it is then. */
  count(name: string): number
  close(): void
}

const LOCK_PATIENCE_MS = 20_000

const schema = `
  CREATE TABLE IF NOT EXISTS object (
    package TEXT, account TEXT, region TEXT, type TEXT, id TEXT, until REAL, body TEXT,
    PRIMARY KEY (package, account, region, type, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS ending ON object (package, until) WHERE until IS NOT NULL;
  CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER);
`

/** @param folder of the simulated cloud */
export function openStore(folder: string): Store {
  const database = new DatabaseSync(join(folder, 'state.db'), { timeout: LOCK_PATIENCE_MS })
  // Processes may die at any moment, the machine does not.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF')
  database.exec(schema)
  const all = database.prepare('SELECT body FROM object WHERE package = ? AND account = ? AND region = ?')
  const some = database.prepare(`${allOf} AND type = ?`)
  const one = database.prepare(`${allOf} AND type = ? AND id = ?`)
  const put = database.prepare('INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?)')
  const remove = database.prepare(
    'DELETE FROM object WHERE package = ? AND account = ? AND region = ? AND type = ? AND id = ?',
  )
  const ended = database.prepare('SELECT body FROM object WHERE package = ? AND until <= ?')
  const places = database.prepare('SELECT DISTINCT account, region FROM object WHERE package = ?')
  const count = database.prepare(
    'INSERT INTO counter VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value',
  )
  const keyOf = ({ package: cloud, account, region }: Place) => [cloud, account, region]
  return {
    transaction: (work) => transaction(database, work),
    find: (place, type, id) => objectsIn([one.get(...keyOf(place), type, id)])[0],
    list: (place, type) =>
      objectsIn(type === undefined ? all.all(...keyOf(place)) : some.all(...keyOf(place), type)),
    put: (place, object) => {
      const { type, id, until } = object
      put.run(...keyOf(place), type, id, until ?? null, JSON.stringify(object))
    },
    remove: (place, type, id) => void remove.run(...keyOf(place), type, id),
    ended: (cloud, now) => objectsIn(ended.all(cloud, now)),
    places: (cloud) =>
      places.all(cloud).map(({ account, region }) => ({
        package: cloud,
        account: String(account),
        region: String(region),
      })),
    count: (name) => Number(count.get(name)?.['value']),
    close: () => database.close(),
  }
}

const allOf = 'SELECT body FROM object WHERE package = ? AND account = ? AND region = ?'

function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function objectsIn(rows: readonly unknown[]): readonly CloudObject[] {
  return rows.flatMap((row) => (isProperties(row) ? [parse(String(row['body']))] : []))
}

/** Our own words, written above. */
function parse(body: string): CloudObject {
  return JSON.parse(body)
}
