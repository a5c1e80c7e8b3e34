import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { lockFileOf } from '../../cluster/address-plan.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { fieldAt, listAt, textAt } from '../../cluster/object-fields.ts'
import { addressOfServer, createServer } from './sample-server.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('../../cluster/start-cluster-process.ts', import.meta.url))

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
})

afterAll(() => cluster?.stop())

/** A namespace for this test, with the account that pods need. */
async function newNamespace(): Promise<string> {
  const name = `test-${randomBytes(4).toString('hex')}`
  await cluster.api.post('/api/v1/namespaces', { metadata: { name } })
  onTestFinished(async () => {
    await cluster.api.remove(`/api/v1/namespaces/${name}`)
  })
  await expect
    .poll(
      () => cluster.api.get(`/api/v1/namespaces/${name}/serviceaccounts/default`).then(Boolean, () => false),
      {
        timeout: 20_000,
      },
    )
    .toBe(true)
  return name
}

/** Folders of the volumes that claims of this namespace have. */
async function volumeFolders(namespace: string): Promise<readonly string[]> {
  const volumes = listAt(await cluster.api.get('/api/v1/persistentvolumes'), 'items')
  const bound = volumes.filter((it) => textAt(it, 'spec', 'claimRef', 'namespace') === namespace)
  return bound.map((it) => textAt(it, 'spec', 'local', 'path'))
}

describe('a cluster', () => {
  test('has one ready node and a default storage class', async () => {
    const [node] = listAt(await cluster.api.get('/api/v1/nodes'), 'items')
    const classes = listAt(await cluster.api.get('/apis/storage.k8s.io/v1/storageclasses'), 'items')

    expect(textAt(node, 'status', 'nodeInfo', 'kubeletVersion')).toBe('v1.34.4')
    expect(classes.map((it) => textAt(it, 'metadata', 'name'))).toEqual(['limited', 'standard'])
  })

  test('lets a volume grow with its claim', async () => {
    const namespace = await newNamespace()
    const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`
    const size = (storage: string) => ({ resources: { requests: { storage } } })
    await cluster.api.post(path, {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'limited', ...size('300Ki') },
    })
    const capacity = async () =>
      textAt(await cluster.api.get(`${path}/data`), 'status', 'capacity', 'storage')
    await expect.poll(capacity).toBe('300Ki')

    await cluster.api.merge(`${path}/data`, { spec: size('1Mi') })

    await expect.poll(capacity).toBe('1Mi')
  })

  test('runs a server with a volume, which the machine reaches through its load balancer', async () => {
    const namespace = await newNamespace()

    await createServer(cluster, namespace)
    const address = await addressOfServer(cluster, namespace)

    // A ready pod is behind the address a moment later.
    const status = () => fetch(`http://${address}/v2/`).then((response) => response.status, String)
    await expect.poll(status, { timeout: 10_000 }).toBe(200)
    const [folder = ''] = await volumeFolders(namespace)
    expect((await stat(folder)).gid).toBe(1000)
  })

  test('removes the volume with its claim', async () => {
    const namespace = await newNamespace()
    await createServer(cluster, namespace)
    await addressOfServer(cluster, namespace)
    const [folder = ''] = await volumeFolders(namespace)
    expect(existsSync(folder)).toBe(true)

    await cluster.api.remove(`/api/v1/namespaces/${namespace}/pods/sample?gracePeriodSeconds=0`)
    await cluster.api.remove(`/api/v1/namespaces/${namespace}/persistentvolumeclaims/data`)

    await expect.poll(() => volumeFolders(namespace), { timeout: 30_000 }).toEqual([])
    expect(existsSync(folder)).toBe(false)
  })

  test('says at once that it does not know an image', async () => {
    const namespace = await newNamespace()
    const containers = [{ name: 'unknown', image: 'registry.example.com/some/image:1' }]
    await cluster.api.post(`/api/v1/namespaces/${namespace}/pods`, {
      metadata: { name: 'unknown' },
      spec: { containers },
    })

    const reason = async () => {
      const pod = await cluster.api.get(`/api/v1/namespaces/${namespace}/pods/unknown`)
      const [status] = listAt(pod, 'status', 'containerStatuses')
      return textAt(status, 'state', 'waiting', 'reason')
    }

    await expect.poll(reason, { timeout: 15_000 }).toMatch(/^(ErrImagePull|ImagePullBackOff)$/)
  })

  test('knows names of sslip.io, invented names, and nothing else', async () => {
    const resolver = new Resolver()
    resolver.setServers([cluster.addresses.node])

    await cluster.setHosts({ 'db.cloud.test': '10.9.8.7' })

    expect(await resolver.resolve4('10-250-1-65.sslip.io')).toEqual(['10.250.1.65'])
    await expect
      .poll(() => resolver.resolve4('db.cloud.test').catch(() => []), { timeout: 10_000 })
      .toEqual(['10.9.8.7'])
    await expect(resolver.resolve4('zenml.io')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })
})

describe('a cluster whose starter is killed', () => {
  test('leaves no process, no mount and no link, and its place can be used again', async () => {
    const starter = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => {
      starter.kill('SIGKILL')
    })
    const [words] = await once(starter.stdout, 'data')
    const started: unknown = JSON.parse(String(words))
    const [directory, link] = [textAt(started, 'directory'), textAt(started, 'addresses', 'linkName')]
    const slot = Number(fieldAt(started, 'addresses', 'slot'))
    expect(slot).not.toBe(cluster.addresses.slot)

    starter.kill('SIGKILL')

    // The lock goes with the last process.
    await run('flock', ['--timeout', '20', lockFileOf(slot), 'true'])
    expect(await readFile('/proc/mounts', 'utf8')).not.toContain(directory)
    await expect
      .poll(() =>
        run('ip', ['link', 'show', link]).then(
          () => 'there',
          () => 'gone',
        ),
      )
      .toBe('gone')
    const again = await startCluster({ places: [slot] })
    await again.stop()
    expect(again.directory).toBe(directory)
  })
})
