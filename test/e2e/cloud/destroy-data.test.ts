/** What becomes of the data of a deployment in a cloud, by zen's engine on the simulated AWS. */
import { expect, test } from 'vitest'
import * as kinds from '../../cloud/aws/kinds.ts'
import { doomed } from './doomed-deployment.ts'

test('a last snapshot is all that is left, and it is named', async () => {
  const { make, destroy, orphans, zen } = await doomed()
  expect(await make()).toBe(true)
  expect(await zen.engine.planDestroy('team')).toMatchObject({
    where: 'AWS account 111111111111 in eu-west-1',
    dataLocation: 'RDS database zen-team in eu-west-1',
    dataFates: ['snapshot', 'keep', 'delete'],
  })

  const { left, data } = await destroy({ data: 'snapshot' })

  expect(left).toEqual([])
  expect(data).toEqual({
    action: 'snapshot',
    location: expect.stringMatching(/^zen-team-final-[0-9a-f]{8}$/),
    goesOnWith: `zen deploy --provider aws --name team --database-snapshot ${data.location}`,
  })
  expect(orphans()).toEqual([`${kinds.snapshot} ${data.location}`])
  expect(zen.cluster.asked).toContain('remove remains, delete data')
})

test('the keys of a last snapshot are kept, so that a deployment can start from it; or the snapshot goes too', async () => {
  const { cloud, make, destroy, orphans, zen } = await doomed()
  await make()
  const { outputs: before } = (await zen.engine.read('team')) ?? {}
  const { location } = (await destroy({ data: 'snapshot' })).data
  expect(await zen.engine.list()).toEqual([])
  expect(await zen.engine.planDestroy('team')).toMatchObject({
    ...{ resources: [], dataLocation: `snapshot ${location}`, dataFates: ['keep', 'delete'] },
  })
  expect((await destroy({ data: 'keep' })).data).toMatchObject({ action: 'snapshot', location })

  expect(await make({ 'database-snapshot': String(location) })).toBe(true)
  expect((await zen.engine.read('team'))?.outputs?.password).toEqual(before?.password)
  const again = await destroy({ data: 'snapshot' })
  expect(again.data.location).not.toBe(location)
  expect(cloud.account().objects(kinds.snapshot)).toHaveLength(2)

  expect(await destroy({ data: 'delete' })).toEqual({ left: [], data: { action: 'deleted' } })
  expect(orphans()).toEqual([`${kinds.snapshot} ${location}`])
  expect(await zen.engine.planDestroy('team')).toBeUndefined()
})

test('a database that is kept is gone on with, and deleted in the end', async () => {
  const { cloud, make, destroy, orphans, zen } = await doomed()
  await make()
  const [database] = cloud.account().objects(kinds.databaseInstance)

  const kept = await destroy({ data: 'keep' })

  expect(kept).toEqual({ left: [], data: { action: 'kept', location: 'RDS database zen-team in eu-west-1' } })
  expect(cloud.account().objects(kinds.databaseInstance)).toMatchObject([
    { id: database?.id, inputs: { deletionProtection: true } },
  ])
  expect(cloud.account().objects(kinds.cluster)).toEqual([])
  expect([await zen.engine.list(), (await zen.engine.planDestroy('team'))?.dataFates?.[0]]).toEqual([
    [],
    'keep',
  ])

  expect(await make()).toBe(true)
  expect(
    cloud
      .account()
      .objects(kinds.databaseInstance)
      .map(({ id }) => id),
  ).toEqual([database?.id])
  await destroy({ data: 'keep' })
  expect(await destroy({ data: 'delete' })).toEqual({ left: [], data: { action: 'deleted' } })
  expect(orphans()).toEqual([])
  expect(await zen.engine.planDestroy('team')).toBeUndefined()
})

test('data in a cluster of ours keeps the cluster', async () => {
  const { cloud, make, destroy, orphans } = await doomed()
  await make({ database: 'in-cluster' })

  expect(await destroy({ data: 'keep' })).toMatchObject({ left: [], data: { action: 'kept' } })
  expect(cloud.account().objects(kinds.cluster)).toHaveLength(1)
  expect(cloud.account().objects(kinds.loadBalancer)).toEqual([])

  expect(await destroy({ data: 'delete' })).toMatchObject({ left: [], data: { action: 'deleted' } })
  expect(orphans()).toEqual([])
})

test('a database of somebody else is nobody’s business', async () => {
  const { make, destroy, orphans, zen } = await doomed()
  await make({ database: 'mysql://zenml@db.example.com/zenml' })
  expect((await zen.engine.planDestroy('team'))?.dataLocation).toBeUndefined()

  expect(await destroy({ data: 'keep' })).toEqual({ left: [], data: { action: 'none' } })
  expect(orphans()).toEqual([])
})
