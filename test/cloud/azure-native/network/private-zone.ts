/** Names that are known inside of networks only. */

import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import { isSameId, isWithin, nameOf, parentOf } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { armType, referred } from '../resource.ts'

export const privateZone: ResourceType = armType({
  token: kinds.privateZone,
  arm: 'Microsoft.Network/privateDnsZones',
  names: ['privateZoneName'],
  longest: 253,
  hasLocation: true,
  minutes: { create: 0.6, update: 0.1, delete: 0.6 },
  timeouts: { delete: 120 },
  make: () => ({ numberOfRecordSets: 1, numberOfVirtualNetworkLinks: 0 }),
  unmake: ({ id }, view) => {
    const link = view.list(kinds.zoneLink).find((each) => isWithin(each.id, id))
    if (!link) return
    const words = `Can not delete resource before nested resources are deleted.`
    refuse('CannotDeleteResource', words, 409)
  },
})

export const zoneLink: ResourceType = armType({
  token: kinds.zoneLink,
  arm: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  names: ['privateZoneName', 'virtualNetworkLinkName'],
  longest: 80,
  hasLocation: true,
  required: ['virtualNetwork'],
  replaceOn: ['virtualNetwork'],
  minutes: { create: 0.6, update: 0.3, delete: 0.6 },
  timeouts: { delete: 120 },
  make: ({ inputs, view }, id) => {
    const network = textAt(inputs, 'virtualNetwork.id')
    referred(view, kinds.virtualNetwork, network, id)
    const twin = view
      .list(kinds.zoneLink)
      .find(
        (each) =>
          isSameId(textAt(each.outputs, 'virtualNetwork.id'), network) && zoneOf(each.id) === zoneOf(id),
      )
    if (twin)
      refuse(
        'Conflict',
        `A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual network with '${zoneOf(id)}' and '${zoneOf(twin.id)}' zones.`,
        409,
      )
    return { virtualNetworkLinkState: 'Completed' }
  },
})

function zoneOf(link: string): string {
  return nameOf(parentOf(link))
}
