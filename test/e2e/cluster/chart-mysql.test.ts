/** The chart with its own database, on a real node. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushDatabase, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { objectsIn } from '../../cluster/inventory.ts'
import { startClaiming } from './chart-claimant.ts'
import { newRelease, releaseName } from './chart-release.ts'
import { info, logIn, logInWithKey, newApiKey, whoIs } from './chart-server.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await Promise.all([pushServer(cluster), pushDatabase(cluster)])
})

afterAll(() => cluster?.stop())

const withDatabase = { mysql: { enabled: true } }
const twoServers = { ...withDatabase, server: { replicaCount: 2 } }
const keys = `${releaseName}-keys`
const dataAndKeys = [
  `PersistentVolumeClaim/${releaseName}-mysql`,
  `Secret/${keys}`,
  `Secret/${releaseName}-mysql-keys`,
]

test('a second server shares the sessions of the first, and nobody else ever owns either', async () => {
  const release = await newRelease(cluster)
  const claimant = startClaiming(cluster, release.namespace)
  await release.install(withDatabase)
  const service = `http://${await release.serviceAddress(releaseName)}`
  const token = await logIn(service, await release.secret(keys, 'admin-password'))

  await release.upgrade(twoServers)

  const statuses = await claimant.stop()
  expect(statuses).not.toHaveLength(0)
  expect(statuses.filter((status) => status < 400)).toEqual([])
  const pods = await release.pods('server')
  expect(pods).toHaveLength(2)
  expect(await Promise.all(pods.map((pod) => whoIs(`http://${pod}:8080`, token)))).toEqual(['admin', 'admin'])
  expect(await info(service)).toEqual({ database: 'mysql', active: true })
})

test('an uninstall leaves data and keys, with which the next install goes on', async () => {
  const release = await newRelease(cluster)
  await release.install(withDatabase)
  const address = async () => `http://${await release.serviceAddress(releaseName)}`
  const password = await release.secret(keys, 'admin-password')
  const key = await newApiKey(await address(), await logIn(await address(), password))

  await release.uninstall()
  await expect.poll(() => objectsIn(cluster, release.namespace), { timeout: 30_000 }).toEqual(dataAndKeys)
  await release.install(twoServers)

  expect(await release.secret(keys, 'admin-password')).toBe(password)
  expect(await whoIs(await address(), await logInWithKey(await address(), key))).toBe('robot')
})
