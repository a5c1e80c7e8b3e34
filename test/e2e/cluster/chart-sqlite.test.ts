/** The chart as it comes, on a real node. */
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { zenmlPython } from '../../zenml/python.ts'
import { computer, runOn } from '../zen-command.ts'
import { startClaiming } from './chart-claimant.ts'
import { newRelease, releaseName } from './chart-release.ts'
import { ask, info, logIn, logInWithKey, newApiKey, whoIs } from './chart-server.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
})

afterAll(() => cluster?.stop())

test('an install without values is a server that its administrator, an API key and the client can use', async () => {
  const release = await newRelease(cluster)

  await release.install({})

  const [pod = ''] = await release.pods('server')
  const service = `http://${await release.serviceAddress(releaseName)}`
  expect(await info(service)).toEqual({ database: 'sqlite', active: true })
  const token = await logIn(service, await release.secret(`${releaseName}-keys`, 'admin-password'))
  expect(await whoIs(`http://${pod}:8080`, token)).toBe('admin')
  const key = await newApiKey(service, token)
  expect(await whoIs(service, await logInWithKey(service, key))).toBe('robot')
  expect(await statusOfClient(service, key)).toContain(service)
  await release.test()
})

test('nobody else becomes its owner while it starts', async () => {
  const release = await newRelease(cluster)
  const claimant = startClaiming(cluster, release.namespace)

  await release.install({})

  const statuses = await claimant.stop()
  expect(statuses).not.toHaveLength(0)
  expect(statuses.filter((status) => status < 400)).toEqual([])
  const service = `http://${await release.serviceAddress(releaseName)}`
  const token = await logIn(service, await release.secret(`${releaseName}-keys`, 'admin-password'))
  expect(await whoIs(service, token)).toBe('admin')
  expect(await ask(service, '/login', mallory())).toMatchObject({ status: 401 })
})

const mallory = () => ({
  method: 'POST',
  body: new URLSearchParams({ username: 'mallory', password: 'Pass-word-1' }),
})

/** What `zenml status` of the real client prints. */
async function statusOfClient(url: string, key: string): Promise<string> {
  const bin = dirname(await zenmlPython())
  const own = await computer([bin], { ZENML_STORE_URL: url, ZENML_STORE_API_KEY: key })
  const { exit, stdout, stderr } = await runOn(own, join(bin, 'zenml'), ['status'])
  expect(exit, stderr).toBe(0)
  return stdout + stderr
}
