/** The life of a deployment at AWS, of which only AWS itself is simulated. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixture } from '../../cloud/aws/fixture.ts'
import * as kinds from '../../cloud/aws/kinds.ts'
import { managedDatabases } from '../../cloud/aws/managed-databases.ts'
import type { TestCluster } from '../../cluster/cluster.ts'
import { inventoryOf } from '../../cluster/inventory.ts'
import { clientFiles, expectConnected } from '../newcomer.ts'
import { pipelineRuns, runPipeline } from '../pipeline.ts'
import { runOn, succeeded, zen } from '../zen-command.ts'
import { cloudOnNode, startCloudNode } from './cloud-on-node.ts'
import { expectSecretsHidden } from './kubernetes-deployment.ts'

let node: TestCluster

beforeAll(async () => {
  node = await startCloudNode()
})

afterAll(() => node?.stop())

test('one command ends with a server that pipelines run against, others change and remove it, all of it', async () => {
  const { cloud, here, deploy } = await cloudOnNode(node, fixture, managedDatabases)
  const account = cloud.account()
  await runOn(here, 'zenml', ['stack', 'list'])
  const before = await inventoryOf(node)
  const filesBefore = await clientFiles(here)

  const made = await deploy('team')

  const { server, ...result } = succeeded(made)
  expect(result).toMatchObject({ ok: true, client: { connected: true } })
  expect(server).toMatchObject({ version: '0.98.0', database: { type: 'mysql' } })
  expect(server.url).toMatch(/^https:\/\/127-250-\d+-\d+\.sslip\.io$/)
  await expectConnected(here, server.url)
  await runPipeline(here, 'first')
  expect(await pipelineRuns(here)).toEqual(['first completed'])
  await expectSecretsHidden(here, 'team', made.stdout + made.stderr)

  const shown = succeeded(await zen(here, ['show', 'team', '--json']))
  expect(shown.server).toMatchObject({ healthy: true, replicas: { ready: 1, wanted: 1 } })
  const listed = succeeded(await zen(here, ['list', '--json']))
  expect(listed.deployments).toMatchObject([{ name: 'team', provider: 'aws', status: 'running' }])

  const again = succeeded(await deploy('team'))
  expect(again.changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 })

  const claims = account.objects(kinds.volume).map(({ outputs }) => outputs['tagsAll'])
  expect(claims).toContainEqual(
    expect.objectContaining({ 'kubernetes.io/created-for/pvc/name': 'zen-team-caddy' }),
  )
  const [database] = account.objects(kinds.databaseInstance)
  const larger = ['--nodes', '2', '--replicas', '2', '--database-class', 'db.t4g.medium']
  const { changes } = succeeded(await deploy('team', ...larger))
  expect(changes).toMatchObject({ create: 0, replace: 0, delete: 0 })
  expect(account.objects(kinds.databaseInstance)).toMatchObject([
    { id: database?.id, outputs: { instanceClass: 'db.t4g.medium' } },
  ])
  expect(await pipelineRuns(here)).toEqual(['first completed'])

  const destroyed = succeeded(await zen(here, ['destroy', 'team', '--yes', '--json']))
  expect(destroyed).toMatchObject({ destroyed: ['team'], left: [], data: { action: 'snapshot' } })
  expect(account.orphans().map(({ type }) => type)).toEqual([kinds.snapshot])
  await expect.poll(() => inventoryOf(node), { timeout: 20_000, interval: 500 }).toEqual(before)
  expect(await clientFiles(here)).toEqual(filesBefore)
})
