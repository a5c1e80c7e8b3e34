/** What a killed or interrupted deployment leaves on a real cluster, the next plain one continues. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { descendantsOf } from '../../../scripts/bench/process-tree.ts'
import { pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { inventoryOf } from '../../cluster/inventory.ts'
import { fieldAt, listAt, textAt } from '../../cluster/object-fields.ts'
import { type Computer, type Running, startZen } from '../zen-command.ts'
import { clusterComputer } from './cluster-computer.ts'
import { deployed, deployWords, expectGone, quickValues } from './kubernetes-deployment.ts'
import { processesOf } from './process-tree.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
})

afterAll(() => cluster?.stop())

const name = 'team'
const namespace = 'zen-team'
const flags = ['--database', 'sqlite', '--tls', 'off', '--values', 'values.yaml']

async function exists(path: string): Promise<boolean> {
  return cluster.api.get(path).then(
    () => true,
    () => false,
  )
}

async function some(kind: string, isIt: (object: unknown) => boolean): Promise<boolean> {
  const found = await cluster.api.get(`/api/v1/namespaces/${namespace}/${kind}`).catch(() => undefined)
  return listAt(found, 'items').some(isIt)
}

const isServer = (pod: unknown) =>
  textAt(pod, 'metadata', 'labels', 'app.kubernetes.io/component') === 'server'

/** How far a deployment has come, as the cluster sees it. */
const points: Readonly<Record<string, (running: Running) => Promise<boolean>>> = {
  'the engine runs': async ({ child }) =>
    (await descendantsOf(child.pid ?? 0)).some(({ words }) => words.includes('pulumi')),
  'there is a namespace': () => exists(`/api/v1/namespaces/${namespace}`),
  'there is an address': () =>
    some('services', (service) => listAt(service, 'status', 'loadBalancer', 'ingress').length > 0),
  'Helm has begun': () => some('secrets', (secret) => textAt(secret, 'type') === 'helm.sh/release.v1'),
  'the server starts': () =>
    some('pods', (pod) => isServer(pod) && textAt(pod, 'status', 'phase') === 'Running'),
}

/** A deployment that has come to this point, on a computer of its own. */
async function startedUntil(point: string) {
  const here = await clusterComputer(cluster)
  await writeFile(join(here.home, 'values.yaml'), quickValues)
  const before = await inventoryOf(cluster)
  const running = startZen(here, deployWords(name, ...flags))
  onTestFinished(() => void running.child.kill('SIGKILL'))
  const reached = points[point]
  await expect
    .poll(() => reached?.(running), { timeout: 90_000, interval: 20, message: running.said() })
    .toBe(true)
  return { here, before, running }
}

async function enginesOf(here: Computer) {
  return (await processesOf(here.home)).filter(({ words }) => /(^|\/)pulumi /.test(words))
}

/** A plain deploy ends healthy, a destroy leaves nothing, and nobody is left running. */
async function expectContinues(here: Computer, before: readonly string[]): Promise<void> {
  const result = await deployed(here, name, ...flags)
  expect(result).toMatchObject({ ok: true, deployment: { status: 'running' }, client: { connected: true } })
  const again = await deployed(here, name, ...flags)
  expect(again.changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 })
  await expectGone(cluster, here, name, before)
  await expect.poll(() => processesOf(here.home), { timeout: 10_000 }).toEqual([])
}

describe('a deployment goes on after zen was killed when', () => {
  test.each(Object.keys(points))('%s', async (point) => {
    const { here, before, running } = await startedUntil(point)

    running.child.kill('SIGKILL')
    await running.ended

    await expectContinues(here, before)
  })
})

describe('a deployment goes on after the engine was killed when', () => {
  test.each(['there is a namespace', 'Helm has begun', 'the server starts'])('%s', async (point) => {
    const { here, before, running } = await startedUntil(point)

    for (const { pid } of await enginesOf(here)) process.kill(pid, 'SIGKILL')
    const { exit } = await running.ended

    expect(exit).toBe(1)
    await expectContinues(here, before)
  })
})

describe('a deployment goes on after Ctrl-C', () => {
  test('once, which ends it in good order', async () => {
    const { here, before, running } = await startedUntil('Helm has begun')

    running.child.kill('SIGINT')
    const { exit, stdout } = await running.ended

    expect(exit).toBe(130)
    expect(fieldAt(JSON.parse(stdout), 'error', 'code')).toBe('INTERRUPTED')
    await expect.poll(() => processesOf(here.home), { timeout: 10_000 }).toEqual([])
    await expectContinues(here, before)
  })

  test('twice, which ends it at once', async () => {
    const { here, before, running } = await startedUntil('the server starts')

    running.child.kill('SIGINT')
    await expect.poll(running.said, { timeout: 10_000, interval: 20 }).toContain('Ctrl-C again')
    running.child.kill('SIGINT')
    const { exit } = await running.ended

    expect(exit).toBe(130)
    await expect.poll(() => processesOf(here.home), { timeout: 10_000 }).toEqual([])
    await expectContinues(here, before)
  })
})
