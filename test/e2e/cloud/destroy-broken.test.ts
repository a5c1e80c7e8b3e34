/** Deployments in a cloud that never came to their end are taken away whole, and nothing is made for that. */
import { expect, test } from 'vitest'
import { clusterLoginRefused } from '../../../src/errors/cluster.ts'
import * as kinds from '../../cloud/aws/kinds.ts'
import type { Fault } from '../../cloud/frame/faults.ts'
import { doomed } from './doomed-deployment.ts'

const release = 'kubernetes:helm.sh/v3:Release'

test.each<readonly [string, Omit<Fault, 'id'>]>([
  ['a network that was made and not said', { type: kinds.vpc, effect: 'lost' }],
  ['a database that was made and not said', { type: kinds.databaseInstance, effect: 'lost' }],
  ['a cluster that was made and not said', { type: kinds.cluster, effect: 'lost' }],
  ['a cluster that was refused', { type: kinds.cluster, effect: 'fail' }],
  ['nodes that never became ready', { type: kinds.nodeGroup, effect: 'unfinished' }],
  ['an address that was made and not said', { type: kinds.eip, nth: 2, effect: 'lost' }],
  ['a server that did not come up', { type: release, effect: 'fail' }],
])('%s', async (_what, fault) => {
  const { cloud, make, destroy, calls, orphans, zen } = await doomed()
  cloud.fail({ ...fault, verb: 'create' })
  expect(await make()).toBe(false)
  cloud.fail()
  calls()

  const { left } = await destroy({ data: 'delete' })

  expect(left).toEqual([])
  expect(calls().filter((call) => call.startsWith('create'))).toEqual([])
  expect(orphans()).toEqual([])
  expect(await zen.engine.planDestroy('team')).toBeUndefined()
})

test('a destroy that was cut off when nobody could enter the cluster any more is finished by the next', async () => {
  const { cloud, make, destroy, orphans, zen } = await doomed()
  expect(await make()).toBe(true)
  cloud.fail(
    { type: kinds.vpc, verb: 'delete', effect: 'fail' },
    { type: kinds.cluster, verb: 'delete', effect: 'fail' },
  )
  await expect(destroy({ data: 'delete' })).rejects.toMatchObject({ code: 'RESOURCE_FAILED' })
  cloud.fail()
  zen.cluster.answers.refusal = clusterLoginRefused('context "zen-team"', 'Unauthorized')

  const { left } = await destroy({ data: 'delete' })

  expect(left).toEqual([])
  expect(orphans()).toEqual([])
})
