/** Kinds of things at Azure that a deployment has: what Pulumi calls them, what Azure does, and what people do. */

export interface Kind {
  /** Pulumi's type: `azure-native:network:Subnet`. */
  readonly type: string
  /** `Microsoft.Network/virtualNetworks/subnets` */
  readonly arm: string
  readonly words: string
  /** Inputs that name it, outermost first. */
  readonly names: readonly string[]
}

function kind(type: string, arm: string, words: string, ...names: readonly string[]): Kind {
  return { type: `azure-native:${type}`, arm, words, names }
}

/** What programs make. */
export const kinds: readonly Kind[] = [
  kind(
    'network:VirtualNetwork',
    'Microsoft.Network/virtualNetworks',
    'virtual network',
    'virtualNetworkName',
  ),
  kind(
    ...(['network:Subnet', 'Microsoft.Network/virtualNetworks/subnets', 'subnet'] as const),
    ...['virtualNetworkName', 'subnetName'],
  ),
  kind(
    'network:PublicIPAddress',
    'Microsoft.Network/publicIPAddresses',
    'public IP address',
    'publicIpAddressName',
  ),
  kind('privatedns:PrivateZone', 'Microsoft.Network/privateDnsZones', 'private DNS zone', 'privateZoneName'),
  kind(
    ...([
      'privatedns:VirtualNetworkLink',
      'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
      'link of private DNS zone',
    ] as const),
    ...['privateZoneName', 'virtualNetworkLinkName'],
  ),
  kind('dbformysql:Server', 'Microsoft.DBforMySQL/flexibleServers', 'MySQL server', 'serverName'),
  kind(
    ...(['dbformysql:Database', 'Microsoft.DBforMySQL/flexibleServers/databases', 'database'] as const),
    ...['serverName', 'databaseName'],
  ),
  kind(
    ...([
      'dbformysql:Configuration',
      'Microsoft.DBforMySQL/flexibleServers/configurations',
      'parameter',
    ] as const),
    ...['serverName', 'configurationName'],
  ),
  kind(
    ...([
      'managedidentity:UserAssignedIdentity',
      'Microsoft.ManagedIdentity/userAssignedIdentities',
      'managed identity',
      'resourceName',
    ] as const),
  ),
  kind(
    'containerservice:ManagedCluster',
    'Microsoft.ContainerService/managedClusters',
    'AKS cluster',
    'resourceName',
  ),
]

/** What clusters make besides. */
const others: readonly Kind[] = [
  kind('compute:VirtualMachineScaleSet', 'Microsoft.Compute/virtualMachineScaleSets', 'nodes'),
  kind('compute:Disk', 'Microsoft.Compute/disks', 'disk'),
  kind('network:LoadBalancer', 'Microsoft.Network/loadBalancers', 'load balancer'),
  kind('network:NetworkSecurityGroup', 'Microsoft.Network/networkSecurityGroups', 'network security group'),
  kind('network:NetworkInterface', 'Microsoft.Network/networkInterfaces', 'network interface'),
]

export const groupType = 'azure-native:resources:ResourceGroup'
export const roleAssignmentType = 'azure-native:authorization:RoleAssignment'

/** By what Azure calls it, however it writes that. */
export function kindOf(arm: string): Kind | undefined {
  return [...kinds, ...others].find((each) => each.arm.toLowerCase() === arm.toLowerCase())
}
