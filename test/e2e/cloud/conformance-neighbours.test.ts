/** Two deployments in one account and region of every cloud of the registry; one of them has the longest name there is. */
import { expect, test } from 'vitest'
import { cloudFixtures } from '../../cloud/fixtures.ts'
import { deployed, destroyed, expectNothingBilled, scene, shown } from './conformance.ts'

const longest = 'the-longest-name-that-zen-allows'

test.each(await cloudFixtures())('$provider', async (fixture) => {
  const it = await scene(fixture)
  const { here } = it

  await Promise.all([deployed(it, 'team'), deployed(it, longest)])
  const before = (await shown(here, 'team')).server
  expect(before).toMatchObject({ healthy: true })
  expect((await shown(here, longest)).server).toMatchObject({ healthy: true })

  await destroyed(it, longest)
  expect((await shown(here, 'team')).server).toEqual(before)
  expect((await deployed(it, 'team')).changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 })

  await destroyed(it, 'team')
  expectNothingBilled(it)
})
