import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import type { EngineFacts } from '../../../src/engine/engine.ts'
import { databaseFile } from '../../../src/engine/local/database.ts'
import { findPython } from '../../../src/engine/local/python-search.ts'
import { newestZenmlVersion } from '../../../stacks/zenml-versions.ts'
import { activeEnvironment, localComputer, localTarget } from '../../engine/local/local-computer.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { barePython, zenmlClientPython, zenmlPython } from '../../zenml/python.ts'

test('the active virtual environment serves when it has the server', async () => {
  const python = await zenmlPython()

  const { choice } = await search({ env: activeEnvironment(python) })

  expect(choice).toEqual({ kind: 'found', python, version: '0.98.0' })
})

test('an environment of zen is made where the client has no server, in the version of that client', async () => {
  const { choice } = await search({ env: activeEnvironment(await zenmlClientPython('0.93.3')) })

  expect(choice).toEqual({ kind: 'make', version: '0.93.3' })
})

test('without any ZenML the newest one is installed', async () => {
  const { choice, candidates } = await search({ env: activeEnvironment(await barePython()) })

  expect(choice).toEqual({ kind: 'make', version: newestZenmlVersion })
  expect(candidates[0]).toMatchObject({
    path: await barePython(),
    minor: 11,
    hasServer: false,
    hasVenv: true,
  })
})

test('without any Python there are no candidates', async () => {
  const { candidates } = await search({ env: { PATH: await temporaryDirectory() } })

  expect(candidates).toEqual([])
})

test('a Python that was asked for must have the server; the error says what to type', async () => {
  const [bare, client] = [await barePython(), await zenmlClientPython('0.98.0')]

  await expect(search({ wanted: bare })).rejects.toMatchObject({
    code: 'PYTHON_WITHOUT_SERVER',
    fix: [expect.stringContaining(`${bare} -m pip install 'zenml[server]'`), expect.anything()],
  })
  await expect(search({ wanted: client })).rejects.toMatchObject({
    code: 'PYTHON_WITHOUT_SERVER',
    fix: [expect.stringContaining("'zenml[server]==0.98.0'"), expect.anything()],
  })
  for (const wanted of ['/nowhere/python', '/bin/true', '/tmp']) {
    await expect(search({ wanted })).rejects.toMatchObject({
      code: 'PYTHON_NOT_FOUND',
      details: { path: wanted },
    })
  }
})

test('a newer server than the client is warned of, and an older one refused, when there is a database', async () => {
  const python = await zenmlPython()
  const verdicts = async (clientVersion: string, withDatabase: boolean) => {
    const computer = await localComputer({ clientVersion })
    if (withDatabase) await makeDatabase(computer.facts)
    const checks = computer.engine.checks(await localTarget({ python }))
    return (
      (await checks
        .find(({ id }) => id === 'local-python')
        ?.run()
        .catch((error: unknown) => error)) ?? 'none'
    )
  }

  expect(await verdicts('0.93.3', true)).toMatchObject({
    verdict: 'warn',
    message: expect.stringContaining('0.93.3'),
  })
  expect(await verdicts('0.93.3', false)).toMatchObject({ verdict: 'pass' })
  expect(await verdicts('0.99.0', true)).toMatchObject({ code: 'SERVER_OLDER_THAN_DATABASE' })
})

async function makeDatabase(facts: EngineFacts): Promise<void> {
  const file = databaseFile(facts)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, '')
}

async function search({ env = {}, wanted }: { env?: Readonly<Record<string, string>>; wanted?: string }) {
  const dataDirectory = await temporaryDirectory()
  return findPython({
    env: { PATH: '/usr/bin:/bin', ...env },
    dataDirectory,
    ...(wanted !== undefined && { wanted }),
  })
}
