/** What Azure shows to its clusters, and to the internet. */

import { ProviderError } from '../frame/cloud-error.ts'
import { propertiesAt, textAt } from '../frame/properties.ts'
import type { ClusterService, Disk, Ingress, PublicSide } from '../frame/public-side.ts'
import type { CloudObject, View } from '../frame/view.ts'
import { freshHex } from '../frame/world.ts'
import { principalOf } from './cluster/cluster-rules.ts'
import { letsIn } from './cluster/credentials.ts'
import { nodesOf } from './cluster/nodes.ts'
import { isGranted } from './identity/role-assignment.ts'
import { armId, groupId, isSameId, nameOf } from './ids.ts'
import * as kinds from './kinds.ts'
import { judgeCount, newAddress } from './network/public-address.ts'

export const publicSide: PublicSide = {
  package: 'azure-native',
  clusterType: kinds.cluster,
  endpointOf: ({ outputs }) => textAt(outputs, '__endpoint'),
  versionOf: ({ outputs }) => `v${textAt(outputs, 'currentKubernetesVersion') ?? ''}`,
  letsIn,
  storageClasses: [
    { name: 'default', isDefault: true, provisioner: 'disk.csi.azure.com' },
    { name: 'managed-csi', isDefault: false, provisioner: 'disk.csi.azure.com' },
    { name: 'azurefile-csi', isDefault: false, provisioner: 'file.csi.azure.com' },
  ],
  nodesOf,
  balance,
  unbalance,
  attachDisk,
  removeDisk: (id, view) => {
    const disk = view.find(kinds.disk, id)
    if (disk) view.remove(disk)
  },
  addressesOf: (name, view) =>
    view
      .list(kinds.publicAddress)
      .filter(({ outputs }) => textAt(outputs, 'dnsSettings.fqdn') === name)
      .flatMap(({ outputs }) => textAt(outputs, 'ipAddress') ?? []),
  // Every way in is a service's.
  wayFrom: () => undefined,
}

const annotation = 'service.beta.kubernetes.io/azure'

/** At the address that the service names, else at a new one in the nodes' group. */
function balance(cluster: CloudObject, { id, annotations }: ClusterService, view: View): Ingress {
  const nodes = textAt(cluster.outputs, 'nodeResourceGroup') ?? ''
  const name = annotations[`${annotation}-pip-name`]
  const group = annotations[`${annotation}-load-balancer-resource-group`]
  const place = groupId(view.account, typeof group === 'string' ? group : nodes)
  const address =
    typeof name === 'string'
      ? named(cluster, view, armId(place, 'Microsoft.Network/publicIPAddresses', [name]))
      : made(cluster, view, { nodes, id })
  const front = `${armId(groupId(view.account, nodes), 'Microsoft.Network/loadBalancers', ['kubernetes'])}/frontendIPConfigurations/${freshHex(32)}`
  const user = { ipConfiguration: { id: front }, __service: keyOf(cluster, id) }
  view.change(address, { outputs: { ...address.outputs, ...user } })
  return { ip: textAt(address.outputs, 'ipAddress') ?? '' }
}

function named(cluster: CloudObject, view: View, id: string): CloudObject {
  const found = view.list(kinds.publicAddress).find((each) => isSameId(each.id, id))
  if (!found)
    throw new ProviderError(
      `Error syncing load balancer: failed to ensure load balancer: findMatchedPIP: cannot find public IP with name [${nameOf(id)}].`,
    )
  const isNodes = id.includes(`/resourceGroups/${textAt(cluster.outputs, 'nodeResourceGroup')}/`)
  if (!isNodes && !isGranted(view, principalOf(view, cluster.inputs), id, 'Network Contributor'))
    throw new ProviderError(
      `Error syncing load balancer: failed to ensure load balancer: Status=403 Code="LinkedAuthorizationFailed" Message="The client does not have permission to perform action 'Microsoft.Network/publicIPAddresses/join/action' on the linked scope(s) '${id}'"`,
    )
  return found
}

function made(
  cluster: CloudObject,
  view: View,
  { nodes, id }: { readonly nodes: string; readonly id: string },
): CloudObject {
  judgeCount(view)
  const name = `kubernetes-${freshHex(32)}`
  const outputs = {
    name,
    type: 'Microsoft.Network/publicIPAddresses',
    location: cluster.outputs['location'],
    tags: { 'k8s-azure-service': id },
    ipAddress: newAddress(view),
  }
  return view.add({
    ...{
      type: kinds.publicAddress,
      id: armId(groupId(view.account, nodes), 'Microsoft.Network/publicIPAddresses', [name]),
    },
    ...{ madeBy: 'cloud', inputs: {}, outputs },
  })
}

/** Which cluster of that name it was, too. */
function keyOf({ id, since }: CloudObject, service: string): string {
  return `${id} ${since} ${service}`
}

/** An address that the cluster made goes, one that it was given stays. */
function unbalance(cluster: CloudObject, { id }: Pick<ClusterService, 'id'>, view: View): void {
  const own = view
    .list(kinds.publicAddress)
    .filter(({ outputs }) => outputs['__service'] === keyOf(cluster, id))
  for (const address of own) {
    const { ipConfiguration, __service, ...outputs } = address.outputs
    if (propertiesAt(outputs, 'tags')['k8s-azure-service'] === id) view.remove(address)
    else view.change(address, { outputs })
  }
}

/** In the group of the nodes: it goes with the cluster. */
function attachDisk(cluster: CloudObject, { claim }: Disk, view: View): string {
  const nodes = textAt(cluster.outputs, 'nodeResourceGroup') ?? ''
  const name = `pvc-${freshHex(32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')}`
  const id = armId(groupId(view.account, nodes), 'Microsoft.Compute/disks', [name])
  const [namespace, volume] = claim.split('/')
  const tags = {
    'kubernetes.io-created-for-pvc-namespace': namespace,
    'kubernetes.io-created-for-pvc-name': volume,
  }
  const outputs = { name, type: 'Microsoft.Compute/disks', location: cluster.outputs['location'], tags }
  view.add({ type: kinds.disk, id, madeBy: 'cloud', inputs: {}, outputs })
  return id
}
