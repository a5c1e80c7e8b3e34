import { once } from 'node:events'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { createServer } from 'node:tls'
import { expect, test } from 'vitest'
import { liveFactsOf } from '../../src/cluster/live-facts.ts'
import { type FakeKubernetes, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { onTestFinished } from '../test-end.ts'
import { openFake } from './open-fake.ts'
import { metadataOf, pod, waiting } from './release-objects.ts'
import { certificate, key } from './test-certificate.ts'

async function factsOf(fill: (fake: FakeKubernetes) => void, url?: string) {
  const fake = await startFakeKubernetes()
  fill(fake)
  return liveFactsOf(await openFake(fake), url === undefined ? {} : { url })
}

const deployment = (image: string, replicas: number, readyReplicas?: number) => ({
  metadata: metadataOf('zenml', 'server'),
  spec: { replicas, template: { spec: { containers: [{ name: 'zenml', image }] } } },
  status: readyReplicas === undefined ? {} : { readyReplicas },
})

test.each([
  ['zenmldocker/zenml-server:0.98.0', '0.98.0'],
  ['registry.example.com:5000/zenml:0.97.1@sha256:abc', '0.97.1'],
  ['registry.example.com:5000/zenml', undefined],
])('of a server with the image %s the version is %s', async (image, version) => {
  const facts = await factsOf((fake) => fake.put('Deployment', deployment(image, 2, 2)))

  expect(facts).toEqual({ replicas: { ready: 2, wanted: 2 }, troubles: [], ...(version ? { version } : {}) })
})

test('of a server with a trouble it is a sentence', async () => {
  const facts = await factsOf((fake) => {
    fake.put('Deployment', deployment('zenml:1', 1))
    fake.put('Pod', pod({ phase: 'Pending', containers: [{ state: waiting('ErrImagePull', 'not found') }] }))
  })

  expect(facts.replicas).toEqual({ ready: 0, wanted: 1 })
  expect(facts.troubles).toEqual([expect.stringContaining('There is no image')])
})

test('of a server that is not there says so', async () => {
  expect((await factsOf(() => undefined)).troubles).toEqual(['The server is not in namespace zen.'])
})

test('of a cluster that does not answer says so', async () => {
  expect(await factsOf((fake) => fake.pause())).toEqual({
    troubles: [expect.stringContaining('does not answer')],
  })
})

test('the certificate of an Ingress is read from its Secret', async () => {
  const facts = await factsOf((fake) => {
    fake.put('Deployment', deployment('zenml:1', 1, 1))
    fake.put('Ingress', { metadata: metadataOf('zenml', 'server'), spec: { tls: [{ secretName: 'tls' }] } })
    const data = { 'tls.crt': Buffer.from(certificate).toString('base64') }
    fake.put('Secret', { metadata: { name: 'tls', namespace: 'zen' }, data })
  })

  expect(facts.certificateExpiresAt).toMatch(/^21\d\d-\d\d-\d\dT\d\d:\d\d:\d\d.000Z$/)
})

/** As behind a load balancer that the cluster knows nothing of. */
function behindNodePort(fake: FakeKubernetes): void {
  fake.put('Deployment', deployment('zenml:1', 1, 1))
  fake.put('Service', { metadata: metadataOf('zenml-address', 'address'), spec: { type: 'NodePort' } })
  const data = { Caddyfile: 'zenml.example.com {\n}\n' }
  fake.put('ConfigMap', { metadata: metadataOf('zenml-caddy', 'caddy'), data })
}

test('the certificate of a server that the cluster knows no address of is read at its public address', async () => {
  const server = createServer({ cert: certificate, key }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())

  const facts = await factsOf(behindNodePort, `https://127.0.0.1:${portOf(server.address())}`)

  expect(facts).toEqual({
    ...{ replicas: { ready: 1, wanted: 1 }, version: '1', troubles: [] },
    certificateExpiresAt: expect.stringMatching(/^21\d\d-/),
  })
})

test('a public address that keeps silent, or has no certificate, costs the other facts nothing', async () => {
  const silent = createTcpServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => void silent.close())
  const startedAt = Date.now()

  const [mute, plain] = await Promise.all(
    ['https', 'http'].map((scheme) =>
      factsOf(behindNodePort, `${scheme}://127.0.0.1:${portOf(silent.address())}`),
    ),
  )

  const rest = { replicas: { ready: 1, wanted: 1 }, version: '1', troubles: [] }
  expect([mute, plain]).toEqual([rest, rest])
  // A look at a server has two seconds for everything.
  expect(Date.now() - startedAt).toBeLessThan(1_900)
})

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}
