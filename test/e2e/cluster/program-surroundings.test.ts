/** The kubernetes program in namespaces and with load balancers of every kind, on a real node. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushCaddy, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { objectsIn } from '../../cluster/inventory.ts'
import { fieldAt, textAt } from '../../cluster/object-fields.ts'
import { visit } from '../../cluster/visit.ts'
import { programStack } from './program-stack.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
})

afterAll(() => cluster?.stop())

const values = 'server: {analyticsOptIn: false, shutdownDelaySeconds: 0}'
const small = { options: { database: 'sqlite', expose: 'none' }, secrets: { values } }

test('a namespace that was there is used and left, with all that is not the server’s', async () => {
  await cluster.api.post('/api/v1/namespaces', { metadata: { name: 'ours', labels: { team: 'ml' } } })
  await cluster.api.post('/api/v1/namespaces/ours/configmaps', { metadata: { name: 'kept' } })
  const stack = await programStack(cluster, 'guest')
  const wish = { ...small, options: { ...small.options, namespace: 'ours' } }

  const { outputs } = await stack.up(wish)

  expect(outputs).toMatchObject({
    url: { value: 'http://127.0.0.1:8239' },
    unexposed: { value: true },
    database: { value: { type: 'sqlite' } },
    place: { value: { namespace: 'ours', release: 'zen-guest' } },
  })
  expect(await objectsIn(cluster, 'ours')).toContain('PersistentVolumeClaim/zen-guest-config')
  await stack.up({ ...wish, part: 'data' })
  await stack.destroy({ ...wish, part: 'data' })
  const left = ['ConfigMap/kept', 'PersistentVolumeClaim/zen-guest-config']
  await expect.poll(() => objectsIn(cluster, 'ours'), { timeout: 60_000 }).toEqual(left)
  const labels = fieldAt(await cluster.api.get('/api/v1/namespaces/ours'), 'metadata', 'labels')
  expect(labels).toEqual({ team: 'ml', 'kubernetes.io/metadata.name': 'ours' })
})

test('what a run made whose state was lost is taken over, namespace and address', async () => {
  const lost = await programStack(cluster, 'lost')
  const wish = { ...small, options: { database: 'sqlite', tls: 'off' } }
  await lost.up({ ...wish, part: 'data' })
  const before = await cluster.api.get('/api/v1/namespaces/zen-lost')

  const found = await programStack(cluster, 'lost')
  const { outputs } = await found.up(wish)

  const after = await cluster.api.get('/api/v1/namespaces/zen-lost')
  expect(textAt(after, 'metadata', 'uid')).toBe(textAt(before, 'metadata', 'uid'))
  const { hostname: address } = new URL(String(outputs['url']?.value))
  expect(address).toMatch(/^[0-9.]+$/)
  expect(await visit(`http://${address}/health`, { address })).toMatchObject({ status: 200 })
  await found.destroy(wish)
  await expect(cluster.api.get('/api/v1/namespaces/zen-lost')).rejects.toThrow('not found')
})

test('a load balancer that has only a name needs a domain, and says so', async () => {
  await pushCaddy(cluster)
  const stack = await programStack(cluster, 'named')
  const annotated = `${values}\ncaddy: {service: {loadBalancerClass: example.com/none, annotations: {scheme: internal}}}`
  const wish = { options: { database: 'sqlite' }, secrets: { values: annotated } }
  const service = '/api/v1/namespaces/zen-named/services/zen-named-address'
  const failure = stack.up(wish).catch((error: unknown) => error)
  await expect
    .poll(
      () =>
        cluster.api.get(service).then(
          () => true,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true)
  await cluster.api.merge(`${service}/status`, {
    status: { loadBalancer: { ingress: [{ hostname: 'lb-1.elb.example.com' }] } },
  })

  expect(await failure).toBeInstanceOf(Error)

  expect(stack.words.join('\n')).toContain(
    'The load balancer has a name (lb-1.elb.example.com) and no address',
  )
  expect(fieldAt(await cluster.api.get(service), 'metadata', 'annotations')).toMatchObject({
    scheme: 'internal',
  })
  const { outputs } = await stack.up({ ...wish, options: { ...wish.options, domain: 'zenml.example.com' } })
  expect(outputs['url']?.value).toBe('https://zenml.example.com')
  expect(stack.words.join('\n')).toContain('Let zenml.example.com lead to lb-1.elb.example.com')
  await stack.destroy({ ...wish, part: 'data' })
})
