/** What is left after a destroy, why, and what is done about it: by zen's engine on the simulated AWS. */
import { expect, test } from 'vitest'
import * as kinds from '../../cloud/aws/kinds.ts'
import { doomed } from './doomed-deployment.ts'

const ours = { tags: { 'zen:deployment': 'team' } }

test('what a cluster made and nobody removed is taken away; lists that lag deceive nobody', async () => {
  const { cloud, make, destroy, orphans } = await doomed({ tombstones: true, lagMinutes: 0 })
  await make()
  cloud.account().make('eu-west-1', kinds.volume, { ...ours, availabilityZone: 'eu-west-1a', size: 8 })

  expect(await destroy({ data: 'delete' })).toEqual({ left: [], data: { action: 'deleted' } })
  expect(orphans()).toEqual([])
})

test('what refuses is listed with the words of the cloud, and goes with the next run', async () => {
  const { cloud, make, destroy, orphans, zen } = await doomed()
  await make({ database: 'in-cluster' })
  const volume = cloud
    .account()
    .make('eu-west-1', kinds.volume, { ...ours, availabilityZone: 'eu-west-1a', size: 8 })
  cloud.fail({
    type: kinds.volume,
    verb: 'delete',
    effect: 'fail',
    code: 'VolumeInUse',
    text: 'It is attached.',
  })

  const first = await destroy({ data: 'delete' })

  expect(first.left).toEqual([expect.stringMatching(new RegExp(`${volume.id}.*VolumeInUse.*It is attached`))])
  expect(orphans()).toEqual([`${kinds.volume} ${volume.id}`])
  expect(await zen.engine.planDestroy('team')).toBeDefined()
  cloud.fail()
  expect((await destroy({ data: 'delete' })).left).toEqual([])
  expect(orphans()).toEqual([])
  expect(await zen.engine.planDestroy('team')).toBeUndefined()
})

test('by force everything goes but what refuses, which is listed until it goes too', async () => {
  const { cloud, make, destroy, orphans, zen } = await doomed()
  await make()
  const refusal = { effect: 'fail', code: 'UnauthorizedOperation', text: 'You may not.' } as const
  cloud.fail({ ...refusal, type: kinds.eip, name: 'nat-a', verb: 'delete' })
  await expect(destroy({ data: 'delete' })).rejects.toMatchObject({
    foreign: expect.stringContaining('You may not.'),
  })

  const forced = await destroy({ data: 'delete', force: true })

  const address = forced.left.find((line) => line.includes('nat-a'))
  expect(address).toContain('You may not.')
  expect(cloud.account().objects(kinds.cluster)).toEqual([])
  expect(cloud.account().objects(kinds.databaseInstance)).toEqual([])
  expect(orphans().filter((line) => line.startsWith(kinds.eip))).toHaveLength(1)
  cloud.fail()
  expect(await destroy({ data: 'delete', force: true })).toMatchObject({ left: [] })
  expect(orphans()).toEqual([])
  expect(await zen.engine.planDestroy('team')).toBeUndefined()
})

test('where protection can not be lifted, what is protected stays, and is lifted by a later run', async () => {
  const { cloud, make, destroy, orphans } = await doomed()
  await make()
  cloud.fail({ type: kinds.databaseInstance, verb: 'update', effect: 'fail', text: 'Not now.' })

  const forced = await destroy({ data: 'delete', force: true })

  expect(forced.data.action).toBe('kept')
  expect(forced.left.join('\n')).toMatch(/RDS instance database.*Not now/)
  expect(cloud.account().objects(kinds.cluster)).toEqual([])
  cloud.fail()
  expect(await destroy({ data: 'snapshot' })).toMatchObject({ left: [], data: { action: 'snapshot' } })
  expect(orphans()).toHaveLength(1)
})

test('where everything refuses, by force all of it is listed; else the words of the cloud are told', async () => {
  const { cloud, make, destroy, orphans } = await doomed()
  await make()
  const before = orphans()
  cloud.fail({ type: '*', effect: 'fail', code: 'AccountClosed', text: 'This account is closed.' })

  await expect(destroy({ data: 'delete' })).rejects.toMatchObject({
    foreign: expect.stringContaining('This account is closed.'),
  })
  await expect(destroy({ data: 'delete', placeGone: true })).rejects.toMatchObject({
    foreign: expect.stringContaining('This account is closed.'),
  })
  const forced = await destroy({ data: 'delete', force: true })

  expect(forced.left.join('\n')).toMatch(/EKS cluster zen-team/)
  expect(forced.left).toContain('whatever else there is: the cloud could not be asked')
  expect(orphans()).toEqual(before)
  cloud.fail()
  expect(await destroy({ data: 'delete' })).toMatchObject({ left: [] })
  expect(orphans()).toEqual([])
})
