/** What zen sees and does of a release that runs, and of one that was left in the middle, on a real node. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { clusterChecks } from '../../../src/cluster/checks.ts'
import { forwardToServer } from '../../../src/cluster/forward.ts'
import { liveFactsOf } from '../../../src/cluster/live-facts.ts'
import { mendRelease } from '../../../src/cluster/mend-release.ts'
import { openCluster } from '../../../src/cluster/open-cluster.ts'
import { lastWords } from '../../../src/cluster/pod-log.ts'
import { remainsOf, removeRemains } from '../../../src/cluster/remains.ts'
import { serverLog } from '../../../src/cluster/server-log.ts'
import { watchRelease } from '../../../src/cluster/watch-release.ts'
import type { EngineEvent } from '../../../src/engine/engine.ts'
import { certificateAuthority } from '../../cluster/certificate-authority.ts'
import { pushCaddy, pushDatabase, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { objectsIn } from '../../cluster/inventory.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { startMariadb } from '../../docker/mariadb.ts'
import { newRoomRelease, type RoomRelease, release } from './room-release.ts'

let node: TestCluster

beforeAll(async () => {
  node = await startCluster()
  await Promise.all([pushServer(node), pushDatabase(node)])
})

afterAll(() => node?.stop())

const never = new AbortController().signal
const withDatabase = { mysql: { enabled: true } }

const kinds = [
  { group: '', resource: 'services' },
  { group: '', resource: 'secrets' },
  { group: '', resource: 'persistentvolumeclaims' },
  { group: 'apps', resource: 'deployments' },
  { group: 'apps', resource: 'statefulsets' },
]

async function podsOf({ namespace }: RoomRelease, component: string): Promise<readonly string[]> {
  const selector = encodeURIComponent(`app.kubernetes.io/component=${component}`)
  const pods = listAt(
    await node.api.get(`/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`),
    'items',
  )
  return pods.map((it) => textAt(it, 'metadata', 'name'))
}

const statusOf = async (url: string) =>
  (await fetch(`${url}/health`, { headers: { connection: 'close' } })).status

test('a release is told while it comes up, and can be reached, read and looked at', async () => {
  const room = await newRoomRelease(node)
  const { cluster, namespace } = room
  const events: EngineEvent[] = []
  const watch = watchRelease(cluster, (it) => events.push(it), { pollMs: 300, scale: 1 })
  onTestFinished(() => watch.stop())

  await room.run('install', withDatabase)
  await watch.stop()

  const steps = events.filter(({ kind }) => kind === 'step').map(({ text }) => text)
  expect(steps).toContain('Starting the database')
  expect(steps).toContain('Migrating the database')
  expect(steps).toContain('Starting the server')
  expect(events.filter(({ kind }) => kind === 'warning')).toEqual([])
  const details = events.filter(({ kind }) => kind === 'detail').map(({ text }) => text)
  expect(details).toContainEqual(`Looking for the database at ${release}-mysql:3306`)

  expect(await liveFactsOf(cluster)).toEqual({
    replicas: { ready: 1, wanted: 1 },
    version: '0.98.0',
    troubles: [],
  })

  const lines: string[] = []
  const stopped = new AbortController()
  const reading = (async () => {
    for await (const line of serverLog(cluster, { tail: 5, follow: true, signal: stopped.signal }))
      lines.push(line)
  })()
  const forward = await forwardToServer(cluster, { port: 0, signal: never })
  onTestFinished(() => forward.close())
  expect(await Promise.all(Array.from({ length: 6 }, () => statusOf(forward.url)))).toEqual(
    Array(6).fill(200),
  )
  await expect.poll(() => lines.join('\n'), { timeout: 20_000 }).toContain('/health')

  const [before = ''] = await podsOf(room, 'server')
  await node.api.remove(`/api/v1/namespaces/${namespace}/pods/${before}`)
  await expect.poll(() => statusOf(forward.url).catch(String), { timeout: 60_000, interval: 500 }).toBe(200)
  const [after = ''] = (await podsOf(room, 'server')).filter((it) => it !== before)
  await expect.poll(() => lines.some((line) => line.startsWith(`${after} `)), { timeout: 30_000 }).toBe(true)
  stopped.abort()
  await reading
})

test('what is right passes all checks, and rights are asked of the cluster itself', async () => {
  const room = await newRoomRelease(node)
  const { namespace } = room
  const open = async () => room.cluster
  const needs = { kinds, volumes: {} }
  const results = await Promise.all(
    clusterChecks(open, needs).map(async ({ id, run }) => [id, (await run()).verdict]),
  )
  expect(Object.fromEntries(results)).toEqual({
    ...{ cluster: 'pass', 'cluster-permissions': 'pass', 'cluster-names': 'pass', 'cluster-nodes': 'pass' },
    'cluster-storage': 'pass',
  })

  const guest = await guestOf(namespace)
  const find = async (id: string) => {
    const check = clusterChecks(async () => guest, needs).find((it) => it.id === id)
    return check?.run()
  }
  const permissions = await find('cluster-permissions')
  expect(permissions).toMatchObject({ verdict: 'fail' })
  expect(permissions?.message).toContain('create, update, patch, delete deployments.apps')
  expect(permissions?.fix[0]).toContain(`kind: ServiceAccount\n    name: guest\n    namespace: ${namespace}`)
  expect(await find('cluster-nodes')).toMatchObject({
    verdict: 'pass',
    message: expect.stringContaining('may not see'),
  })
})

/** Somebody who may only look at the release. */
async function guestOf(namespace: string) {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts`
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/rolebindings`
  await node.api.post(path, { metadata: { name: 'guest' } })
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' }
  await node.api.post(rbac, {
    ...{ metadata: { name: 'guest' }, roleRef },
    subjects: [{ kind: 'ServiceAccount', name: 'guest', namespace }],
  })
  const token = textAt(await node.api.post(`${path}/guest/token`, { spec: {} }), 'status', 'token')
  const kubeconfigText = JSON.stringify({
    'current-context': 'guest',
    contexts: [{ name: 'guest', context: { cluster: 'c', user: 'u' } }],
    clusters: [
      {
        name: 'c',
        cluster: { server: `https://${node.addresses.node}:6443`, 'insecure-skip-tls-verify': true },
      },
    ],
    users: [{ name: 'u', user: { token } }],
  })
  return openCluster({ cluster: { kubeconfigText }, namespace, release }, {})
}

