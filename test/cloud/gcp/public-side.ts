/** What Google Cloud shows to its clusters, and to the internet. */
import { ProviderError } from '../frame/cloud-error.ts'
import { textAt } from '../frame/properties.ts'
import { freshAddress } from '../frame/public-address.ts'
import type { ClusterService, Disk, Ingress, PublicSide } from '../frame/public-side.ts'
import type { CloudObject, View } from '../frame/view.ts'
import { freshHex } from '../frame/world.ts'
import { zonesOf } from './catalogue.ts'
import { machinesOf, nodesOf } from './container/nodes.ts'
import { networkId, regionOf, selfLink } from './fields.ts'
import * as kinds from './kinds.ts'
import { isDenied } from './permissions.ts'
import { bearerOf } from './token.ts'

export const publicSide: PublicSide = {
  package: 'gcp',
  clusterType: kinds.cluster,
  endpointOf: ({ outputs }) => `https://${textAt(outputs, 'endpoint')}`,
  versionOf: ({ outputs }) => `v${textAt(outputs, 'masterVersion') ?? ''}`,
  letsIn: ({ account }, token, { settings }) => {
    const bearer = bearerOf(settings, token)
    return (
      bearer !== undefined && bearer.account === account && !isDenied(bearer, 'container.clusters.connect')
    )
  },
  storageClasses: [
    { name: 'standard-rwo', isDefault: true, provisioner: 'pd.csi.storage.gke.io' },
    { name: 'premium-rwo', isDefault: false, provisioner: 'pd.csi.storage.gke.io' },
    { name: 'standard', isDefault: false, provisioner: 'kubernetes.io/gce-pd' },
  ],
  nodesOf,
  balance,
  unbalance,
  attachDisk,
  removeDisk: (id, view) => {
    const disk = view.find(kinds.disk, id)
    if (disk) view.remove(disk)
  },
  addressesOf: () => [],
  // Every way in is a service's.
  wayFrom: () => undefined,
}

const annotation = 'networking.gke.io/load-balancer-ip-addresses'

/** At the address that the service names, else at a new one; with rules for its firewall, in the network of the cluster. */
function balance(cluster: CloudObject, { id, annotations, spec }: ClusterService, view: View): Ingress {
  const region = regionOf(textAt(cluster.outputs, 'location') ?? '')
  const ip = addressFor(view, region, { name: annotations[annotation], ip: spec['loadBalancerIP'] })
  const key = keyOf(cluster, id)
  const name = `k8s2-tcp-${freshHex(8)}-${id.replace('/', '-').slice(0, 30)}`
  const rule = `projects/${view.account}/regions/${region}/forwardingRules/${name}`
  const description = JSON.stringify({
    ...{ 'networking.gke.io/service-name': id, 'networking.gke.io/api-version': 'ga' },
    'networking.gke.io/service-ip': ip,
  })
  const common = { madeBy: 'cloud', inputs: {} } as const
  view.add({
    ...{ ...common, type: kinds.forwardingRule, id: rule },
    outputs: { name, region, IPAddress: ip, description, selfLink: selfLink(rule), __service: key },
  })
  const network = networkId(view, textAt(cluster.outputs, 'network'))
  for (const use of ['', '-fw']) {
    const firewall = `${name}${use}`
    const path = `projects/${view.account}/global/firewalls/${firewall}`
    view.add({
      ...{ ...common, type: kinds.firewall, id: path },
      outputs: { name: firewall, network, selfLink: selfLink(path), __service: key },
    })
  }
  for (const zone of new Set(machinesOf(cluster, view).map(({ outputs }) => textAt(outputs, 'zone') ?? '')))
    addEndpoints(view, { zone, network, key, name })
  return { ip }
}

interface Endpoints {
  readonly zone: string
  readonly network: string
  readonly key: string
  readonly name: string
}

function addEndpoints(view: View, { zone, network, key, name }: Endpoints): void {
  const id = `projects/${view.account}/zones/${zone}/networkEndpointGroups/${name}`
  view.add({
    ...{ type: kinds.endpointGroup, id, madeBy: 'cloud', inputs: {} },
    outputs: { name, network, zone, selfLink: selfLink(id), __service: key },
  })
}

interface Wanted {
  readonly name: unknown
  readonly ip: unknown
}

function addressFor(view: View, region: string, { name, ip }: Wanted): string {
  const all = view.list(kinds.address)
  if (name === undefined && ip === undefined)
    return freshAddress(
      view.settings,
      all.map(({ outputs }) => textAt(outputs, 'address')),
    )
  const found = all.find(
    ({ outputs }) =>
      outputs['region'] === region &&
      (name === undefined ? outputs['address'] === ip : outputs['name'] === name),
  )
  const address = textAt(found?.outputs, 'address')
  if (address === undefined)
    throw new ProviderError(
      `Error syncing load balancer: failed to ensure load balancer: requested ip "${name ?? ip}" is neither static nor assigned to the LB`,
    )
  if (view.list(kinds.forwardingRule).some(({ outputs }) => outputs['IPAddress'] === address))
    throw new ProviderError(
      `Error syncing load balancer: failed to ensure load balancer: the address ${address} is in use by another load balancer`,
    )
  return address
}

function unbalance(cluster: CloudObject, { id }: Pick<ClusterService, 'id'>, view: View): void {
  const key = keyOf(cluster, id)
  for (const type of [kinds.forwardingRule, kinds.firewall, kinds.endpointGroup])
    for (const thing of view.list(type)) if (thing.outputs['__service'] === key) view.remove(thing)
}

/** Tells the load balancers of one cluster from those of another one of the same name. */
function keyOf({ id, outputs }: CloudObject, service: string): string {
  return `${id} ${textAt(outputs, 'endpoint')} ${service}`
}

function attachDisk(cluster: CloudObject, { claim, parameters }: Disk, view: View): string {
  const zone = textAt(machinesOf(cluster, view)[0]?.outputs, 'zone') ?? zonesOf('europe-west1')[0]
  const name = `pvc-${freshHex(32)}`
  const id = `projects/${view.account}/zones/${zone}/disks/${name}`
  const labels = Object.fromEntries(
    (textAt(parameters, 'labels') ?? '')
      .split(',')
      .filter(Boolean)
      .map((label) => label.split('=')),
  )
  const description = JSON.stringify({ 'kubernetes.io/created-for/pvc/name': claim })
  view.add({
    ...{ type: kinds.disk, id, madeBy: 'cloud', inputs: {} },
    outputs: { name, zone, description, selfLink: selfLink(id), labels },
  })
  return id
}
