/** The chart's HTTPS at a load balancer, on a real node with a real ACME server. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certificateAuthority } from '../../cluster/certificate-authority.ts'
import { pushCaddy, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { startPebble } from '../../cluster/pebble.ts'
import { visit } from '../../cluster/visit.ts'
import { newRelease, type Release, releaseName } from './chart-release.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
})

afterAll(() => cluster?.stop())

test('a name gets HTTPS with a certificate by ACME, which outlives a restart of the gateway', async () => {
  await pushCaddy(cluster)
  const { directory, ca, root } = await startPebble(cluster.addresses)
  const release = await newRelease(cluster)
  // The first address of the pool, which is free.
  const address = cluster.addresses.loadBalancers.replace(/64\/26$/, '65')
  const host = `${address.replaceAll('.', '-')}.sslip.io`
  const visitor = { address, ca: root }

  await release.install({ caddy: { enabled: true, host, acme: { directory, ca: { value: ca } } } })

  expect(await loadBalancer(release)).toBe(address)
  const health = () => visit(`https://${host}/health`, visitor)
  await expect.poll(() => health().then(({ status }) => status, String), { timeout: 20_000 }).toBe(200)
  await expect(visit(`https://${host}/health`, { address, ca })).rejects.toThrow('certificate')
  const password = await release.secret(`${releaseName}-keys`, 'admin-password')
  const login = await visit(`https://${host}/api/v1/login`, {
    ...visitor,
    form: { username: 'admin', password },
  })
  const token = textAt(JSON.parse(login.body), 'access_token')
  const user = await visit(`https://${host}/api/v1/current-user`, { ...visitor, token })
  expect(textAt(JSON.parse(user.body), 'name')).toBe('admin')
  expect(await visit(`http://${host}/login`, { address })).toMatchObject({
    status: 308,
    location: `https://${host}/login`,
  })

  const { fingerprint } = await health()
  await restartGateway(release)

  await expect.poll(() => health().then(({ status }) => status, String), { timeout: 20_000 }).toBe(200)
  expect((await health()).fingerprint).toBe(fingerprint)
})

test("a name gets HTTPS with a certificate of one's own", async () => {
  await pushCaddy(cluster)
  const [host, authority] = ['zenml.example.com', await certificateAuthority()]
  const { certificate, key } = await authority.issue(`DNS:${host}`)
  const tls = { cert: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') }
  const release = await newRelease(cluster)

  await release.install({ caddy: { enabled: true, host, tls } })

  const address = await loadBalancer(release)
  const health = () => visit(`https://${host}/health`, { address, ca: authority.pem })
  await expect.poll(() => health().then(({ status }) => status, String), { timeout: 20_000 }).toBe(200)
})

async function loadBalancer({ namespace }: Release): Promise<string> {
  const service = await cluster.api.get(`/api/v1/namespaces/${namespace}/services/${releaseName}-caddy`)
  return textAt(listAt(service, 'status', 'loadBalancer', 'ingress')[0], 'ip')
}

/** Returns when another pod is ready. */
async function restartGateway({ pods, removePod }: Release): Promise<void> {
  const [before = ''] = await pods('caddy')
  await removePod(before)
  const another = async () => (await pods('caddy')).some((pod) => pod !== before)
  await expect.poll(another, { timeout: 60_000, interval: 200 }).toBe(true)
}
