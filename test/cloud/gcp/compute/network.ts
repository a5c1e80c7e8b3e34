import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import {
  mustBeNew,
  mustBeUnused,
  nameProblems,
  needApi,
  networkId,
  operations,
  selfLink,
  usualNames,
} from '../fields.ts'
import * as kinds from '../kinds.ts'
import { peeringOf } from './peering.ts'

export const network: ResourceType = {
  token: kinds.network,
  operations: operations('compute', 'Network', usualNames('networks')),
  place: 'global',
  name: { property: 'name', longest: 63 },
  required: [],
  defaults: () => ({ autoCreateSubnetworks: true, deleteDefaultRoutesOnCreate: false }),
  replaceOn: ['name', 'project', 'autoCreateSubnetworks', 'description'],
  settledByCloud: ['project', 'routingMode', 'mtu'],
  minutes: { create: 0.4, update: 0.2, delete: 0.6 },
  problems: nameProblems,
  make: ({ inputs, view }) => {
    needApi(view, 'compute.googleapis.com')
    const id = networkId(view, textAt(inputs, 'name'))
    mustBeNew(view, kinds.network, id)
    if (view.list(kinds.network).length >= view.quota('NETWORKS'))
      refuse('quotaExceeded', `Quota 'NETWORKS' exceeded.  Limit: ${view.quota('NETWORKS')}.0 globally.`, 403)
    return { id, outputs: { project: view.account, selfLink: selfLink(id), gatewayIpv4: '', numericId: '1' } }
  },
  unmake: ({ id }, view) => {
    mustBeUnused('network', id, usersOf(view, id))
    const peering = peeringOf(view, id)
    if (peering)
      mustBeUnused('network', id, [{ ...peering, id: `${id}/peerings/servicenetworking-googleapis-com` }])
  },
}

const parts = [
  ...[kinds.subnetwork, kinds.router, kinds.globalAddress, kinds.firewall, kinds.endpointGroup],
  ...[kinds.cluster, kinds.instance],
]

function usersOf(view: View, id: string): readonly CloudObject[] {
  return parts.flatMap((type) =>
    view.list(type).filter(({ outputs }) => networkId(view, textAt(outputs, 'network')) === id),
  )
}
