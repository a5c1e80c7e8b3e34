import { rangeOf } from '../../frame/address-range.ts'
import type { Making, ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { textAt, textsAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { groupId, isWithin } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { armType } from '../resource.ts'
import { judgeFree } from './subnet.ts'

export const virtualNetwork: ResourceType = armType({
  token: kinds.virtualNetwork,
  arm: 'Microsoft.Network/virtualNetworks',
  names: ['virtualNetworkName'],
  longest: 64,
  hasLocation: true,
  settledByCloud: ['subnets', 'virtualNetworkPeerings', 'encryption', 'privateEndpointVNetPolicies'],
  minutes: { create: 0.2, update: 0.2, delete: 0.2 },
  timeouts: { delete: 120 },
  make: (making) => {
    judgeRanges(making)
    watch(making)
    return { enableDdosProtection: false }
  },
  unmake: ({ id }, view) => {
    for (const place of view.list(kinds.subnet).filter((each) => isWithin(each.id, id)))
      judgeFree(place.id, view)
  },
  gone: ({ id }, view) => {
    for (const place of view.list(kinds.subnet).filter((each) => isWithin(each.id, id))) view.remove(place)
  },
})

function judgeRanges({ inputs }: Making): void {
  for (const prefix of textsAt(inputs, 'addressSpace.addressPrefixes')) {
    if (!rangeOf(prefix))
      refuse('InvalidCIDRNotation', `The address prefix ${prefix} in resource has an invalid CIDR notation.`)
  }
}

/** Azure puts a watcher beside the first network in a region, and never takes it away. */
function watch({ inputs, view }: { readonly inputs: Making['inputs']; readonly view: View }): void {
  const id = groupId(view.account, 'NetworkWatcherRG')
  if (view.find(kinds.resourceGroup, id)) return
  const outputs = { name: 'NetworkWatcherRG', location: textAt(inputs, 'location'), tags: {} }
  view.add({ type: kinds.resourceGroup, id, madeBy: 'account', inputs: {}, outputs })
}
