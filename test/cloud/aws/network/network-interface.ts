/** Network interfaces: others make them, and what they are in can't go before they do. */

import { addressIn, rangeOf } from '../../frame/address-range.ts'
import type { ResourceType } from '../../frame/definition.ts'
import { instantly } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { arn, ec2Id, needed, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

export interface Card {
  readonly subnetId: string
  readonly securityGroups: readonly string[]
  /** As AWS describes it: `ELB net/zen-x/50dc6c495c0c9188`. */
  readonly description: string
  /** What it goes with; nothing takes it away when there is none. */
  readonly owner: string | undefined
  readonly publicIp?: string | undefined
}

/** In the subnet, for something that the cloud itself makes. */
export function plugIn(view: View, { owner, ...card }: Card): CloudObject {
  const id = ec2Id('eni')
  const at = view.list(kinds.networkInterface).length + 4
  const place = view.find(kinds.subnet, card.subnetId)
  const range = rangeOf(textAt(place?.outputs, 'cidrBlock'))
  const [vpcId, privateIp] = [textAt(place?.outputs, 'vpcId'), range ? addressIn(range, at) : undefined]
  return view.add({
    ...{ type: kinds.networkInterface, id, madeBy: 'cloud', inputs: {} },
    ...(owner === undefined ? {} : { owner }),
    outputs: {
      ...card,
      vpcId,
      privateIp,
      status: 'in-use',
      arn: arn(view, 'ec2', `network-interface/${id}`),
    },
  })
}

/** What a test makes by hand, as a controller in a cluster would. */
export const networkInterface: ResourceType = {
  token: kinds.networkInterface,
  operations: operations('EC2', 'EC2 Network Interface', [
    ...(['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'ModifyNetworkInterfaceAttribute'] as const),
    'DeleteNetworkInterface',
  ]),
  tagged: true,
  required: ['subnetId'],
  replaceOn: ['subnetId', 'region'],
  minutes: instantly,
  make: ({ inputs, view }) => {
    const place = needed(
      view,
      kinds.subnet,
      textAt(inputs, 'subnetId'),
      'InvalidSubnetID.NotFound',
      'subnet ID',
    )
    const id = ec2Id('eni')
    const vpcId = textAt(place.outputs, 'vpcId')
    return {
      id,
      outputs: {
        securityGroups: [],
        ...inputs,
        vpcId,
        arn: arn(view, 'ec2', `network-interface/${id}`),
        status: 'available',
      },
    }
  },
}
