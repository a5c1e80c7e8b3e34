/** `zen` runs servers on a real cluster with a database outside it, and brings them to a newer version. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { inventoryOf } from '../../cluster/inventory.ts'
import { startManagedDatabase } from '../../cluster/managed-database.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { expectConnected } from '../newcomer.ts'
import { pipelineRuns, runPipeline } from '../pipeline.ts'
import { succeeded, zen } from '../zen-command.ts'
import { ask, whoIs } from './chart-server.ts'
import { startVisitors } from './chart-visitors.ts'
import { clusterComputer } from './cluster-computer.ts'
import { administrator, deployed, expectGone, quickValues } from './kubernetes-deployment.ts'

const run = promisify(execFile)
const older = '0.97.0'
const newer = '0.98.0'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await Promise.all([pushServer(cluster, older), pushServer(cluster, newer)])
})

afterAll(() => cluster?.stop())

/** The newer server without ZenML in it, under a version that does not exist. */
async function pushBrokenServer(tag: string): Promise<void> {
  const image = `${cluster.addresses.node}:5000/zenmldocker/zenml-server`
  const change = ['--env', 'PYTHONPATH=/nowhere', '--tag', `${image}:${tag}`]
  await run(join(cluster.directory, 'bin', 'crane'), ['mutate', '--insecure', `${image}:${newer}`, ...change])
}

async function serverPods(namespace: string): Promise<readonly string[]> {
  const selector = encodeURIComponent('app.kubernetes.io/component=server')
  const pods = await cluster.api.get(`/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`)
  return listAt(pods, 'items').map((pod) => textAt(pod, 'status', 'podIP'))
}

async function token(url: string, login: { username: string; password: string }): Promise<string> {
  const { body } = await ask(url, '/login', { method: 'POST', body: new URLSearchParams(login) })
  return textAt(body, 'access_token')
}

test('two servers share sessions, lose one without losing a request, and keep everything over an upgrade', async () => {
  const database = await startManagedDatabase(cluster)
  const here = await clusterComputer(cluster, { ZEN_DATABASE_PASSWORD: database.password })
  await writeFile(join(here.home, 'db-ca.pem'), database.ca)
  // Without the pause of a real load balancer nobody could promise that no request is lost.
  await writeFile(join(here.home, 'values.yaml'), quickValues.replace('Seconds: 0', 'Seconds: 10'))
  const before = await inventoryOf(cluster)

  const result = await deployed(
    here,
    'prod',
    ...['--database', database.url, '--database-ca', 'db-ca.pem', '--tls', 'off', '--replicas', '2'],
    ...['--server-version', older, '--values', 'values.yaml'],
  )

  const { url } = result.server
  expect(result.server).toMatchObject({ version: older, database: { type: 'mysql' } })
  await expectConnected(here, url)
  await runPipeline(here, 'kept')
  const session = await token(url, await administrator(here, 'prod'))
  const pods = await serverPods('zen-prod')
  const names = await Promise.all(pods.map((pod) => whoIs(`http://${pod}:8080`, session)))
  expect(names).toEqual([result.server.username, result.server.username])

  const visitors = startVisitors(url, session, result.server.username)
  await expect.poll(visitors.answers).toBeGreaterThan(10)
  const pod = encodeURIComponent(`status.podIP=${pods[0]}`)
  await cluster.api.remove(`/api/v1/namespaces/zen-prod/pods?fieldSelector=${pod}`)
  const isReplaced = async () => {
    const now = await serverPods('zen-prod')
    return now.length === 2 && !now.includes(pods[0] ?? '') && !now.includes('')
  }
  await expect.poll(isReplaced, { timeout: 60_000, interval: 500 }).toBe(true)
  expect(await visitors.stop()).toEqual([])

  await pushBrokenServer('0.98.1')
  const running = await serverPods('zen-prod')
  const failed = await zen(here, ['upgrade', 'prod', '--server-version', '0.98.1', '--yes', '--json'])
  expect(failed.exit).toBe(1)
  expect(JSON.parse(failed.stdout).error.message).toMatch(/old server|goes on/i)
  expect(await serverPods('zen-prod')).toEqual(running)
  expect(await whoIs(url, session)).toBe(result.server.username)

  const upgraded = succeeded(
    await zen(here, ['upgrade', 'prod', '--server-version', newer, '--yes', '--json']),
  )
  expect(upgraded).toMatchObject({ server: { url, version: newer }, upgrade: { from: older, to: newer } })
  expect(await whoIs(url, session)).toBe(result.server.username)
  await expectConnected(here, url)
  expect(await pipelineRuns(here)).toEqual(['kept completed'])

  await expectGone(cluster, here, 'prod', before)
})
