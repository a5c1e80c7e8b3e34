/** What zen says of releases that can't run, on a real node. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { diagnoseRelease } from '../../../src/cluster/diagnosis.ts'
import { type Pace, watchRelease } from '../../../src/cluster/watch-release.ts'
import type { EngineEvent } from '../../../src/engine/engine.ts'
import { pushDatabase, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { startMariadb } from '../../docker/mariadb.ts'
import type { Yaml } from '../chart/render.ts'
import { newRoomRelease } from './room-release.ts'

const run = promisify(execFile)

let node: TestCluster

beforeAll(async () => {
  node = await startCluster()
  await Promise.all([pushServer(node), pushDatabase(node)])
})

afterAll(() => node?.stop())

/** Patience of minutes takes seconds. */
const quick: Pace = { pollMs: 300, scale: 0.05 }

/** Installs until it is certain that it fails, or Helm fails by itself, as it does at once when a hook does. */
async function failureOf(values: Yaml, pace?: Pace) {
  const release = await newRoomRelease(node)
  const events: EngineEvent[] = []
  const watch = watchRelease(release.cluster, (it) => events.push(it), pace)
  onTestFinished(() => watch.stop())
  const install = release.start('install', values)
  const first = await Promise.race([watch.failure, install.done])
  const failure = typeof first === 'string' ? await diagnoseRelease(release.cluster) : first
  return { failure, texts: events.map(({ text }) => text) }
}

/** Values for a database outside the cluster. */
async function external(password?: string) {
  const { machine } = node.addresses
  const database = await startMariadb(machine)
  const { port, user } = database
  const url = `mysql://${user}:${encodeURIComponent(password ?? database.password)}@${machine}:${port}/zenml`
  return { server: { database: { url }, migration: { waitSeconds: 3 } } }
}

describe('it is certain to fail', () => {
  test('when the image of that version does not exist', async () => {
    const { failure, texts } = await failureOf({ server: { image: { tag: '0.0.1' } } })

    expect(failure).toMatchObject({
      code: 'IMAGE_NOT_FOUND',
      message: 'There is no image zenmldocker/zenml-server:0.0.1, or the cluster may not see it.',
      foreign: expect.stringContaining('not found'),
    })
    expect(texts).toContain('Pulling the image zenmldocker/zenml-server:0.0.1')
  })

  test('when the database does not accept the password', async () => {
    const { failure, texts } = await failureOf(await external('wrong'))

    expect(failure).toMatchObject({
      code: 'DATABASE_REFUSES_PASSWORD',
      foreign: expect.stringContaining('Access denied for user'),
    })
    expect(failure?.foreign).not.toContain('wrong@')
    expect(texts).toContain('Migrating the database')
    expect(texts).toContainEqual(expect.stringContaining('Looking for the database at'))
  })

  test('when there is no database at that address', async () => {
    const url = `mysql://zen:secret@${node.addresses.machine}:1/zenml`
    const { failure } = await failureOf({ server: { database: { url }, migration: { waitSeconds: 2 } } })

    expect(failure).toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  })

  test('when the migration fails', async () => {
    const image = `${node.addresses.node}:5000/zenmldocker/zenml-server`
    const change = ['--env', 'PYTHONPATH=/nowhere', '--tag', `${image}:0.98.1`]
    await run(join(node.directory, 'bin', 'crane'), ['mutate', '--insecure', `${image}:0.98.0`, ...change])
    const values = await external()
    const { failure } = await failureOf({ server: { ...values.server, image: { tag: '0.98.1' } } })

    expect(failure).toMatchObject({
      code: 'MIGRATION_FAILED',
      foreign: expect.stringContaining("No module named 'zenml'"),
    })
  })

  test('when no node has room', async () => {
    const { failure } = await failureOf({ resources: { requests: { cpu: 1000 } } }, quick)

    expect(failure).toMatchObject({
      code: 'POD_UNSCHEDULABLE',
      foreign: expect.stringContaining('Insufficient cpu'),
    })
  })

  test('when nobody makes the volume', async () => {
    const persistence = { storageClassName: 'none-such' }
    const { failure } = await failureOf({ server: { database: { persistence } } }, quick)

    expect(failure).toMatchObject({ code: 'VOLUME_NOT_PROVIDED', details: { storageClass: 'none-such' } })
  })

  test('when a Secret is missing', async () => {
    const existingSecret = { name: 'none-such', key: 'x' }
    const { failure } = await failureOf({ server: { auth: { existingSecret } } }, quick)

    expect(failure).toMatchObject({ code: 'POD_NOT_STARTED', foreign: expect.stringContaining('none-such') })
  })

  test('when the server needs more memory than it may have', async () => {
    const resources = { requests: { memory: '32Mi' }, limits: { memory: '100Mi' } }
    const { failure } = await failureOf({ resources })

    expect(failure).toMatchObject({ code: 'OUT_OF_MEMORY' })
  })
})

test('when a quota allows no pods, the diagnosis says so', async () => {
  const release = await newRoomRelease(node)
  await node.api.post(`/api/v1/namespaces/${release.namespace}/resourcequotas`, {
    metadata: { name: 'none' },
    spec: { hard: { pods: '0' } },
  })
  release.start('install', {})

  await expect
    .poll(async () => (await diagnoseRelease(release.cluster))?.code, { timeout: 20_000 })
    .toBe('PODS_NOT_ALLOWED')
})
