/** What the chart runs before a server with SQLite, by a real Python on real databases. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newVolume, prepare, type Volume } from './sqlite-volume.ts'

/** As ZenML makes them, one after the other. */
const begun = 'CREATE TABLE alembic_version (version_num); CREATE TABLE user (id); CREATE TABLE stack (id);'
const stamped = `${begun} INSERT INTO alembic_version VALUES ('0.98.0');`
const finished = `${stamped} INSERT INTO user VALUES ('admin');`

const database = 'zenml.db'
const mark = 'zenml.db.new'
const silence = { code: 0, words: '' }
const removal = { code: 0, words: expect.stringContaining('it is removed, and made anew') }

async function markedVolume(): Promise<Volume> {
  const volume = await newVolume()
  expect(await prepare(volume)).toEqual(silence)
  expect(await volume.files()).toEqual([mark])
  return volume
}

describe('a database that was made on an empty volume', () => {
  test.each([
    ['before its first table', 'PRAGMA user_version = 1'],
    ['after its first table', 'CREATE TABLE alembic_version (version_num)'],
    ['among its tables', begun],
    ['before it had an administrator', stamped],
  ])('is removed when its creation broke off %s', async (_, statements) => {
    const volume = await markedVolume()
    await volume.write(statements)

    expect(await prepare(volume)).toEqual(removal)

    expect(await volume.files()).toEqual([mark])
  })

  test('is removed when its creator was killed in the middle of writing', async () => {
    const volume = await markedVolume()
    await killedWriter(volume)
    expect(await volume.files()).toEqual([database, `${database}-journal`, mark])

    expect(await prepare(volume)).toEqual(removal)

    expect(await volume.files()).toEqual([mark])
  })

  test('is for keeps once it is finished, whatever it loses later', async () => {
    const volume = await markedVolume()
    await volume.write(finished)

    expect(await prepare(volume)).toEqual(silence)
    expect(await volume.files()).toEqual([database])
    await volume.write('DELETE FROM alembic_version; DELETE FROM user')
    expect(await prepare(volume)).toEqual(silence)

    expect(await volume.files()).toEqual([database])
  })

  test('is kept when it has users, though it has no version: a migration may have been cut off', async () => {
    const volume = await markedVolume()
    await volume.write(`${finished} DELETE FROM alembic_version`)

    expect(await prepare(volume)).toEqual(silence)

    expect(await volume.files()).toEqual([database])
  })

  test('is kept when it looks like none that is known', async () => {
    const volume = await markedVolume()
    await volume.write('CREATE TABLE versions (id); CREATE TABLE accounts (id)')

    expect(await prepare(volume)).toEqual(silence)

    expect(await volume.files()).toEqual([database])
  })

  test('is left as it is when it can’t be read', async () => {
    const volume = await markedVolume()
    await writeFile(
      volume.path,
      'no database at all, and longer than the hundred bytes of a header '.repeat(9),
    )

    expect(await prepare(volume)).toEqual({ code: 0, words: expect.stringContaining('left as it is') })

    expect(await volume.files()).toEqual([database, mark])
  })

  test('is not removed while somebody writes to it', async () => {
    const volume = await markedVolume()
    await volume.write(stamped)
    const writer = new DatabaseSync(volume.path)
    writer.exec('BEGIN EXCLUSIVE')

    const preparing = prepare(volume)
    writer.exec(`INSERT INTO user VALUES ('admin'); COMMIT`)
    writer.close()

    expect(await preparing).toEqual(silence)
    expect(await volume.files()).toEqual([database])
  })
})

test.each([
  ['finished', finished],
  ['of a very old ZenML', 'CREATE TABLE stackschema (id)'],
  ['without users', stamped],
])('a database that was there before, and is %s, is not touched', async (_, statements) => {
  const volume = await newVolume()
  await volume.write(statements)
  const before = await readFile(volume.path)

  expect(await prepare(volume)).toEqual(silence)

  expect(await volume.files()).toEqual([database])
  expect(await readFile(volume.path)).toEqual(before)
})

/** SQLite writes to the file itself when a transaction gets too large for its memory. */
const writing = `
import sqlite3, sys
opened = sqlite3.connect(sys.argv[1], isolation_level=None)
opened.execute("CREATE TABLE alembic_version (version_num)")
opened.execute("PRAGMA cache_size = 1")
opened.execute("BEGIN")
for number in range(1000): opened.execute(f"CREATE TABLE t{number} (id)")
print("written", flush=True)
sys.stdin.read()
`

async function killedWriter({ path }: Volume): Promise<void> {
  const writer = spawn('python3', ['-c', writing, path], { stdio: 'pipe' })
  onTestFinished(() => void writer.kill('SIGKILL'))
  await once(writer.stdout, 'data')
  writer.kill('SIGKILL')
  await once(writer, 'exit')
}
