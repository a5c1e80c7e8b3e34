/** The chart's migration, run by a real Python with the real ZenML against a real database. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import spawn, { SubprocessError } from 'nano-spawn'
import { expect, test } from 'vitest'
import { type Database, startMariadb } from '../../docker/mariadb.ts'
import { freePort } from '../../free-port.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { zenmlPython } from '../../zenml/python.ts'
import { startZenmlServer } from '../../zenml/server.ts'
import { chart } from './render.ts'

const script = readFileSync(join(chart, 'files/migrate.py'), 'utf8')
const local = '127.0.0.1'

interface Run {
  readonly code: number
  readonly words: string
}

function storeEnvironment(place: string, { user, password }: Pick<Database, 'user' | 'password'>) {
  return {
    ZENML_STORE_TYPE: 'sql',
    ZENML_STORE_URL: `mysql://${user}@${place}/zenml`,
    ZENML_STORE_PASSWORD: password,
  }
}

/** Runs the migration as a pod would: nothing but its variables is there. */
async function migrate(
  who: 'external' | 'upgrade' | 'pod',
  place: string,
  account = { user: 'zenml', password: 'of the test' },
): Promise<Run> {
  const [python, home] = await Promise.all([zenmlPython(), temporaryDirectory()])
  const env = {
    PATH: `${dirname(python)}:/usr/bin:/bin`,
    HOME: home,
    ZENML_CONFIG_PATH: join(home, 'config'),
    ZENML_SERVER: 'True',
    ZENML_ANALYTICS_OPT_IN: 'False',
    ZENML_SERVER_AUTO_ACTIVATE: '1',
    ZENML_DEFAULT_USER_NAME: 'admin',
    ZENML_DEFAULT_USER_PASSWORD: 'of the test',
    ...storeEnvironment(place, account),
  }
  const options = { preferLocal: false, cwd: home, env: { ...withoutOwn(), ...env } }
  try {
    return { code: 0, words: (await spawn(python, ['-c', script, who, '1'], options)).output }
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error
    return { code: error.exitCode ?? -1, words: error.output }
  }
}

/** The process passes its own variables on; those of ZenML must not get through. */
function withoutOwn(): Record<string, undefined> {
  return Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^ZENML|^DISABLE_/.test(name))
      .map((name) => [name, undefined]),
  )
}

test('of two pods at an empty database one migrates and the other waits; the administrator is there', async () => {
  const database = await startMariadb(local)
  const place = `${local}:${database.port}`

  const both = await Promise.all([migrate('pod', place, database), migrate('pod', place, database)])

  expect(both.map(({ code }) => code)).toEqual([0, 0])
  const words = both.map(({ words }) => words)
  expect(words.filter((said) => said.includes('Creating database tables'))).toHaveLength(1)
  expect(words.filter((said) => said.includes('The database is up to date.'))).toHaveLength(1)
  expect(words.join()).not.toContain(database.password)

  // An upgrade to the same version finds nothing to do, without starting ZenML.
  expect(await migrate('upgrade', place, database)).toMatchObject({
    code: 0,
    words: expect.stringContaining('The database is up to date.'),
  })

  const directory = await temporaryDirectory()
  const env = { ...storeEnvironment(place, database), DISABLE_DATABASE_MIGRATION: 'True' }
  const server = await startZenmlServer({ directory, env })
  const claim = await fetch(`${server.url}/api/v1/activate`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ admin_username: 'thief', admin_password: 'thief' }),
  })
  const login = await fetch(`${server.url}/api/v1/login`, {
    method: 'POST',
    body: new URLSearchParams({ username: 'admin', password: 'of the test' }),
  })
  await server.stop()
  expect([claim.status, login.status]).toEqual([403, 200])
})

test('the hook of a release with its own database says so and goes on, while that is not there yet', async () => {
  const run = await migrate('upgrade', 'zen-zenml-mysql.invalid:3306')

  expect(run).toMatchObject({ code: 0, words: expect.stringContaining('The database is not there yet') })
})

test('the hook of a release with an existing database fails with its address, while that does not answer', async () => {
  const place = `${local}:${await freePort()}`
  const silent = await migrate('external', place)
  const absent = await migrate('external', 'nowhere.invalid:3306')

  expect(silent).toMatchObject({ code: 1, words: expect.stringContaining(`${place} does not answer`) })
  expect(absent).toMatchObject({
    code: 1,
    words: expect.stringContaining('nowhere.invalid:3306 has no address'),
  })
})

test('a database that refuses the password ends the migration with its own words', async () => {
  const database = await startMariadb(local)
  const account = { user: database.user, password: 'wrong-password' }

  const run = await migrate('upgrade', `${local}:${database.port}`, account)

  expect(run.code).toBe(1)
  expect(run.words).toContain('Access denied for user')
  expect(run.words).not.toContain('wrong-password')
})
