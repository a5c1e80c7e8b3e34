import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { clientPaths } from '../../src/client/client-paths.ts'
import {
  connectClient,
  connectedDeployments,
  disconnectClient,
  readClient,
} from '../../src/client/connection.ts'
import { withLock } from '../../src/storage/lock.ts'
import { clientComputer, everyFile, requestOf, writeFileAndFolder } from './client-computer.ts'
import { startConnectProcess } from './start-connect-process.ts'

const before = {
  config: '# mine\nstore:\n  type: sql\nversion: 0.98.0\n',
  credentials: 'https://team.example.com:\n  api_key: ZENKEY_team\n',
}
const patient = { patienceMs: 10_000, refused: () => new Error('refused') }

test('two zen that connect at once do it one after the other', async () => {
  const computer = await clientComputer(before)
  const { environment } = computer
  const { lockFile } = await clientPaths(environment)
  const names = ['a', 'b']

  // Both come while a third is at work, so they meet.
  const zens = await withLock(lockFile, patient, async () => {
    const started = names.map((name) =>
      startConnectProcess({ environment, request: requestOf(name), mode: 'once' }),
    )
    await Promise.all(started.map((zen) => zen.next()))
    return started
  })

  expect(await Promise.all(zens.map((zen) => zen.nextJson()))).toEqual([{ ok: true }, { ok: true }])
  const connected = await connectedDeployments(environment)
  expect(connected.map(({ deployment }) => deployment).sort()).toEqual(names)
  expect((await readClient(environment)).deployment).toBe(connected[1]?.deployment)
  expect(Object.keys(parse((await computer.texts()).credentials ?? ''))).toHaveLength(3)
  for (const name of names) await disconnectClient(environment, name)
  expect(await computer.texts()).toEqual(before)
})

test('zens that are killed at any moment leave nothing that the next one can not undo', async () => {
  const computer = await clientComputer(before)
  const { environment } = computer

  for (let kill = 1; kill <= 5; kill++) {
    const zen = startConnectProcess({ environment, request: requestOf('a'), mode: 'again' })
    // A few rounds in, at whatever it is doing then.
    for (let line = 0; line <= kill; line++) await zen.next()
    await zen.kill()

    await connectClient(environment, requestOf('b'))
    expect((await readClient(environment)).deployment).toBe('b')
    await disconnectClient(environment, 'b')
    await disconnectClient(environment, 'a')
    expect(await computer.texts()).toEqual(before)
  }

  expect(Object.keys(await everyFile(computer.home)).sort()).toEqual(
    [computer.configFile, computer.credentialsFile].sort(),
  )
})

test('unfinished files of a killed zen are cleared away, and nothing else is', async () => {
  const computer = await clientComputer(before)
  const mine = `${computer.configFile}.old`
  await writeFileAndFolder(mine, 'mine')
  await writeFileAndFolder(`${computer.configFile}.4711.0badcafe.tmp`, 'half')
  await writeFileAndFolder(`${computer.credentialsFile}.4711.0badcafe.tmp`, 'half')

  await connectClient(computer.environment, requestOf('a'))

  expect((await readdir(computer.directory)).sort()).toEqual([
    'config.yaml',
    'config.yaml.old',
    'credentials.yaml',
  ])
})

test.each([
  ['the notes', {}],
  ['the notes and the credentials', { credentials: true }],
])(
  'a zen that was killed after it wrote %s leaves files that can be disconnected and connected',
  async (_, { credentials = false }: { credentials?: boolean }) => {
    const computer = await clientComputer(before)
    const { environment } = computer
    await connectClient(environment, requestOf('a'))
    const killed = async () => {
      await writeFileAndFolder(computer.configFile, before.config)
      if (!credentials) await writeFileAndFolder(computer.credentialsFile, before.credentials)
    }

    await killed()
    expect((await readClient(environment)).deployment).toBeUndefined()
    await connectClient(environment, requestOf('a'))
    expect((await readClient(environment)).deployment).toBe('a')
    await killed()
    await disconnectClient(environment, 'a')

    expect(await computer.texts()).toEqual(before)
  },
)

test('a zen that does not come to its end is named', async () => {
  const { environment } = await clientComputer(before)
  const { lockFile } = await clientPaths(environment)
  const { withClientLock } = await import('../../src/client/client-changes.ts')

  await withLock(lockFile, patient, async () => {
    await expect(withClientLock(lockFile, async () => {}, 0)).rejects.toThrow(
      expect.objectContaining({
        code: 'CLIENT_FILES_LOCKED',
        exit: 5,
        message: expect.stringContaining(`process ${process.pid}`),
      }),
    )
  })
  expect(await readdir(dirname(lockFile))).toEqual([])
})
