import type { ResourceType } from '../../frame/definition.ts'
import { complain, refuse } from '../../frame/fields.ts'
import { flagAt, type Properties, propertiesAt, textAt } from '../../frame/properties.ts'
import { type CloudObject, ownerKey, type View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { defaultVersion } from '../catalogue.ts'
import { networkId, operations, regionOf, selfLink, subnetworkId, usualNames } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { judgeCluster, judgeVersion, mustBeIdle, wholeVersion } from './cluster-rules.ts'

export const cluster: ResourceType = {
  token: kinds.cluster,
  operations: {
    ...operations('container', 'Cluster', usualNames('clusters')),
    // The provider adds no words of its own.
    create: { service: 'container', name: 'clusters.create', doing: '' },
  },
  place: 'global',
  name: { property: 'name', longest: 40 },
  required: [],
  defaults: () => ({ deletionProtection: true, removeDefaultNodePool: false, enableKubernetesAlpha: false }),
  replaceOn: [
    ...['name', 'project', 'location', 'network', 'subnetwork', 'networkingMode', 'ipAllocationPolicy'],
    ...['initialNodeCount', 'nodeConfig', 'datapathProvider', 'privateClusterConfig.masterIpv4CidrBlock'],
  ],
  settledByCloud: [
    ...['project', 'location', 'network', 'subnetwork', 'nodeLocations', 'minMasterVersion', 'nodeVersion'],
    ...['releaseChannel', 'masterAuth', 'clusterIpv4Cidr', 'workloadIdentityConfig', 'ipAllocationPolicy'],
  ],
  minutes: { create: 5, update: 2, delete: 4 },
  timeouts: { create: 40, update: 60, delete: 40 },
  retries: {
    update: { codes: ['failedPrecondition'], minutes: 60 },
    delete: { codes: ['failedPrecondition'], minutes: 40 },
  },
  status: {
    property: 'operation',
    words: { creating: 'PROVISIONING', ready: '', updating: 'RECONCILING', deleting: 'STOPPING' },
  },
  problems: ({ name }) =>
    typeof name !== 'string' || /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/.test(name) || !/^[a-z]/.test(name)
      ? []
      : [
          {
            path: 'name',
            reason: `"name" can only contain lowercase letters, numbers and hyphens, and at most 40`,
          },
        ],
  make: ({ inputs, view, session }) => {
    const name = textAt(inputs, 'name') ?? ''
    const location = textAt(inputs, 'location') ?? session.region
    const id = `projects/${view.account}/locations/${location}/clusters/${name}`
    if (view.find(kinds.cluster, id)) refuse('alreadyExists', `Already exists: ${id}.`, 409)
    judgeCluster(view, inputs, location)
    const network = networkId(view, textAt(inputs, 'network'))
    openFirewall(view, { id, name, network })
    return { id, outputs: { ...settled(view, inputs, { id, name, location }), network } }
  },
  change: ({ inputs, object }) => {
    mustBeIdle(object)
    const version = textAt(inputs, 'minMasterVersion')
    judgeVersion(version)
    return { masterVersion: wholeVersion(version, textAt(object.outputs, 'masterVersion') ?? defaultVersion) }
  },
  unmake: (object, view) => {
    if (flagAt(object.outputs, 'deletionProtection'))
      complain(
        'Cannot destroy cluster because deletion_protection is set to true. Set it to false to proceed with cluster deletion.',
      )
    mustBeIdle(object)
    // GKE refuses it as long as one of its pools is busy.
    for (const pool of poolsOf(view, object)) mustBeIdle({ ...pool, id: object.id })
  },
  gone: (object, view) => {
    for (const pool of poolsOf(view, object)) view.remove(pool)
  },
}

function poolsOf(view: View, { id }: CloudObject): readonly CloudObject[] {
  return view.list(kinds.nodePool).filter((pool) => pool.id.startsWith(`${id}/nodePools/`))
}

interface Named {
  readonly id: string
  readonly name: string
}

function settled(view: View, inputs: Properties, { id, name, location }: Named & { location: string }) {
  const number = freshHex(24)
  const node = view.settings.nodes[name] ?? view.settings.nodes['*']
  const authority =
    view.settings.internet?.authority ?? Buffer.from(`authority of ${number}`).toString('base64')
  const subnetwork = subnetworkId(view, regionOf(location), textAt(inputs, 'subnetwork'))
  return {
    ...{ project: view.account, location, subnetwork, selfLink: selfLink(id) },
    endpoint: node?.endpoint.replace('https://', '') ?? `gke-${number}.${regionOf(location)}.gke.goog`,
    masterAuth: { ...propertiesAt(inputs, 'masterAuth'), clusterCaCertificate: node?.ca ?? authority },
    masterVersion: wholeVersion(textAt(inputs, 'minMasterVersion'), defaultVersion),
  }
}

/** Between nodes, pods and the control plane. It goes with the cluster. */
function openFirewall(view: View, { id, name, network }: Named & { network: string }): void {
  const owner = ownerKey({ type: kinds.cluster, id })
  for (const use of ['all', 'master', 'vms']) {
    const rule = `gke-${name}-${freshHex(8)}-${use}`
    const path = `projects/${view.account}/global/firewalls/${rule}`
    view.add({
      ...{ type: kinds.firewall, id: path, owner, madeBy: 'cloud', inputs: {} },
      outputs: { name: rule, network, selfLink: selfLink(path) },
    })
  }
}
