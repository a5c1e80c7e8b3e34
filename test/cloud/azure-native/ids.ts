/** Ids of Azure: paths that say whose it is, where it is, and what. */

export function groupId(subscription: string, group: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}`
}

/** @param type `Microsoft.Network/virtualNetworks/subnets` @param names outermost first */
export function armId(group: string, type: string, names: readonly string[]): string {
  const [namespace = '', ...types] = type.split('/')
  return [group, 'providers', namespace, ...types.flatMap((each, at) => [each, names[at] ?? ''])].join('/')
}

/** Capitals say nothing in ids. */
export function isSameId(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one.toLowerCase() === other.toLowerCase()
}

export function isWithin(id: string, outer: string): boolean {
  return id.toLowerCase().startsWith(`${outer.toLowerCase()}/`)
}

/** Name of the resource group that something is in. */
export function groupOf(id: string): string {
  return /\/resourcegroups\/([^/]+)/i.exec(id)?.[1] ?? ''
}

export function nameOf(id: string): string {
  return id.split('/').at(-1) ?? ''
}

/** `/subscriptions/…/subnets/a` is in `/subscriptions/…/virtualNetworks/v`. */
export function parentOf(id: string): string {
  return id.split('/').slice(0, -2).join('/')
}
