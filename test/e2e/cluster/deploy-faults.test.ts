/** What goes wrong on a real cluster: zen says what it was, and the next plain deploy ends healthy. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { inventoryOf } from '../../cluster/inventory.ts'
import { startManagedDatabase } from '../../cluster/managed-database.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { type Computer, type Ran, startZen } from '../zen-command.ts'
import { clusterComputer } from './cluster-computer.ts'
import { deploy, deployed, deployWords, expectGone, quickValues } from './kubernetes-deployment.ts'
import { pauseProgram } from './paused-program.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
})

afterAll(() => cluster?.stop())

const sqlite = ['--database', 'sqlite', '--tls', 'off', '--values', 'values.yaml']

async function computerWithValues(env: Readonly<Record<string, string>> = {}): Promise<Computer> {
  const here = await clusterComputer(cluster, env)
  await writeFile(join(here.home, 'values.yaml'), quickValues)
  return here
}

/** What it says went wrong, and what to type. */
function wordsOf({ exit, stdout, stderr }: Ran): string {
  expect(exit, stdout + stderr).toBe(1)
  const { message, fix, foreign = '' } = JSON.parse(stdout).error
  return [message, ...fix, foreign, stderr].join('\n')
}

interface Mended {
  readonly name: string
  readonly before: readonly string[]
  readonly flags: readonly string[]
}

async function expectMended(here: Computer, { name, before, flags }: Mended) {
  const result = await deployed(here, name, ...flags)
  expect(result).toMatchObject({ ok: true, deployment: { status: 'running' }, client: { connected: true } })
  await expectGone(cluster, here, name, before)
}

test('a version that does not exist is named, and the right one deploys', async () => {
  const here = await computerWithValues()
  const before = await inventoryOf(cluster)

  const words = wordsOf(await deploy(here, 'tag', ...sqlite, '--server-version', '9.9.9'))

  expect(words).toContain('zenmldocker/zenml-server:9.9.9')
  expect(words).toContain('--server-version')
  await expectMended(here, { name: 'tag', before, flags: [...sqlite, '--server-version', '0.98.0'] })
})

test('a server that runs out of memory is named, and more memory deploys', async () => {
  const here = await computerWithValues()
  const before = await inventoryOf(cluster)
  const small = `${quickValues}resources: {requests: {memory: 50Mi}, limits: {memory: 100Mi}}\n`
  await writeFile(join(here.home, 'values.yaml'), small)

  const words = wordsOf(await deploy(here, 'memory', ...sqlite))

  expect(words).toMatch(/memory/i)
  await writeFile(join(here.home, 'values.yaml'), quickValues)
  await expectMended(here, { name: 'memory', before, flags: sqlite })
})

test('a database that refuses the password says so, and the right password deploys', async () => {
  const database = await startManagedDatabase(cluster)
  const here = await computerWithValues({ ZEN_DATABASE_PASSWORD: 'wrong' })
  await writeFile(join(here.home, 'db-ca.pem'), database.ca)
  const before = await inventoryOf(cluster)
  const flags = [
    ...['--database', database.url, '--database-ca', 'db-ca.pem', '--tls', 'off'],
    ...['--values', 'values.yaml'],
  ]

  const words = wordsOf(await deploy(here, 'refused', ...flags))

  expect(words).toMatch(/password/i)
  expect(words).toContain('Access denied')
  const right = { ...here, env: { ...here.env, ZEN_DATABASE_PASSWORD: database.password } }
  await expectMended(right, { name: 'refused', before, flags: flags })
})

test('an API server that is away for half a minute in the middle is waited for, or continued with', async () => {
  const here = await computerWithValues()
  const before = await inventoryOf(cluster)
  const running = startZen(here, deployWords('away', ...sqlite))
  onTestFinished(() => void running.child.kill('SIGKILL'))
  const hasRelease = async () => {
    const secrets = await cluster.api.get(`/api/v1/namespaces/zen-away/secrets`).catch(() => undefined)
    return listAt(secrets, 'items').some((secret) => textAt(secret, 'type') === 'helm.sh/release.v1')
  }
  await expect.poll(hasRelease, { timeout: 60_000, interval: 50 }).toBe(true)

  await pauseProgram(cluster, 'kube-apiserver', 30_000)
  const { exit } = await running.ended

  expect([0, 1]).toContain(exit)
  await expectMended(here, { name: 'away', before, flags: sqlite })
})
