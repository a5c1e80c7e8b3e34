/** The kubernetes program on a real node, from the first deployment to the last trace of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushCaddy, pushDatabase, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { objectsIn } from '../../cluster/inventory.ts'
import { textAt } from '../../cluster/object-fields.ts'
import { startPebble } from '../../cluster/pebble.ts'
import { type Visitor, visit } from '../../cluster/visit.ts'
import { programStack } from './program-stack.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await Promise.all([pushServer(cluster), pushDatabase(cluster)])
})

afterAll(() => cluster?.stop())

const quick = 'server: {analyticsOptIn: false, shutdownDelaySeconds: 0}'
const untouched = {}

test('a deployment with HTTPS is left alone by a second run, stops, and starts again', async () => {
  await pushCaddy(cluster)
  const { directory, ca, root } = await startPebble(cluster.addresses)
  const stack = await programStack(cluster, 'team')
  const wish = {
    options: { 'acme-directory': directory },
    secrets: { 'acme-ca': ca, 'tls-ca': root, values: quick },
  }

  const { outputs } = await stack.up(wish)

  const url = String(outputs['url']?.value)
  expect(url).toMatch(/^https:\/\/10-250-\d+-\d+\.sslip\.io$/)
  expect(outputs).toMatchObject({
    username: { value: 'default', secret: false },
    password: { value: expect.stringMatching(/^[0-9a-f]{48}$/), secret: true },
    database: { value: { type: 'mysql' } },
    version: { value: '0.98.0' },
    caCertificate: { value: root },
  })
  const address = url.slice('https://'.length).replace('.sslip.io', '').replaceAll('-', '.')
  const login = () => tokenAt(url, { address, ca: root, form: loginForm(outputs) })
  await expect.poll(login, { timeout: 30_000 }).not.toBe('')
  expect((await stack.up(wish)).changes).toEqual(untouched)
  const { text, secrets } = await stack.state()
  expect(secrets).toContain(outputs['password']?.value)
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([])

  expect((await stack.up({ ...wish, part: 'stopped' })).changes).toEqual({ update: 1 })
  expect(await login()).toBe('')
  expect((await stack.up(wish)).changes).toEqual({ update: 1 })
  await expect.poll(login, { timeout: 30_000 }).not.toBe('')
})

test('a deployment that lost its server goes on with its data, and leaves nothing in the end', async () => {
  const stack = await programStack(cluster, 'kept')
  const wish = { options: { expose: 'none' }, secrets: { values: quick } }
  const { outputs } = await stack.up(wish)
  const login = async () => {
    const service = await cluster.api.get('/api/v1/namespaces/zen-kept/services/zen-kept')
    const address = textAt(service, 'spec', 'clusterIP')
    return tokenAt(`http://${address}`, { address, form: loginForm(outputs) })
  }
  await expect.poll(login, { timeout: 30_000 }).not.toBe('')

  expect((await stack.up({ ...wish, part: 'data' })).changes).toEqual({ delete: 1 })
  const left = () => objectsIn(cluster, 'zen-kept')
  await expect.poll(left, { timeout: 60_000 }).toEqual(['PersistentVolumeClaim/zen-kept-mysql'])
  expect((await stack.up(wish)).changes).toEqual({ create: 1 })
  await expect.poll(login, { timeout: 30_000 }).not.toBe('')

  await stack.up({ ...wish, part: 'data' })
  await stack.destroy({ ...wish, part: 'data' })
  await expect(cluster.api.get('/api/v1/namespaces/zen-kept')).rejects.toThrow('not found')
})

function loginForm(outputs: Readonly<Record<string, { readonly value: unknown }>>) {
  return { username: String(outputs['username']?.value), password: String(outputs['password']?.value) }
}

/** A token of the administrator; empty while the server does not answer. */
async function tokenAt(url: string, visitor: Visitor): Promise<string> {
  const answer = await visit(`${url}/api/v1/login`, visitor).catch(() => undefined)
  return answer?.status === 200 ? textAt(JSON.parse(answer.body), 'access_token') : ''
}