describe('a release that was left in the middle', () => {
  /** The status of its last revision. */
  const statusIn = async ({ namespace }: RoomRelease) => {
    const selector = encodeURIComponent(`owner=helm,name=${release}`)
    const secrets = listAt(
      await node.api.get(`/api/v1/namespaces/${namespace}/secrets?labelSelector=${selector}`),
      'items',
    )
    return secrets.map((it) => textAt(it, 'metadata', 'labels', 'status')).at(-1)
  }
  const reaches = (room: RoomRelease, status: string) =>
    expect.poll(() => statusIn(room), { timeout: 60_000, interval: 50 }).toBe(status)

  test('of an install, an upgrade and an uninstall is usable again', async () => {
    const room = await newRoomRelease(node)
    const install = room.start('install', {})
    await reaches(room, 'pending-install')
    await install.kill()
    await expect(room.run('install', {})).rejects.toThrow('cannot re-use a name that is still in use')
    expect(await mendRelease(room.cluster)).toContain('is taken up again')
    await room.run('install', {})

    const upgrade = room.start('upgrade', { server: { defaultProject: 'one' } })
    await reaches(room, 'pending-upgrade')
    await upgrade.kill()
    await expect(room.run('upgrade', {})).rejects.toThrow('another operation')
    expect(await mendRelease(room.cluster)).toContain('revision 1 counts again')
    await room.run('upgrade', { server: { defaultProject: 'two' } })

    expect(await mendRelease(room.cluster)).toBeUndefined()
    // Helm waits for what somebody holds on to, so that it is killed while it waits.
    const held = `/api/v1/namespaces/${room.namespace}/services/${release}`
    await node.api.merge(held, { metadata: { finalizers: ['zen.test/hold'] } })
    const uninstall = room.start('uninstall')
    await reaches(room, 'uninstalling')
    await uninstall.kill()
    await node.api.merge(held, { metadata: { finalizers: null } })
    await expect(room.run('upgrade', {})).rejects.toThrow('has no deployed releases')
    expect(await mendRelease(room.cluster, { isKnown: true })).toContain('counts as failed now')
    await room.run('upgrade', { server: { defaultProject: 'three' } })
    expect(await liveFactsOf(room.cluster)).toMatchObject({ replicas: { ready: 1 }, troubles: [] })
  })
})

