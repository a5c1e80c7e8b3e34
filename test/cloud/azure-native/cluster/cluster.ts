/** Managed clusters of AKS: https://learn.microsoft.com/rest/api/aks/managed-clusters */

import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { type Properties, propertiesAt, textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { clusterVersions, defaultClusterVersion, plainRegion } from '../catalogue.ts'
import { removeGroup } from '../group.ts'
import { freshGuid } from '../identity/identity.ts'
import { groupOf, nameOf } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { armType } from '../resource.ts'
import { judgeChange, judgeCluster, judgePlaces } from './cluster-rules.ts'
import { furnishNodes, resizeNodes } from './nodes.ts'

export const cluster: ResourceType = armType({
  token: kinds.cluster,
  arm: 'Microsoft.ContainerService/managedClusters',
  names: ['resourceName'],
  longest: 63,
  hasLocation: true,
  replaceOn: [
    ...['dnsPrefix', 'nodeResourceGroup', 'networkProfile.networkPlugin', 'networkProfile.podCidr'],
    ...['networkProfile.serviceCidr', 'networkProfile.dnsServiceIP', 'networkProfile.networkPluginMode'],
  ],
  settledByCloud: [
    ...[
      'kubernetesVersion',
      'nodeResourceGroup',
      'networkProfile',
      'servicePrincipalProfile',
      'sku',
      'identity',
    ],
    ...['apiServerAccessProfile', 'storageProfile', 'securityProfile', 'oidcIssuerProfile'],
  ],
  inside: ['oidcIssuerProfile.issuerURL'],
  minutes: { create: 5, update: 3, delete: 8 },
  timeouts: { create: 120, update: 120, delete: 120 },
  make: (making, id) => {
    const { inputs, view } = making
    judgeCluster(making, id)
    judgePlaces(making, id)
    const nodes = textAt(inputs, 'nodeResourceGroup') ?? usualGroup(inputs, id)
    furnishNodes(view, { id, nodes, inputs })
    return {
      ...settled(inputs, defaultClusterVersion),
      ...lasting(view, inputs, id),
      nodeResourceGroup: nodes,
    }
  },
  change: ({ inputs, object, view }) => {
    if (object.phase !== 'ready')
      refuse(
        'OperationNotAllowed',
        "Operation is not allowed because there's an in progress operation on the managed cluster. Please wait for it to finish before starting a new operation.",
        409,
      )
    judgeChange(inputs, object)
    resizeNodes(view, object, inputs)
    return settled(inputs, minorOf(object))
  },
  unmake: ({ id, phase }) => {
    if (phase === 'creating')
      refuse('OperationNotAllowed', `Cluster ${nameOf(id)} is being created and can not be deleted now.`, 409)
  },
  gone: ({ outputs }, view) => removeGroup(view, textAt(outputs, 'nodeResourceGroup') ?? ''),
})

function usualGroup(inputs: Properties, id: string): string {
  return `MC_${groupOf(id)}_${nameOf(id)}_${plainRegion(textAt(inputs, 'location') ?? '')}`
}

function minorOf({ outputs }: CloudObject): string {
  return (textAt(outputs, 'currentKubernetesVersion') ?? '').split('.').slice(0, 2).join('.')
}

/** With what Azure fills in. */
function settled(inputs: Properties, version: string): Properties {
  const wanted = textAt(inputs, 'kubernetesVersion') ?? version
  const network = { serviceCidr: '10.0.0.0/16', dnsServiceIP: '10.0.0.10', loadBalancerSku: 'standard' }
  return {
    ...inputs,
    kubernetesVersion: wanted,
    currentKubernetesVersion: clusterVersions[wanted] ?? wanted,
    sku: { name: 'Base', tier: 'Free', ...propertiesAt(inputs, 'sku') },
    networkProfile: { ...network, ...propertiesAt(inputs, 'networkProfile') },
    powerState: { code: 'Running' },
  }
}

/** What is the cluster's own, for as long as it lives. */
function lasting(view: View, inputs: Properties, id: string): Properties {
  const name = nameOf(id)
  const node = view.settings.nodes[name] ?? view.settings.nodes['*']
  const region = plainRegion(textAt(inputs, 'location') ?? '')
  const fqdn = `${textAt(inputs, 'dnsPrefix')}-${freshHex(8)}.hcp.${region}.azmk8s.io`
  const authority =
    view.settings.internet?.authority ?? Buffer.from(`authority of ${fqdn}`).toString('base64')
  return {
    fqdn,
    resourceUID: freshHex(24),
    ...{ __endpoint: node?.endpoint ?? `https://${fqdn}:443`, __authority: node?.ca ?? authority },
    __token: node?.token ?? freshHex(40),
    oidcIssuerProfile: {
      enabled: true,
      issuerURL: `https://${region}.oic.prod-aks.azure.com/${freshGuid()}/`,
    },
  }
}
