import { createHash } from 'node:crypto'
import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse, where } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { arn, ec2Id, needed, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

export const routeTable: ResourceType = {
  token: kinds.routeTable,
  operations: operations('EC2', 'Route Table', [
    ...(['CreateRouteTable', 'DescribeRouteTables', 'ReplaceRoute', 'DeleteRouteTable'] as const),
  ]),
  tagged: true,
  required: ['vpcId'],
  replaceOn: ['vpcId', 'region'],
  settledByCloud: ['routes', 'propagatingVgws'],
  minutes: instantly,
  make: ({ inputs, view }) => {
    needed(view, kinds.vpc, textAt(inputs, 'vpcId'), 'InvalidVpcID.NotFound', 'vpc ID')
    const id = ec2Id('rtb')
    return { id, outputs: { arn: arn(view, 'ec2', `route-table/${id}`), ownerId: view.account, routes: [] } }
  },
  gone: ({ id }, view) => {
    // The provider takes the associations away first, and routes go with their table.
    const parts = [kinds.route, kinds.routeTableAssociation].flatMap((type) =>
      where(view, type, 'routeTableId', id),
    )
    for (const part of parts) view.remove(part)
  },
}

const targets = [
  ...[
    'gatewayId',
    'natGatewayId',
    'networkInterfaceId',
    'transitGatewayId',
    'vpcEndpointId',
    'vpcPeeringConnectionId',
  ],
]

const destinationOf = (inputs: Readonly<Record<string, unknown>>) =>
  textAt(inputs, 'destinationCidrBlock') ??
  textAt(inputs, 'destinationIpv6CidrBlock') ??
  textAt(inputs, 'destinationPrefixListId') ??
  ''

export const route: ResourceType = {
  token: kinds.route,
  operations: operations(
    'EC2',
    'Route in Route Table ({routeTableId}) with destination ({destinationCidrBlock})',
    [...(['CreateRoute', 'DescribeRouteTables', 'ReplaceRoute', 'DeleteRoute'] as const)],
  ),
  required: ['routeTableId'],
  replaceOn: [
    'routeTableId',
    'destinationCidrBlock',
    'destinationIpv6CidrBlock',
    'destinationPrefixListId',
    'region',
  ],
  importedAs: (outputs) => `${outputs['routeTableId']}_${destinationOf(outputs)}`,
  minutes: instantly,
  problems: (inputs) =>
    targets.some((target) => inputs[target] !== undefined)
      ? []
      : [{ path: 'gatewayId', reason: `one of \`${targets.join(',')}\` must be specified` }],
  make: ({ inputs, view }) => {
    const tableId = textAt(inputs, 'routeTableId')
    needed(view, kinds.routeTable, tableId, 'InvalidRouteTableID.NotFound', 'routeTable ID')
    judgeTarget(view, inputs)
    const destination = destinationOf(inputs)
    const isTaken = where(view, kinds.route, 'routeTableId', tableId).some(
      ({ outputs }) => destinationOf(outputs) === destination,
    )
    if (isTaken) refuse('RouteAlreadyExists', `The route identified by ${destination} already exists.`)
    const digits = createHash('sha256').update(destination).digest().readUInt32BE()
    return { id: `r-${tableId}${digits}`, outputs: { origin: 'CreateRoute', state: 'active' } }
  },
  change: ({ inputs, view }) => {
    judgeTarget(view, inputs)
    return {}
  },
}

function judgeTarget(view: View, inputs: Readonly<Record<string, unknown>>): void {
  const [gateway, nat] = [textAt(inputs, 'gatewayId'), textAt(inputs, 'natGatewayId')]
  if (gateway?.startsWith('igw-')) {
    needed(view, kinds.internetGateway, gateway, 'InvalidInternetGatewayID.NotFound', 'internetGateway ID')
  }
  if (nat !== undefined) needed(view, kinds.natGateway, nat, 'InvalidNatGatewayID.NotFound', 'natGateway ID')
}

export const routeTableAssociation: ResourceType = {
  token: kinds.routeTableAssociation,
  operations: operations('EC2', 'Route Table Association', [
    ...([
      'AssociateRouteTable',
      'DescribeRouteTables',
      'ReplaceRouteTableAssociation',
      'DisassociateRouteTable',
    ] as const),
  ]),
  required: ['routeTableId'],
  replaceOn: ['subnetId', 'gatewayId', 'region'],
  importedAs: ({ subnetId, routeTableId }) => `${subnetId}/${routeTableId}`,
  minutes: instantly,
  make: ({ inputs, view }) => {
    const [tableId, subnetId] = [textAt(inputs, 'routeTableId'), textAt(inputs, 'subnetId')]
    needed(view, kinds.routeTable, tableId, 'InvalidRouteTableID.NotFound', 'routeTable ID')
    needed(view, kinds.subnet, subnetId, 'InvalidSubnetID.NotFound', 'subnet ID')
    if (where(view, kinds.routeTableAssociation, 'subnetId', subnetId).length > 0) {
      const words = `the specified association for route table ${tableId} conflicts with an existing association`
      refuse('Resource.AlreadyAssociated', words)
    }
    return { id: ec2Id('rtbassoc') }
  },
}

/** Whether what is in this subnet reaches the internet. */
export function reachesOut(view: View, subnetId: string): boolean {
  const [link] = where(view, kinds.routeTableAssociation, 'subnetId', subnetId)
  const tableId = link && textAt(link.outputs, 'routeTableId')
  return where(view, kinds.route, 'routeTableId', tableId).some(
    ({ outputs }) => tableId !== undefined && destinationOf(outputs) === '0.0.0.0/0',
  )
}

/** Whether what has a public address in this subnet can be reached from the internet. */
export function isPublic(view: View, subnetId: string): boolean {
  const [link] = where(view, kinds.routeTableAssociation, 'subnetId', subnetId)
  const tableId = link && textAt(link.outputs, 'routeTableId')
  return where(view, kinds.route, 'routeTableId', tableId).some(
    ({ outputs }) => tableId !== undefined && textAt(outputs, 'gatewayId')?.startsWith('igw-'),
  )
}
