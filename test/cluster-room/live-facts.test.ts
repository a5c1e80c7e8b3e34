import { expect, test } from 'vitest'
import { liveFactsOf } from '../../src/cluster/live-facts.ts'
import { type FakeKubernetes, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { openFake } from './open-fake.ts'
import { metadataOf, pod, waiting } from './release-objects.ts'
import { certificate } from './test-certificate.ts'

async function factsOf(fill: (fake: FakeKubernetes) => void) {
  const fake = await startFakeKubernetes()
  fill(fake)
  return liveFactsOf(await openFake(fake))
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
