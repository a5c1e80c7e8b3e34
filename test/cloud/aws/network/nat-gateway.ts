import type { ResourceType } from '../../frame/definition.ts'
import { refuse, where } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import { type CloudObject, ownerKey, type View } from '../../frame/view.ts'
import { ec2Id, needed, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { plugIn } from './network-interface.ts'
import { letGo, take } from './public-address.ts'

export const natGateway: ResourceType = {
  token: kinds.natGateway,
  operations: operations('EC2', 'EC2 NAT Gateway', [
    ...([
      'CreateNatGateway',
      'DescribeNatGateways',
      'AssociateNatGatewayAddress',
      'DeleteNatGateway',
    ] as const),
  ]),
  tagged: true,
  required: [],
  replaceOn: [
    'subnetId',
    'allocationId',
    'connectivityType',
    'privateIp',
    'availabilityMode',
    'vpcId',
    'region',
  ],
  settledByCloud: ['privateIp', 'vpcId', 'availabilityMode'],
  minutes: { create: 1.5, update: 0.2, delete: 1 },
  timeouts: { create: 10, update: 10, delete: 30 },
  make: ({ inputs, view }) => {
    const id = ec2Id('nat')
    const outputs =
      textAt(inputs, 'availabilityMode') === 'regional' ? regional(view, inputs) : zonal(view, inputs, id)
    return { id, outputs: { connectivityType: 'public', ...inputs, ...outputs } }
  },
  trouble: (object, view) => {
    const vpcId = textAt(object.outputs, 'vpcId')
    if (where(view, kinds.internetGateway, 'vpcId', vpcId).length > 0) return undefined
    const last = `Gateway.NotAttached: Network ${vpcId} has no Internet gateway attached`
    return `waiting for EC2 NAT Gateway (${object.id}) create: unexpected state 'failed', wanted target 'available'. last error: ${last}`
  },
  gone: ({ outputs }, view) => letGo(view, textAt(outputs, 'allocationId')),
  lingers: 60,
}

function zonal(view: View, inputs: Readonly<Record<string, unknown>>, id: string) {
  const place = needed(
    view,
    kinds.subnet,
    textAt(inputs, 'subnetId'),
    'InvalidSubnetID.NotFound',
    'subnet ID',
  )
  if (countIn(view, place) >= view.quota('L-FE5A380F')) {
    refuse(
      'NatGatewayLimitExceeded',
      `Performing this operation would exceed the limit of ${view.quota('L-FE5A380F')} NAT gateways`,
    )
  }
  const vpcId = textAt(place.outputs, 'vpcId')
  const allocationId = textAt(inputs, 'allocationId')
  if (allocationId === undefined) return { vpcId }
  const { publicIp, associationId } = take(view, allocationId)
  const card = plugIn(view, {
    ...{ subnetId: place.id, securityGroups: [], owner: ownerKey({ type: kinds.natGateway, id }), publicIp },
    description: `Interface for NAT Gateway ${id}`,
  })
  const privateIp = textAt(card.outputs, 'privateIp')
  return { vpcId, publicIp, associationId, privateIp, networkInterfaceId: card.id }
}

/** Spreads itself over the zones, with addresses of its own. */
function regional(view: View, inputs: Readonly<Record<string, unknown>>) {
  const { id } = needed(view, kinds.vpc, textAt(inputs, 'vpcId'), 'InvalidVpcID.NotFound', 'vpc ID')
  return {
    vpcId: id,
    autoProvisionZones: 'enabled',
    autoScalingIps: 'enabled',
    regionalNatGatewayAutoMode: 'enabled',
  }
}

function countIn(view: View, place: CloudObject): number {
  const zone = textAt(place.outputs, 'availabilityZone')
  return view.list(kinds.natGateway).filter(({ outputs }) => {
    const other = view.find(kinds.subnet, textAt(outputs, 'subnetId') ?? '')
    return textAt(other?.outputs, 'availabilityZone') === zone
  }).length
}
