/** `zen` puts a server with SQLite on a real cluster, without an address: life from deploy to destroy. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { inventoryOf } from '../../cluster/inventory.ts'
import { freePort } from '../../free-port.ts'
import { clientFiles, expectConnected } from '../newcomer.ts'
import { type Computer, runOn, startZen, succeeded, zen } from '../zen-command.ts'
import { clusterComputer } from './cluster-computer.ts'
import { administrator, deployed, expectGone, quickValues } from './kubernetes-deployment.ts'

let cluster: TestCluster

beforeAll(async () => {
  cluster = await startCluster()
  await pushServer(cluster)
})

afterAll(() => cluster?.stop())

/** `zen connect`, which stays until it is interrupted. */
async function connected(here: Computer, name: string) {
  const running = startZen(here, ['connect', name, '--json'])
  onTestFinished(() => void running.child.kill('SIGKILL'))
  await expect.poll(running.said, { timeout: 60_000, interval: 100 }).toContain('"ok":true')
  return {
    leave: () => {
      running.child.kill('SIGINT')
      return running.ended
    },
  }
}

test('a server without an address is reached by a forwarded port, stopped, started, and gone without a trace', async () => {
  const here = await clusterComputer(cluster)
  await writeFile(join(here.home, 'values.yaml'), quickValues)
  await runOn(here, 'zenml', ['stack', 'list'])
  const before = await inventoryOf(cluster)
  const filesBefore = await clientFiles(here)
  const port = await freePort()
  const flags = [
    '--database',
    'sqlite',
    '--expose',
    'none',
    '--port',
    String(port),
    '--values',
    'values.yaml',
    '--report',
    'report.html',
  ]

  const result = await deployed(here, 'lab', ...flags)

  expect(result).toMatchObject({
    server: { version: '0.98.0', database: { type: 'sqlite' } },
    client: { connected: false },
    report: join(here.home, 'report.html'),
  })
  const report = await readFile(join(here.home, 'report.html'), 'utf8')
  for (const words of ['✓ running', 'inside its cluster only', 'Helm release zen-lab'])
    expect(report).toContain(words)
  const shown = succeeded(await zen(here, ['show', 'lab', '--json']))
  expect(shown.server).toMatchObject({ healthy: true, replicas: { ready: 1, wanted: 1 }, version: '0.98.0' })
  const log = await zen(here, ['logs', 'lab', '--tail', '20'])
  expect(log.stdout).toContain('Uvicorn running')

  const first = await connected(here, 'lab')
  await expectConnected(here, `http://127.0.0.1:${port}`)
  expect(await first.leave()).toMatchObject({ exit: 0 })
  expect(await clientFiles(here)).toEqual(filesBefore)

  succeeded(await zen(here, ['down', 'lab', '--json']))
  expect(succeeded(await zen(here, ['list', '--json'])).deployments).toMatchObject([{ status: 'stopped' }])
  succeeded(await zen(here, ['up', 'lab', '--json']))
  expect(succeeded(await zen(here, ['show', 'lab', '--json'])).server).toMatchObject({ healthy: true })

  await expectGone(cluster, here, 'lab', before)
})

test('data that a destroy keeps is there again after the next deploy', async () => {
  const here = await clusterComputer(cluster)
  await writeFile(join(here.home, 'values.yaml'), quickValues)
  const before = await inventoryOf(cluster)
  const flags = ['--database', 'sqlite', '--tls', 'off', '--values', 'values.yaml']
  const { server } = await deployed(here, 'kept', ...flags)
  expect(server.url).toMatch(/^http:\/\/10\.250\./)
  const login = await administrator(here, 'kept')

  const destroyed = succeeded(await zen(here, ['destroy', 'kept', '--yes', '--json']))
  expect(destroyed).toMatchObject({ left: [], data: { action: 'kept' } })
  expect(succeeded(await zen(here, ['list', '--json'])).deployments).toEqual([])
  await deployed(here, 'kept', ...flags)

  expect(await administrator(here, 'kept')).toEqual(login)
  await expectGone(cluster, here, 'kept', before)
})
