/** A cluster with nodes that come and go by themselves; or one that is there. */
import { RoleAssignment } from '@pulumi/azure-native/authorization/roleAssignment.js'
import { ManagedCluster } from '@pulumi/azure-native/containerservice/managedCluster.js'
import { UserAssignedIdentity } from '@pulumi/azure-native/managedidentity/userAssignedIdentity.js'
import type { ResourceGroup } from '@pulumi/azure-native/resources/resourceGroup.js'
import type { Input, Resource } from '@pulumi/pulumi'
import { type Cloud, inCloud } from './cloud.ts'
import type { NetworkPlace } from './network.ts'
import type { NewCluster } from './spec/azure-spec.ts'
import { freeBlocks } from './spec/cluster-addresses.ts'
import { nodeDisk } from './spec/estimate.ts'
import { guidFor } from './spec/names.ts'

interface ClusterWish {
  readonly wish: NewCluster
  readonly group: ResourceGroup
  readonly network: NetworkPlace
}

/** Half an hour; the provider's own patience is two. */
const patience = { create: '60m', update: '90m', delete: '60m' }

export function newCluster(cloud: Cloud, { wish, group, network }: ClusterWish): ManagedCluster {
  const { region, tags, group: dnsPrefix } = cloud.azure
  const { identity, grants } = identityFor(cloud, group, network)
  const isProtected = cloud.leaving === undefined
  return new ManagedCluster(
    'cluster',
    {
      ...{ resourceGroupName: group.name, resourceName: wish.name, location: region, tags },
      ...{ dnsPrefix: dnsPrefix.replace(/-+$/, ''), nodeResourceGroup: wish.nodeGroup, enableRBAC: true },
      ...(wish.version === undefined ? {} : { kubernetesVersion: wish.version }),
      sku: { name: 'Base', tier: wish.tier },
      identity: { type: 'UserAssigned', userAssignedIdentities: [identity.id] },
      agentPoolProfiles: [nodePool(wish, network.nodeSubnet, tags)],
      networkProfile: {
        ...{ networkPlugin: 'azure', networkPluginMode: 'overlay', loadBalancerSku: 'standard' },
        ...{ outboundType: 'loadBalancer', ...freeBlocks(wish.taken) },
      },
      ...(wish.allowed.length === 0
        ? {}
        : { apiServerAccessProfile: { authorizedIPRanges: [...wish.allowed] } }),
      oidcIssuerProfile: { enabled: true },
      securityProfile: { workloadIdentity: { enabled: true } },
      // Mends what is known to be broken; a later minor version is for somebody to decide.
      autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'NodeImage' },
    },
    {
      ...inCloud(cloud, ...grants),
      protect: isProtected,
      customTimeouts: patience,
    },
  )
}

function nodePool(wish: NewCluster, vnetSubnetID: Input<string>, tags: Readonly<Record<string, string>>) {
  return {
    ...{ name: 'zen', mode: 'System', type: 'VirtualMachineScaleSets', osType: 'Linux' },
    ...{ vmSize: wish.nodeType, osDiskSizeGB: nodeDisk, vnetSubnetID, tags },
    ...{ enableAutoScaling: true, count: wish.count, minCount: wish.nodes, maxCount: wish.mostNodes },
    ...(wish.version === undefined ? {} : { orchestratorVersion: wish.version }),
    ...(wish.zones.length === 0 ? {} : { availabilityZones: [...wish.zones] }),
  }
}

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/networking#network-contributor */
const networkContributor = '4d97b98b-1d4f-4787-a291-c67834d212e7'

/** As whom the cluster acts: in its subnet, and at the address of the server. */
function identityFor(cloud: Cloud, group: ResourceGroup, network: NetworkPlace) {
  const { region, tags, group: name } = cloud.azure
  const identity = new UserAssignedIdentity(
    'cluster-identity',
    { resourceGroupName: group.name, resourceName: name, location: region, tags },
    inCloud(cloud),
  )
  const grant = (use: string, scope: Input<string>): Resource =>
    new RoleAssignment(
      use,
      {
        roleAssignmentName: guidFor(cloud.subscription, name, use),
        roleDefinitionId: `/subscriptions/${cloud.subscription}/providers/Microsoft.Authorization/roleDefinitions/${networkContributor}`,
        // Without this Azure looks for the identity where it is not known yet.
        ...{ principalId: identity.principalId, principalType: 'ServicePrincipal', scope },
      },
      inCloud(cloud),
    )
  const grants = [grant('cluster-role', group.id)]
  if (cloud.azure.network.kind === 'existing') grants.push(grant('cluster-role-subnet', network.nodeSubnet))
  return { identity, grants }
}