test('a migration that an earlier run began comes to its end before the next install', async () => {
  const { machine } = node.addresses
  const { port, user, password } = await startMariadb(machine)
  const url = `mysql://${user}:${encodeURIComponent(password)}@${machine}:${port}/zenml`
  const room = await newRoomRelease(node)
  const events: EngineEvent[] = []
  const install = room.start('install', { server: { database: { url } } })
  const log = async () => (await lastWords(room.cluster, await migrationOf(room))).length
  await expect.poll(log, { timeout: 60_000, interval: 100 }).toBeGreaterThan(0)
  await install.kill()

  await mendRelease(room.cluster, { listener: (it) => events.push(it), pollMs: 200 })
  expect(events).toContainEqual({ kind: 'step', text: 'Waiting for the migration that an earlier run began' })
  await room.run('install', { server: { database: { url } } })

  expect(await liveFactsOf(room.cluster)).toMatchObject({ replicas: { ready: 1 }, troubles: [] })
})

async function migrationOf(room: RoomRelease) {
  const [pod = ''] = await podsOf(room, 'migration')
  return { pod, container: 'migrate' }
}

test('what an uninstall leaves is removed as the person decided, and addresses are given back', async () => {
  await pushCaddy(node)
  const room = await newRoomRelease(node)
  const { cluster, namespace } = room
  const authority = await certificateAuthority()
  const { certificate, key } = await authority.issue('DNS:zenml.example.com')
  const tls = { cert: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') }
  await room.run('install', { ...withDatabase, caddy: { enabled: true, host: 'zenml.example.com', tls } })
  const expiry = new Date(new X509Certificate(tls.cert).validTo).toISOString()
  await expect
    .poll(() => liveFactsOf(cluster), { timeout: 20_000 })
    .toMatchObject({ certificateExpiresAt: expiry })
  expect(await remainsOf(cluster, { data: 'keep' })).toContain(`Service ${namespace}/${release}-caddy`)

  await room.run('uninstall')
  await node.api.post(`/api/v1/namespaces/${namespace}/secrets`, { metadata: { name: 'of-somebody-else' } })
  await removeRemains(cluster, { data: 'keep' }, () => undefined, never)

  expect(await remainsOf(cluster, { data: 'keep' })).toEqual([])
  const data = [
    `PersistentVolumeClaim/${release}-mysql`,
    `Secret/${release}-keys`,
    `Secret/${release}-mysql-keys`,
  ]
  expect(await objectsIn(node, namespace)).toEqual([...data, 'Secret/of-somebody-else'].sort())

  await removeRemains(cluster, { data: 'delete' }, () => undefined, never)

  expect(await remainsOf(cluster, { data: 'delete' })).toEqual([])
  expect(await objectsIn(node, namespace)).toEqual(['Secret/of-somebody-else'])
  const volumes = listAt(await node.api.get('/api/v1/persistentvolumes'), 'items')
  expect(volumes.map((it) => textAt(it, 'spec', 'claimRef', 'namespace'))).not.toContain(namespace)
})
