/** Ids of things at Azure, which are paths: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */

/** @param type `Microsoft.Network/virtualNetworks/subnets` @param names outermost first */
export function armId(group: string, type: string, ...names: readonly string[]): string {
  const [namespace = '', ...types] = type.split('/')
  return [group, 'providers', namespace, ...types.flatMap((each, at) => [each, names[at] ?? ''])].join('/')
}

export function groupId(subscription: string, group: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}`
}

export function clusterId(subscription: string, group: string, name: string): string {
  return armId(groupId(subscription, group), 'Microsoft.ContainerService/managedClusters', name)
}

export function groupOf(id: string): string {
  return /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? ''
}

export function nameIn(id: string): string {
  return id.split('/').at(-1) ?? ''
}

/** The network that a subnet is in. */
export function networkOf(subnet: string): string {
  return subnet.replace(/\/subnets\/[^/]+$/i, '')
}

/** Capitals say nothing in ids. */
export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

export const subnetPattern =
  /^\/subscriptions\/[\w-]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i
