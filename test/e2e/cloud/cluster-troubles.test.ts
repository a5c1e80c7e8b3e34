/** What goes wrong inside of a simulated cluster, or between it and its cloud, as people at `zen` see it. */
import { expect, test } from 'vitest'
import { fixture } from '../../cloud/aws/fixture.ts'
import * as kinds from '../../cloud/aws/kinds.ts'
import { resultOf, zen } from '../zen-command.ts'
import { destroyWords } from './cloud-computer.ts'
import { deployed, expectNothingBilled, scene, shown, smallWords } from './conformance.ts'

test('a server that crashes is told with its last words; when the reason is gone, zen goes on', async () => {
  const it = await scene(fixture)
  const { here, cloud } = it
  const log = ['Traceback (most recent call last):', 'ValueError: The moon is in the wrong place']
  // The engine would wait for ten minutes.
  cloud.set({ podTroubles: [{ component: 'server', effect: 'crash', log }], patienceMs: 60_000 })

  const failed = await zen(here, smallWords(fixture, 'team'))

  expect(failed.exit).toBe(1)
  expect(resultOf(failed).error).toMatchObject({
    code: 'POD_CRASHES',
    details: { foreign: expect.stringContaining('The moon') },
  })
  const before = cloud.account().objects().length
  cloud.set({ podTroubles: [], patienceMs: 1500 })
  await deployed(it, 'team')
  expect(cloud.account().objects()).toHaveLength(before)
})

test('a cluster that does not answer is a trouble that is shown, and its server is told apart from it', async () => {
  const it = await scene(fixture)
  const { here, cloud } = it
  await deployed(it, 'team')

  cloud.set({ silentClusters: ['*'] })

  const { server } = await shown(here, 'team')
  expect(server).toMatchObject({ healthy: true, troubles: [expect.stringContaining('did not answer')] })
})

test('a disk that stays when its volume goes is found all the same, and taken away', async () => {
  const it = await scene(fixture)
  const { here, cloud } = it
  await deployed(it, 'team')
  const disks = cloud.account().objects(kinds.volume)
  const ofClaims = disks.filter(({ owner }) => owner === undefined).map(({ id }) => id)
  cloud.set({ leaves: ['disks'] })

  const ran = await zen(here, destroyWords('team'))

  expect(ran.exit).toBe(0)
  const removed = cloud.journal().filter(({ type, verb }) => type === kinds.volume && verb === 'delete')
  expect(removed.map(({ id }) => id)).toEqual(ofClaims)
  expectNothingBilled(it)
})
