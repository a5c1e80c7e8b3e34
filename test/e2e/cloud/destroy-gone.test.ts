/** Destroys of what somebody removed by hand before, of what is in clusters of others, and destroys that are cut off. */
import { expect, test } from 'vitest'
import * as kinds from '../../cloud/aws/kinds.ts'
import type { SimulatedCloud } from '../../cloud/cloud.ts'
import { doomed } from './doomed-deployment.ts'

/** Somebody deletes the cluster in the console, as it has to be done there. */
function deleteCluster(cloud: SimulatedCloud): void {
  const account = cloud.account()
  for (const kind of [kinds.nodeGroup, kinds.cluster])
    for (const object of account.objects(kind))
      account.remove(kind === kinds.cluster ? account.change(object, { deletionProtection: false }) : object)
}

test('a cluster of ours that is gone already is seen to be gone, and everything else goes', async () => {
  const { cloud, make, destroy, orphans, zen } = await doomed()
  await make()
  deleteCluster(cloud)
  expect((await zen.engine.planDestroy('team'))?.unreachable).toBeUndefined()

  expect(await destroy({ data: 'snapshot' })).toMatchObject({ left: [], data: { action: 'snapshot' } })
  expect(orphans()).toEqual([expect.stringContaining(kinds.snapshot)])
  expect(zen.cluster.asked).toEqual([])
})

test('data that was in a cluster that is gone is not looked for in a new one', async () => {
  const { cloud, make, destroy, calls, orphans } = await doomed()
  await make({ database: 'in-cluster' })
  deleteCluster(cloud)
  calls()

  const tags = { 'zen:deployment': 'team' }
  const { id } = cloud
    .account()
    .make('eu-west-1', kinds.volume, { tags, availabilityZone: 'eu-west-1a', size: 8 })

  const { left, data } = await destroy({ data: 'keep' })

  expect(data).toEqual({ action: 'none' })
  expect(left).toContainEqual(expect.stringMatching(new RegExp(`${id}.*it may hold the data$`)))
  expect(calls().filter((call) => call.startsWith('create'))).toEqual([])
  expect(orphans().filter((line) => !line.startsWith(kinds.volume))).toEqual([])
  expect(orphans()).toContain(`${kinds.volume} ${id}`)
  expect(await destroy({ data: 'delete' })).toMatchObject({ left: [] })
  expect(orphans()).toEqual([])
})

test('a database that is gone already leaves no snapshot, and nothing is claimed', async () => {
  const { cloud, make, destroy, orphans } = await doomed()
  await make()
  const account = cloud.account()
  for (const database of account.objects(kinds.databaseInstance))
    account.remove(account.change(database, { deletionProtection: false, skipFinalSnapshot: true }))

  expect(await destroy({ data: 'delete' })).toMatchObject({ left: [] })
  expect(orphans().filter((line) => !line.startsWith(kinds.retainedBackup))).toEqual([])
})

test('a cluster of others stays as it was; one that is gone is said to be', async () => {
  const host = await doomed({ quotas: { 'L-1216C47A': 32 } }, 'host')
  await host.make({ database: 'in-cluster' })
  const before = host.orphans()
  const guest = await doomed({}, 'guest', host.cloud)
  const options = { cluster: 'zen-host', 'found-vpc': '', 'found-subnets': [] }
  const network = {
    'found-vpc': host.cloud.account().objects(kinds.vpc)[0]?.id ?? '',
    'found-subnets': subnetsOf(host.cloud, 'private'),
    'found-public-subnets': subnetsOf(host.cloud, 'public'),
  }
  expect(await guest.make({ ...options, ...network })).toBe(true)

  expect(await guest.destroy({ data: 'delete' })).toEqual({ left: [], data: { action: 'deleted' } })
  expect(guest.orphans()).toEqual(before)

  expect(await guest.make({ ...options, ...network })).toBe(true)
  deleteCluster(host.cloud)
  expect((await guest.zen.engine.planDestroy('guest'))?.unreachable).toBe(
    'AWS says that the cluster of "guest" is not there any more.',
  )
  expect(await guest.destroy({ data: 'delete', placeGone: true })).toMatchObject({ left: [] })
  expect(host.cloud.account().orphans({ key: 'zen:deployment', value: 'guest' })).toEqual([])
})

function subnetsOf(cloud: SimulatedCloud, kind: string): readonly string[] {
  const all = cloud.account().objects(kinds.subnet)
  return all.flatMap(({ id, inputs }) => (JSON.stringify(inputs['tags']).includes(`-${kind}-`) ? [id] : []))
}

test('a destroy that was interrupted says so, and the same command goes on', async () => {
  const { cloud, make, destroy, orphans } = await doomed()
  await make()
  cloud.fail({ type: kinds.databaseInstance, verb: 'delete', effect: 'slow', minutes: 0, held: true })
  const interruption = new AbortController()
  const cut = destroy({ data: 'snapshot' }, interruption.signal)
  cut.catch(() => undefined)
  await expect
    .poll(() => cloud.account().objects(kinds.databaseInstance)[0]?.phase, { timeout: 120_000 })
    .not.toBe('ready')

  interruption.abort()
  cloud.fail()

  await expect(cut).rejects.toMatchObject({ code: 'INTERRUPTED', exit: 130 })
  expect(await destroy({ data: 'snapshot' })).toMatchObject({ left: [], data: { action: 'snapshot' } })
  expect(orphans()).toEqual([expect.stringContaining(kinds.snapshot)])
})
