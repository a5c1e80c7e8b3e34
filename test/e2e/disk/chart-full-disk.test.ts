/** What the chart runs before a server with SQLite, on a volume that is full. */
import { expect, test } from 'vitest'
import { newVolume, prepare, type Volume } from '../chart/sqlite-volume.ts'
import { mountRefusal, unshare } from './mount-refusal.ts'

const refusal = mountRefusal()

/** Runs a program with a small file system as its volume, and prints what is in that afterwards. */
function onDisk({ directory }: Volume, options: string, spoil = 'true') {
  const steps = `mount -t tmpfs -o ${options} tmpfs ${directory} || exit 9
    cd ${directory}; ${spoil}; "$@"; code=$?; find . -type f | sort; exit $code`
  return ['unshare', ...unshare, 'sh', '-c', steps, 'sh']
}

test.each([
  ['too small', 'size=300k', 'true'],
  ['full to the last byte', 'size=8m', 'cat /dev/zero > filler 2> /dev/null'],
  ['without a place for another file', 'size=8m,nr_inodes=4', 'touch a b c'],
])('no database is begun on a volume that is %s', async (_, options, spoil) => {
  if (refusal) throw new Error(refusal)
  const volume = await newVolume()

  const { code, words } = await prepare(volume, onDisk(volume, options, spoil))

  expect(code).toBe(1)
  expect(words).toMatch(/no space left on device/i)
  expect(words).not.toContain('zenml.db')
  expect(words).not.toContain('Traceback')
})

test('a database that was begun leaves a full volume, and the next one comes when there is room', async () => {
  if (refusal) throw new Error(refusal)
  const volume = await newVolume()
  const begun = `mkdir -p $(dirname ${volume.path}); cd $(dirname ${volume.path}); touch zenml.db.new
    python3 -c 'import sqlite3; sqlite3.connect("zenml.db").execute("CREATE TABLE alembic_version (v)")'
    cat /dev/zero > $OLDPWD/filler 2> /dev/null; cd $OLDPWD`

  const { code, words } = await prepare(volume, onDisk(volume, 'size=300k', begun))

  expect(code).toBe(1)
  expect(words).toContain('it is removed')
  expect(words).toMatch(/no space left on device/i)
  expect(words.split('\n').filter((line) => line.startsWith('./'))).toEqual([
    './filler',
    './local_stores/default_zen_store/zenml.db.new',
  ])
})
