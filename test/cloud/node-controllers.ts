/** What a cloud's own controllers do in its clusters, for a real node: load balancers of services, disks of volumes. */
import { setTimeout as delay } from 'node:timers/promises'
import type { ClusterApi } from '../cluster/api.ts'
import type { TestCluster } from '../cluster/cluster.ts'
import { fieldAt, listAt, textAt } from '../cluster/object-fields.ts'
import { onTestFinished } from '../test-end.ts'
import type { SimulatedCloud } from './cloud.ts'
import { isProperties, type Properties } from './frame/properties.ts'
import type { View } from './frame/view.ts'
import { clusterAt, type Found } from './kubernetes/reach.ts'
import { definitionOf } from './provider/definitions.ts'
import { accessTo } from './real-node.ts'

const LOOK_MS = 100
const finalizer = 'service.kubernetes.io/load-balancer-cleanup'

/** Does something in the cloud, where the cluster is. */
type Visit = <T>(work: (found: Found, view: View) => T) => T

/**
 * They work in the cluster that has the node, until the test ends. When the cluster is gone nobody does, and what they
 * made stays. The node is one that leaves load balancers to others.
 */
export async function runControllers(cloud: SimulatedCloud, node: TestCluster): Promise<void> {
  const { endpoint } = await accessTo(node)
  const look = looking(node.api)
  const watch = { isOver: false }
  const loop = (async () => {
    while (!watch.isOver) {
      const found = clusterAt(cloud.world, endpoint)
      // Somebody else may have changed or removed something meanwhile: the next look sees.
      if (found) await look(await visitor(cloud, found)).catch(() => undefined)
      await delay(LOOK_MS)
    }
  })()
  onTestFinished(async () => {
    watch.isOver = true
    await loop
  })
}

async function visitor({ world }: SimulatedCloud, found: Found): Promise<Visit> {
  const { account, region } = found.cluster
  const definition = await definitionOf(found.cloud.package)
  return (work) => world.visit(definition, account, region, (view) => work(found, view))
}

function looking(api: ClusterApi) {
  /** Ids of disks by the names of their volumes. */
  const disks = new Map<string, string>()
  return async (visit: Visit) => {
    for (const service of listAt(await api.get('/api/v1/services'), 'items'))
      await balance(api, service, visit)
    const volumes = listAt(await api.get('/api/v1/persistentvolumes'), 'items')
    for (const [volume, disk] of disks) {
      if (volumes.some((it) => nameOf(it) === volume)) continue
      visit(({ cloud }, view) => cloud.removeDisk(disk, view))
      disks.delete(volume)
    }
    for (const volume of volumes)
      if (!disks.has(nameOf(volume))) disks.set(nameOf(volume), await newDisk(api, volume, visit))
  }
}

async function newDisk(api: ClusterApi, volume: unknown, visit: Visit): Promise<string> {
  const [namespace, name] = ['namespace', 'name'].map((key) => textAt(volume, 'spec', 'claimRef', key))
  const path = `/apis/storage.k8s.io/v1/storageclasses/${textAt(volume, 'spec', 'storageClassName')}`
  const parameters = propertiesAt(await api.get(path), 'parameters')
  return visit(({ cloud, cluster }, view) =>
    cloud.attachDisk(cluster, { claim: `${namespace}/${name}`, parameters }, view),
  )
}

/** Gives it a load balancer, or takes that away. */
async function balance(api: ClusterApi, service: unknown, visit: Visit): Promise<void> {
  const id = `${textAt(service, 'metadata', 'namespace')}/${nameOf(service)}`
  const path = `/api/v1/namespaces/${id.replace('/', '/services/')}`
  const finalizers = listAt(service, 'metadata', 'finalizers')
  const isWanted = textAt(service, 'spec', 'type') === 'LoadBalancer' && !isLeaving(service)
  if (isWanted && listAt(service, 'status', 'loadBalancer', 'ingress').length === 0) {
    await api.merge(path, { metadata: { finalizers: [...new Set([...finalizers, finalizer])] } })
    const annotations = propertiesAt(service, 'metadata', 'annotations')
    const spec = propertiesAt(service, 'spec')
    const ingress = visit(({ cloud, cluster }, view) =>
      cloud.balance(cluster, { id, annotations, spec }, view),
    )
    await api.merge(`${path}/status`, { status: { loadBalancer: { ingress: [ingress] } } })
  } else if (!isWanted && finalizers.includes(finalizer)) {
    visit(({ cloud, cluster }, view) => cloud.unbalance(cluster, { id }, view))
    if (!isLeaving(service)) await api.merge(`${path}/status`, { status: { loadBalancer: null } })
    await api.merge(path, { metadata: { finalizers: finalizers.filter((it) => it !== finalizer) } })
  }
}

function isLeaving(object: unknown): boolean {
  return textAt(object, 'metadata', 'deletionTimestamp') !== ''
}

function nameOf(object: unknown): string {
  return textAt(object, 'metadata', 'name')
}

function propertiesAt(object: unknown, ...path: readonly string[]): Properties {
  const found = fieldAt(object, ...path)
  return isProperties(found) ? found : {}
}
