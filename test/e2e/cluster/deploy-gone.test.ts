/** A real cluster that is gone for good, with a deployment in it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { pushServer } from '../../cluster/chart-images.ts'
import { startCluster } from '../../cluster/cluster.ts'
import { clientFiles } from '../newcomer.ts'
import { runOn, succeeded, zen } from '../zen-command.ts'
import { clusterComputer } from './cluster-computer.ts'
import { deployed, quickValues } from './kubernetes-deployment.ts'

test('a deployment is forgotten when somebody says that its cluster is gone, and not before', async () => {
  const cluster = await startCluster()
  onTestFinished(cluster.stop)
  await pushServer(cluster)
  const here = await clusterComputer(cluster)
  await writeFile(join(here.home, 'values.yaml'), quickValues)
  await runOn(here, 'zenml', ['stack', 'list'])
  const before = await clientFiles(here)
  await deployed(here, 'lost', '--database', 'sqlite', '--tls', 'off', '--values', 'values.yaml')
  await cluster.stop()

  const refused = await zen(here, ['destroy', 'lost', '--yes', '--json'])

  expect(refused.exit).toBe(1)
  expect(JSON.parse(refused.stdout).error).toMatchObject({
    code: 'PLACE_UNREACHABLE',
    fix: expect.arrayContaining([expect.stringContaining('--cluster-gone')]),
  })
  expect(succeeded(await zen(here, ['list', '--json'])).deployments).toMatchObject([{ name: 'lost' }])

  const forgotten = succeeded(await zen(here, ['destroy', 'lost', '--cluster-gone', '--yes', '--json']))
  expect(forgotten).toMatchObject({ ok: true, destroyed: ['lost'], left: [] })
  expect(succeeded(await zen(here, ['list', '--json'])).deployments).toEqual([])
  expect(await clientFiles(here)).toEqual(before)
})
