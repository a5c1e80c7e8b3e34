/** The machines of a cluster, with their disks. */
import { refuse } from '../../frame/fields.ts'
import { numberAt, type Properties, propertiesAt, textAt, textsAt } from '../../frame/properties.ts'
import type { Node } from '../../frame/public-side.ts'
import { type CloudObject, ownerKey, type View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { machines } from '../catalogue.ts'
import { networkId, regionOf, selfLink } from '../fields.ts'
import * as kinds from '../kinds.ts'

interface Pool {
  readonly id: string
  readonly inputs: Properties
  readonly cluster: CloudObject
}

/** So many as all zones need together, or each of them. */
function countOf(inputs: Properties, zones: number): number {
  const perZone = numberAt(inputs, 'nodeCount') ?? numberAt(inputs, 'initialNodeCount') ?? 1
  return Math.max(numberAt(inputs, 'autoscaling.totalMinNodeCount') ?? 0, perZone * Math.max(zones, 1))
}

/** Makes machines, or takes some away. @throws what GKE says when the project may not have so many */
export function scale(view: View, { id, inputs, cluster }: Pool): void {
  const location = textAt(cluster.outputs, 'location') ?? ''
  const own = textsAt(inputs, 'nodeLocations')
  const zones = own.length > 0 ? own : [location]
  const type = textAt(inputs, 'nodeConfig.machineType') ?? 'e2-medium'
  const key = ownerKey({ type: kinds.nodePool, id })
  const there = view.list(kinds.instance).filter(({ owner }) => owner === key)
  const wanted = countOf(inputs, zones.length)
  judgeQuota(view, { region: regionOf(location), type, more: wanted - there.length })
  for (const machine of there.slice(wanted)) view.remove(machine)
  for (let at = there.length; at < wanted; at += 1)
    addMachine(view, { key, inputs, cluster, type, zone: zones[at % zones.length] ?? location })
}

/** @throws in the words of GKE */
function judgeQuota(
  view: View,
  { region, type, more }: { region: string; type: string; more: number },
): void {
  const taken = view
    .list(kinds.instance)
    .filter(({ outputs }) => regionOf(textAt(outputs, 'zone') ?? '') === region)
    .reduce((sum, { outputs }) => sum + (machines[textAt(outputs, 'machineType') ?? ''] ?? 0), 0)
  const [limit, need] = [view.quota('CPUS'), (machines[type] ?? 0) * Math.max(more, 0)]
  if (taken + need <= limit) return
  refuse(
    'forbidden',
    `Insufficient regional quota to satisfy request: resource "CPUS": request requires '${need}.0' and is short '${taken + need - limit}.0'. project has a quota of '${limit}.0' with '${limit - taken}.0' available. View and manage quotas at https://console.cloud.google.com/iam-admin/quotas?usage=USED&project=${view.account}.`,
    403,
  )
}

interface Machine {
  readonly key: string
  readonly inputs: Properties
  readonly cluster: CloudObject
  readonly type: string
  readonly zone: string
}

function addMachine(view: View, { key, inputs, cluster, type, zone }: Machine): void {
  const name = `gke-${textAt(cluster.outputs, 'name')}-${textAt(inputs, 'name')}-${freshHex(8)}-${freshHex(4)}`
  const labels = { ...propertiesAt(inputs, 'nodeConfig.resourceLabels'), 'goog-gke-node': '' }
  const id = `projects/${view.account}/zones/${zone}/instances/${name}`
  const common = { labels, zone, owner: key }
  const { network, subnetwork } = cluster.outputs
  view.add({
    ...{ type: kinds.instance, id, madeBy: 'cloud', owner: key, inputs: {} },
    outputs: { ...common, name, machineType: type, network: networkId(view, String(network)), subnetwork },
  })
  const disk = `projects/${view.account}/zones/${zone}/disks/${name}`
  view.add({
    ...{
      type: kinds.disk,
      id: disk,
      madeBy: 'cloud',
      owner: ownerKey({ type: kinds.instance, id }),
      inputs: {},
    },
    outputs: {
      ...{ name, zone, labels, selfLink: selfLink(disk) },
      ...{
        sizeGb: numberAt(inputs, 'nodeConfig.diskSizeGb') ?? 100,
        type: textAt(inputs, 'nodeConfig.diskType'),
      },
    },
  })
}

/** Machines that run in this cluster. */
export function machinesOf(cluster: CloudObject, view: View): readonly CloudObject[] {
  const pools = view
    .list(kinds.nodePool)
    .filter(({ id, phase }) => id.startsWith(`${cluster.id}/nodePools/`) && phase !== 'creating')
    .map(ownerKey)
  return view.list(kinds.instance).filter(({ owner }) => owner !== undefined && pools.includes(owner))
}

export function nodesOf(cluster: CloudObject, view: View): readonly Node[] {
  return machinesOf(cluster, view).map(({ outputs }) => ({
    name: textAt(outputs, 'name') ?? '',
    providerId: `gce://${view.account}/${textAt(outputs, 'zone')}/${textAt(outputs, 'name')}`,
  }))
}
