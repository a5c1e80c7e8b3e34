/** The chart with a database outside the cluster, on a real node. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certificateAuthority } from '../../cluster/certificate-authority.ts'
import { pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { objectsIn } from '../../cluster/inventory.ts'
import { startManagedDatabase } from '../../cluster/managed-database.ts'
import { newRelease, releaseName } from './chart-release.ts'
import { info, logIn, logInWithKey, newApiKey, whoIs } from './chart-server.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
})

afterAll(() => cluster?.stop())

const keys = `${releaseName}-keys`

/** The URL holds the password, as people write it in values files. */
async function database() {
  const { ca, url, password } = await startManagedDatabase(cluster)
  return { ca, url: url.replace('@', `:${encodeURIComponent(password)}@`) }
}

const valuesFor = (url: string, ca: string) => ({
  server: { database: { url, sslCa: { value: ca }, sslVerifyServerCert: true } },
})

test('a database elsewhere is reached over TLS that is checked, and keeps its data after an uninstall', async () => {
  const { url, ca } = await database()
  const release = await newRelease(cluster)
  await release.install(valuesFor(url, ca))
  const address = async () => `http://${await release.serviceAddress(releaseName)}`
  const token = await logIn(await address(), await release.secret(keys, 'admin-password'))
  const key = await newApiKey(await address(), token)
  expect(await info(await address())).toEqual({ database: 'mysql', active: true })

  await release.uninstall()
  await expect
    .poll(() => objectsIn(cluster, release.namespace), { timeout: 30_000 })
    .toEqual([`Secret/${keys}`])
  await release.install(valuesFor(url, ca))

  expect(await whoIs(await address(), await logInWithKey(await address(), key))).toBe('robot')
})

test('a database with a certificate of another authority is not used', async () => {
  const { url } = await database()
  const { pem: foreign } = await certificateAuthority()
  const release = await newRelease(cluster)

  await expect(release.install(valuesFor(url, foreign))).rejects.toThrow('CERTIFICATE_VERIFY_FAILED')

  expect(await release.pods('server')).toEqual([])
})
