import { describe, expect, test } from 'vitest'
import { startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { openFake } from './open-fake.ts'

const secrets = '/api/v1/namespaces/default/secrets'

describe('objects', () => {
  test('are made, found, changed and deleted', async () => {
    const { api } = await openFake(await startFakeKubernetes())

    await api.create(secrets, { metadata: { name: 'a' }, data: { one: 'MQ==' } })
    await api.patch(`${secrets}/a`, { data: { two: 'Mg==' } })

    expect(await api.find(`${secrets}/a`)).toMatchObject({ data: { one: 'MQ==', two: 'Mg==' } })
    expect(await api.remove(`${secrets}/a`)).toBe(true)
    expect(await api.remove(`${secrets}/a`)).toBe(false)
    expect(await api.find(`${secrets}/a`)).toBeUndefined()
  })

  test('come page by page', async () => {
    const fake = await startFakeKubernetes()
    const { api } = await openFake(fake)
    const names = Array.from({ length: 1201 }, (_it, at) => `secret-${at}`)
    for (const name of names) fake.put('Secret', { metadata: { name, labels: { app: 'x' } } })

    expect(await api.list(secrets, { query: { labelSelector: 'app=x' } })).toHaveLength(1201)
    expect(fake.requests.filter((it) => it.startsWith('GET'))).toHaveLength(3)
  })

  test('of a kind that the cluster does not know are none', async () => {
    const { api } = await openFake(await startFakeKubernetes())

    expect(await api.list('/apis/example.com/v1/widgets')).toEqual([])
  })

  test('can not be made in a namespace that is not there', async () => {
    const { api } = await openFake(await startFakeKubernetes())

    await expect(
      api.create('/api/v1/namespaces/nowhere/secrets', { metadata: { name: 'a' } }),
    ).rejects.toMatchObject({
      code: 'CLUSTER_REFUSED',
      message: expect.stringContaining('could not make secrets in namespace nowhere (HTTP status 404)'),
      foreign: 'namespaces "nowhere" not found',
    })
  })
})

test('what one may not do is said in words', async () => {
  const fake = await startFakeKubernetes()
  fake.deny('list nodes')
  const { api } = await openFake(fake)

  await expect(api.list('/api/v1/nodes')).rejects.toMatchObject({
    code: 'CLUSTER_FORBIDDEN',
    message: `You may not read nodes: the cluster of context "fake" (${fake.url}) refuses.`,
    foreign: expect.stringContaining('cannot list resource "nodes"'),
  })
})

test('a log comes line by line, while it grows', async () => {
  const fake = await startFakeKubernetes()
  fake.put('Pod', { metadata: { name: 'server', namespace: 'zen' } })
  fake.logs.write('zen/server/zenml', 'one', 'two')
  const { api } = await openFake(fake)
  const query = { container: 'zenml', follow: 'true' }

  const lines = []
  for await (const line of api.lines('/api/v1/namespaces/zen/pods/server/log', { query })) {
    lines.push(line)
    if (line === 'two') fake.logs.write('zen/server/zenml', 'grüße, drei')
    if (line.endsWith('drei')) fake.logs.end('zen/server/zenml')
  }

  expect(lines).toEqual(['one', 'two', 'grüße, drei'])
})
