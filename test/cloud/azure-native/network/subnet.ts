/** Subnets: cut out of a network one at a time, and held by whatever is in them. */

import { contains, overlap, rangeOf } from '../../frame/address-range.ts'
import type { Making, ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { listAt, type Properties, textAt, textsAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { isSameId, isWithin, nameOf, parentOf } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { armType } from '../resource.ts'

export const subnet: ResourceType = armType({
  token: kinds.subnet,
  arm: 'Microsoft.Network/virtualNetworks/subnets',
  names: ['virtualNetworkName', 'subnetName'],
  longest: 80,
  settledByCloud: [
    'privateEndpointNetworkPolicies',
    'privateLinkServiceNetworkPolicies',
    'defaultOutboundAccess',
  ],
  minutes: { create: 0.2, update: 0.2, delete: 0.2 },
  timeouts: { delete: 120 },
  retries: {
    create: { codes: ['AnotherOperationInProgress'], minutes: 5 },
    delete: { codes: ['AnotherOperationInProgress'], minutes: 5 },
  },
  make: (making, id) => {
    judgeTurn(making.view, id)
    judgeRange(making, id)
    return {}
  },
  change: ({ inputs, object, view }) => {
    if (JSON.stringify(inputs['delegations']) !== JSON.stringify(object.inputs['delegations']))
      judgeDelegation(object.id, view)
    return {}
  },
  unmake: ({ id }, view) => {
    judgeTurn(view, id)
    judgeFree(id, view)
  },
})

/** One change of a network at a time. */
function judgeTurn(view: View, id: string): void {
  const network = parentOf(id)
  const busy = view
    .list(kinds.subnet)
    .find((other) => other.id !== id && isWithin(other.id, network) && other.phase !== 'ready')
  if (!busy) return
  const words = `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: ${busy.id}.`
  refuse('AnotherOperationInProgress', words, 409)
}

function prefixOf(inputs: Properties): string {
  return textAt(inputs, 'addressPrefix') ?? textsAt(inputs, 'addressPrefixes')[0] ?? ''
}

function judgeRange({ inputs, view }: Making, id: string): void {
  const [name, network] = [nameOf(id), parentOf(id)]
  const [prefix, range] = [prefixOf(inputs), rangeOf(prefixOf(inputs))]
  const spaces = textsAt(view.find(kinds.virtualNetwork, network)?.outputs, 'addressSpace.addressPrefixes')
  const isInside = range && spaces.some((space) => holds(space, prefix))
  if (!range || range.bits > 29 || !isInside)
    refuse('NetcfgInvalidSubnet', `Subnet '${name}' is not valid in virtual network '${nameOf(network)}'.`)
  const other = view
    .list(kinds.subnet)
    .filter((each) => isWithin(each.id, network))
    .find((each) => overlaps(prefixOf(each.outputs), prefix))
  if (other)
    refuse(
      'NetcfgSubnetRangesOverlap',
      `Subnet '${name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${nameOf(network)}'.`,
    )
}

function holds(space: string, prefix: string): boolean {
  const [outer, inner] = [rangeOf(space), rangeOf(prefix)]
  return outer !== undefined && inner !== undefined && contains(outer, inner)
}

function overlaps(one: string, other: string): boolean {
  const [first, second] = [rangeOf(one), rangeOf(other)]
  return first !== undefined && second !== undefined && overlap(first, second)
}

/** What is in it, by id. */
function usersOf(id: string, view: View): readonly string[] {
  const links = view
    .list(kinds.associationLink)
    .filter(({ outputs }) => isSameId(textAt(outputs, 'subnet'), id))
    .map((link) => link.id)
  const machines = view
    .list(kinds.scaleSet)
    .filter(({ outputs }) => isSameId(textAt(outputs, 'subnet'), id))
    .map((set) => `${set.id}/virtualMachines/0/networkInterfaces/0/ipConfigurations/ipconfig1`)
  return [...links, ...machines]
}

/** @throws what Azure says of a subnet that something is in */
export function judgeFree(id: string, view: View): void {
  const [user] = usersOf(id, view)
  if (user === undefined) return
  const words = `Subnet ${nameOf(id)} is in use by ${user} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`
  refuse('InUseSubnetCannotBeDeleted', words)
}

function judgeDelegation(id: string, view: View): void {
  const [user] = usersOf(id, view)
  if (user === undefined) return
  refuse(
    'SubnetDelegationsCannotChangeWhenSubnetUsedByResource',
    `Delegations of subnet ${id} cannot be changed from [] to [] because it is being used by the resource ${user}.`,
  )
}

/** Whether it is given to a service: `Microsoft.DBforMySQL/flexibleServers`. */
export function isDelegatedTo(inputs: Properties, service: string): boolean {
  return listAt(inputs, 'delegations').some((each) => isSameId(textAt(each, 'serviceName'), service))
}
