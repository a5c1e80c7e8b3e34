/** Logins to a cluster of a cloud last minutes: later commands get another one. */
import { expect, test } from 'vitest'
import { administrator, environmentOf } from '../../cloud/aws/administrator.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { resultOf, succeeded, zen } from '../zen-command.ts'
import { cloudComputer, deployWords } from './cloud-computer.ts'

const asking = 'Asking AWS for a login to the cluster of "team"'

test('after a quarter of an hour zen logs in again, and only then', { timeout: 540_000 }, async () => {
  const cloud = await simulatedCloud()
  const here = await cloudComputer(cloud, { packages: ['aws'], env: environmentOf(administrator) })
  succeeded(await zen(here, deployWords('aws', 'team', '--region', 'eu-west-1')))
  expect((await zen(here, ['logs', 'team'])).stderr).not.toContain(asking)

  cloud.set({ loginsSince: Date.now() })

  const logs = await zen(here, ['logs', 'team'])
  expect(logs).toMatchObject({ exit: 0 })
  expect(logs.stdout).toContain('Uvicorn running')
  expect(logs.stderr).toContain(asking)
  const show = await zen(here, ['show', 'team', '--json'])
  expect(resultOf(show)).toMatchObject({ server: { healthy: true, replicas: { ready: 1, wanted: 1 } } })
  expect(await zen(here, ['list'])).toMatchObject({ exit: 0, stderr: '' })
  expect(await zen(here, ['down', 'team'])).toMatchObject({ exit: 0 })
  succeeded(await zen(here, ['up', 'team', '--yes', '--json']))

  // The last run left a login that is good.
  expect((await zen(here, ['logs', 'team'])).stderr).not.toContain(asking)
})
