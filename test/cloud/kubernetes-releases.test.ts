/** What a release brings into a simulated cluster, and what becomes of it. */
import { expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { type SimulatedCloud, simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import type { Properties } from './frame/properties.ts'
import { clouds } from './kubernetes/clouds.ts'
import { kubernetes } from './kubernetes/kubernetes.ts'
import { placeOf } from './kubernetes/surroundings.ts'
import { sampleCluster } from './sample-network.ts'

const NAMESPACE = 'kubernetes:core/v1:Namespace'
const RELEASE = 'kubernetes:helm.sh/v3:Release'
const POD = 'kubernetes:core/v1:Pod'
const CLAIM = 'kubernetes:core/v1:PersistentVolumeClaim'

const mysql = { mysql: { enabled: true }, caddy: { enabled: true, host: 'zenml.example.com' } }

async function cluster(cloud: SimulatedCloud) {
  const aws = direct(cloud)
  const accessConfig = { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true }
  const made = (await sampleCluster(aws, { accessConfig })).cluster
  const { token } = await aws.ask('aws:eks/getClusterAuth:getClusterAuth', { name: 'zen' })
  const clusters = [{ cluster: { server: made.outputs['endpoint'] } }]
  const kubeconfig = JSON.stringify({ clusters, users: [{ user: { token } }] })
  const inside = direct(cloud, { definition: kubernetes, config: { kubeconfig } })
  const namespace = await inside.create(NAMESPACE, 'ns', { metadata: { name: 'zenml' } })
  const release = (values: Properties) => ({ name: 'server', namespace: 'zenml', chart: 'c', values })
  return {
    ...{ aws, inside, namespace, cluster: made },
    install: (values: Properties) => inside.create(RELEASE, 'server', release(values)),
    release,
    ids: (type: string) => idsIn(cloud, type),
    disks: () =>
      cloud
        .account()
        .objects(kinds.volume)
        .map(({ outputs }) => claimOf(outputs)),
  }
}

function claimOf({ tagsAll }: Properties): unknown {
  const tags = Object.entries(Object(tagsAll))
  return tags.find(([key]) => key === 'kubernetes.io/created-for/pvc/name')?.[1]
}

function idsIn(cloud: SimulatedCloud, type: string): readonly string[] {
  const [found] = cloud.account().objects(kinds.cluster)
  const aws = clouds.find((it) => it.package === 'aws')
  if (!found || !aws) throw new Error('There is no cluster.')
  const place = { package: 'kubernetes', account: found.account, region: placeOf(aws, found) }
  return cloud.world
    .look(place)
    .list(type)
    .map(({ id }) => id)
    .toSorted()
}

test('a release has pods, which an upgrade replaces, and claims, which it keeps', async () => {
  const it = await cluster(await simulatedCloud())
  const made = await it.install(mysql)
  const before = it.ids(POD)
  const claims = it.ids(CLAIM)

  await it.inside.update(made, it.release({ ...mysql, server: { replicaCount: 2 } }))

  expect(before).toHaveLength(3)
  expect(claims).toEqual(['zenml/server-caddy', 'zenml/server-mysql'])
  expect(it.ids(POD)).toHaveLength(4)
  expect(it.ids(POD).filter((id) => before.includes(id))).toEqual(['zenml/server-mysql-0'])
  expect(it.ids(CLAIM)).toEqual(claims)
  expect(it.disks().toSorted()).toEqual(['server-caddy', 'server-mysql'])
})

test('what the chart keeps stays with its disk when the release goes, and goes with the namespace', async () => {
  const it = await cluster(await simulatedCloud())

  await it.inside.remove(await it.install(mysql))
  expect(it.ids(POD)).toEqual([])
  expect(it.disks()).toEqual(['server-mysql'])

  await it.inside.remove(it.namespace)
  expect(it.disks()).toEqual([])
})

test('disks stay when the cluster goes first, or when a test says so', async () => {
  const cloud = await simulatedCloud()
  const it = await cluster(cloud)
  const made = await it.install(mysql)

  cloud.set({ leaves: ['disks'] })
  await it.inside.remove(made)
  expect(it.disks().toSorted()).toEqual(['server-caddy', 'server-mysql'])

  await it.aws.remove(it.cluster)
  expect(it.disks()).toHaveLength(2)
})

test('a release whose pods crash fails in the end, and is there all the same', async () => {
  const cloud = await simulatedCloud({ patienceMs: 50 })
  const it = await cluster(cloud)
  cloud.set({ podTroubles: [{ component: 'server', effect: 'crash' }] })

  await expect(it.install({})).rejects.toThrow('failed to initialize completely')

  expect(it.ids(RELEASE)).toEqual(['zenml/server'])
})

test('a cluster that is silent can not be reached', async () => {
  const cloud = await simulatedCloud()
  const it = await cluster(cloud)
  cloud.set({ silentClusters: ['zen'] })
  const { token } = await it.aws.ask('aws:eks/getClusterAuth:getClusterAuth', { name: 'zen' })
  const clusters = [{ cluster: { server: it.cluster.outputs['endpoint'] } }]
  const kubeconfig = JSON.stringify({ clusters, users: [{ user: { token } }] })
  const inside = direct(cloud, { definition: kubernetes, config: { kubeconfig } })

  await expect(inside.create(NAMESPACE, 'other', { metadata: { name: 'other' } })).rejects.toThrow(
    'Client.Timeout exceeded',
  )
})
