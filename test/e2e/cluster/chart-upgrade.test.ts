/** What people who use a server notice of changes to it, on a real node. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { startMariadb } from '../../docker/mariadb.ts'
import { newRelease, releaseName } from './chart-release.ts'
import { logIn, whoIs } from './chart-server.ts'
import { startVisitors } from './chart-visitors.ts'

const run = promisify(execFile)

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
})

afterAll(() => cluster?.stop())

const keys = `${releaseName}-keys`

/** Values for a server with a database outside the cluster, which ends with the test. */
async function valuesFor(server: Readonly<Record<string, unknown>> = {}) {
  const { machine } = cluster.addresses
  const { port, user, password } = await startMariadb(machine)
  const url = `mysql://${user}:${encodeURIComponent(password)}@${machine}:${port}/zenml`
  return { server: { database: { url }, ...server } }
}

/** The server without ZenML in it. */
async function pushBrokenServer(tag: string): Promise<void> {
  const image = `${cluster.addresses.node}:5000/zenmldocker/zenml-server`
  const change = ['--env', 'PYTHONPATH=/nowhere', '--tag', `${image}:${tag}`]
  await run(join(cluster.directory, 'bin', 'crane'), ['mutate', '--insecure', `${image}:0.98.0`, ...change])
}

test('no request fails while one of two servers is replaced', async () => {
  const release = await newRelease(cluster)
  // What the chart sets by itself.
  await release.install(await valuesFor({ replicaCount: 2, shutdownDelaySeconds: 10 }))
  const service = `http://${await release.serviceAddress(releaseName)}`
  const [first = '', second] = await release.pods('server')
  const token = await logIn(service, await release.secret(keys, 'admin-password'))
  const visitors = startVisitors(service, token)
  await expect.poll(visitors.answers, { timeout: 30_000 }).toBeGreaterThan(10)

  await release.removePod(first)
  const others = async () => (await release.pods('server')).filter((pod) => pod !== first && pod !== second)
  await expect.poll(others, { timeout: 60_000, interval: 500 }).toHaveLength(1)
  const gone = async () =>
    fetch(`http://${first}:8080/health`).then(
      () => 'there',
      () => 'gone',
    )
  await expect.poll(gone, { timeout: 60_000, interval: 500 }).toBe('gone')

  expect(await visitors.stop()).toEqual([])
})

test('a migration that fails leaves the old server at work, and a later upgrade succeeds', async () => {
  const release = await newRelease(cluster)
  const values = await valuesFor()
  await release.install(values)
  const service = `http://${await release.serviceAddress(releaseName)}`
  const before = await release.pods('server')
  const token = await logIn(service, await release.secret(keys, 'admin-password'))
  await pushBrokenServer('0.98.1')

  const broken = { server: { ...values.server, image: { tag: '0.98.1' } } }
  await expect(release.upgrade(broken)).rejects.toThrow("No module named 'zenml'")

  expect(await release.pods('server')).toEqual(before)
  expect(await whoIs(service, token)).toBe('admin')
  await release.upgrade({ server: { ...values.server, defaultProject: 'other' } })
  expect(await release.pods('server')).not.toEqual(before)
  expect(await whoIs(service, token)).toBe('admin')
})
