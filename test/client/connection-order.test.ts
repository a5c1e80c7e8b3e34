import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  connectClient,
  connectedDeployments,
  disconnectClient,
  readClient,
} from '../../src/client/connection.ts'
import {
  type ClientComputer,
  clientComputer,
  everyFile,
  requestOf,
  writeFileAndFolder,
} from './client-computer.ts'
import { clientKeys, useClient } from './zenml-client.ts'

const before = {
  config: '# mine\nactive_stack_id: s0\nstore:\n  type: sql # local\nversion: 0.97.0\n',
  credentials: '# mine\nhttps://team.example.com:\n  api_key: ZENKEY_team\n',
}

async function storeUrl(computer: ClientComputer): Promise<string | undefined> {
  return (await readClient(computer.environment)).store?.url
}

async function logins(computer: ClientComputer): Promise<readonly string[]> {
  return Object.keys(parse((await computer.texts()).credentials ?? '') ?? {})
}

/** Connects to each in turn; the client is used in between when `used`. */
async function connectedTo(deployments: readonly string[], { used }: { used: boolean }) {
  const computer = await clientComputer(before)
  for (const deployment of deployments) {
    await connectClient(computer.environment, requestOf(deployment))
    if (used) await useClient(computer)
  }
  return computer
}

test('the latest of two is taken away: the client is back at the first', async () => {
  const computer = await connectedTo(['a', 'b'], { used: false })

  const result = await disconnectClient(computer.environment)

  expect(result).toMatchObject({ restored: true, deployment: 'b' })
  expect(await storeUrl(computer)).toBe('https://a.example.com')
  expect(await logins(computer)).toEqual(['https://team.example.com', 'https://a.example.com'])
  expect(await disconnectClient(computer.environment)).toMatchObject({ restored: true, deployment: 'a' })
  expect(await computer.texts()).toEqual(before)
})

test('the first of two is taken away: the client stays, and its way back leads to where the first came from', async () => {
  const computer = await connectedTo(['a', 'b'], { used: false })
  const { config } = await computer.texts()

  const result = await disconnectClient(computer.environment, 'a')

  expect(result).toMatchObject({
    restored: false,
    deployment: 'a',
    warnings: ['The ZenML client is connected to "b", so its store stays as it is.'],
  })
  expect((await computer.texts()).config).toBe(config)
  expect(await logins(computer)).toEqual(['https://team.example.com', 'https://b.example.com'])
  expect(await connectedDeployments(computer.environment)).toEqual([
    { deployment: 'b', url: 'https://b.example.com' },
  ])
  await disconnectClient(computer.environment, 'b')
  expect(await computer.texts()).toEqual(before)
})

test.each([
  ['a', 'b', 'c'],
  ['a', 'c', 'b'],
  ['b', 'a', 'c'],
  ['b', 'c', 'a'],
  ['c', 'a', 'b'],
  ['c', 'b', 'a'],
])('three are taken away in the order %s %s %s: everything is as before', async (...order) => {
  const computer = await connectedTo(['a', 'b', 'c'], { used: false })

  for (const deployment of order) await disconnectClient(computer.environment, deployment)

  expect(await computer.texts()).toEqual(before)
  expect(Object.keys(await everyFile(computer.home)).sort()).toEqual(
    [computer.configFile, computer.credentialsFile].sort(),
  )
})

test.each([
  ['a', 'b', 'c'],
  ['b', 'a', 'c'],
  ['c', 'b', 'a'],
])('with a client that was used, the order %s %s %s leaves only what the client added', async (...order) => {
  const computer = await connectedTo(['a', 'b', 'c'], { used: true })

  for (const deployment of order) await disconnectClient(computer.environment, deployment)

  const { config, credentials } = await computer.texts()
  expect(config?.startsWith(before.config.replace('0.97.0', '0.98.0'))).toBe(true)
  expect(parse(config ?? '')).toEqual({
    active_stack_id: 's0',
    analytics_opt_in: true,
    store: { type: 'sql' },
    user_id: clientKeys.user_id,
    version: '0.98.0',
  })
  expect(credentials).toBe(before.credentials)
})

test('the first is connected once more: now it is the latest', async () => {
  const computer = await connectedTo(['a', 'b', 'a'], { used: false })

  expect((await connectedDeployments(computer.environment)).map(({ deployment }) => deployment)).toEqual([
    'b',
    'a',
  ])
  await disconnectClient(computer.environment)
  expect(await storeUrl(computer)).toBe('https://b.example.com')
  await disconnectClient(computer.environment)
  expect(await computer.texts()).toEqual(before)
})

test('two deployments follow each other at one address', async () => {
  const computer = await clientComputer(before)
  const url = 'http://127.0.0.1:8237'
  await connectClient(computer.environment, requestOf('a', { url }))
  await connectClient(computer.environment, requestOf('b', { url }))

  expect((await readClient(computer.environment)).deployment).toBe('b')
  await disconnectClient(computer.environment, 'a')
  expect(parse((await computer.texts()).credentials ?? '')[url].api_key).toBe('ZENKEY_b')
  await disconnectClient(computer.environment, 'b')
  expect(await computer.texts()).toEqual(before)
})

test('a deployment that the client left by hand is connected again: the way back is where the client was then', async () => {
  const computer = await connectedTo(['a'], { used: false })
  const elsewhere = 'store:\n  type: sql\n  url: sqlite:////elsewhere.db\n'
  await writeFileAndFolder(computer.configFile, elsewhere)

  await connectClient(computer.environment, requestOf('a'))
  await disconnectClient(computer.environment, 'a')

  expect(await computer.texts()).toEqual({ ...before, config: elsewhere })
})

test('a connection that was made after the client went back by hand forgets the one it went back to', async () => {
  const computer = await connectedTo(['a'], { used: false })
  const first = await computer.texts()
  await connectClient(computer.environment, requestOf('b'))
  await writeFileAndFolder(computer.configFile, first.config ?? '')
  await connectClient(computer.environment, requestOf('c'))

  await disconnectClient(computer.environment, 'a')
  await disconnectClient(computer.environment, 'c')

  expect((await computer.texts()).config).toBe(before.config)
})

test('a deployment that was never connected is not disconnected', async () => {
  const computer = await connectedTo(['a'], { used: false })
  const files = await everyFile(computer.home)

  const result = await disconnectClient(computer.environment, 'z')

  expect(result).toEqual({ restored: false, configFile: computer.configFile, warnings: [] })
  expect(await everyFile(computer.home)).toEqual(files)
})

test('two config directories have their own way back, and two ways to one directory share it', async () => {
  const computer = await clientComputer(before)
  const other = { ...computer.environment, env: { ZENML_CONFIG_PATH: join(computer.home, 'other') } }
  const link = join(computer.home, 'link')
  await symlink(computer.directory, link)
  const same = { ...computer.environment, env: { ZENML_CONFIG_PATH: link } }

  await connectClient(computer.environment, requestOf('a'))
  await connectClient(other, requestOf('b'))

  expect((await readClient(other)).deployment).toBe('b')
  expect((await readClient(same)).deployment).toBe('a')
  await disconnectClient(other)
  await disconnectClient(same)
  expect(await computer.texts()).toEqual(before)
})
