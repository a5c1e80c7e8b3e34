/** What changes no pod, or not the right one: the next deploy brings the server up all the same. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mendRelease } from '../../../src/cluster/mend-release.ts'
import type { Pod } from '../../../src/cluster/pod.ts'
import { lastWords } from '../../../src/cluster/pod-log.ts'
import { snapshotOf } from '../../../src/cluster/snapshot.ts'
import { pushDatabase, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { inventoryOf } from '../../cluster/inventory.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { clusterComputer } from './cluster-computer.ts'
import { deploy, deployed, expectGone, quickValues } from './kubernetes-deployment.ts'
import { newRoomRelease, type RoomRelease } from './room-release.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
})

afterAll(() => cluster?.stop())

test('a volume that is full is named, and a larger one deploys', async () => {
  const here = await clusterComputer(cluster)
  await writeFile(join(here.home, 'values.yaml'), quickValues)
  const before = await inventoryOf(cluster)
  const flags = [
    ...['--database', 'sqlite', '--tls', 'off', '--values', 'values.yaml'],
    ...['--storage-class', 'limited', '--storage-size'],
  ]

  const { exit, stdout } = await deploy(here, 'volume', ...flags, '300Ki')

  expect(exit).toBe(1)
  expect(JSON.parse(stdout).error).toMatchObject({
    code: 'VOLUME_FULL',
    fix: expect.arrayContaining([expect.stringContaining('--storage-size')]),
    details: { foreign: expect.stringContaining('a new database needs') },
  })
  const result = await deployed(here, 'volume', ...flags, '200Mi')
  expect(result).toMatchObject({ ok: true, deployment: { status: 'running' }, client: { connected: true } })
  await expectGone(cluster, here, 'volume', before)
})

test('a server that was killed while it made its database comes up with the next install', async () => {
  const room = await newRoomRelease(cluster)
  const install = room.start('install', {})
  const volume = await volumeIn(room.namespace)

  await expect.poll(() => sizeOf(volume), { timeout: 60_000, interval: 20 }).toBeGreaterThan(someTables)
  await killUsersOf(volume)
  const isStuck = async () =>
    (await podOf(room, 'server'))?.containers.some(({ reason }) => reason === 'CrashLoopBackOff')
  await expect.poll(isStuck, { timeout: 60_000 }).toBe(true)
  await install.kill()
  const told = await mendRelease(room.cluster, { willRun: true })
  await room.run('install', {})

  expect(told).toMatch(/taken up again\. The pod zen-room-.*, which crashed.*, is started afresh\.$/)
  const run = { pod: (await podOf(room, 'server'))?.name ?? '', container: 'sqlite' }
  expect(await lastWords(room.cluster, run)).toContain('it is removed, and made anew')
})

test('a database whose image does not exist comes up with one that does, though nobody deletes its pod', async () => {
  await pushDatabase(cluster)
  const room = await newRoomRelease(cluster)
  const install = room.start('install', { mysql: { enabled: true, image: { tag: 'none' } } })
  const isStuck = async () =>
    (await podOf(room, 'mysql'))?.containers.some(({ reason }) =>
      /^(ErrImagePull|ImagePullBackOff)$/.test(reason),
    )
  await expect.poll(isStuck, { timeout: 60_000 }).toBe(true)
  await install.kill()

  await mendRelease(room.cluster)
  await room.run('install', { mysql: { enabled: true } })

  expect((await podOf(room, 'mysql'))?.isReady).toBe(true)
})

/** Bytes: with fewer, ZenML finds nothing that it knows, and begins again by itself; it is done with a million. */
const someTables = 300_000

/** Folder of the release's only volume. */
async function volumeIn(namespace: string): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`
  const name = async () => textAt(listAt(await cluster.api.get(path), 'items')[0], 'spec', 'volumeName')
  await expect.poll(name, { timeout: 30_000, interval: 50 }).not.toBe('')
  return join(cluster.directory, 'volumes', await name())
}

async function sizeOf(volume: string): Promise<number> {
  const database = join(volume, 'local_stores/default_zen_store/zenml.db')
  return (await stat(database).catch(() => undefined))?.size ?? 0
}

/** By the mounts of the processes: those in containers are processes of this machine, too. */
async function killUsersOf(volume: string): Promise<void> {
  const name = `/${basename(volume)} `
  for (const pid of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const mounts = await readFile(`/proc/${pid}/mountinfo`, 'utf8').catch(() => '')
    if (mounts.includes(`${name}/zenml/.zenconfig `)) process.kill(Number(pid), 'SIGKILL')
  }
}

async function podOf(room: RoomRelease, part: string): Promise<Pod | undefined> {
  const { pods } = await snapshotOf(room.cluster)
  return pods.find(({ component, isGoing }) => component === part && !isGoing)
}
