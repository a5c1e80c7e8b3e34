import { rangeOf } from '../../frame/address-range.ts'
import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse, where } from '../../frame/fields.ts'
import { textAt, valueAt } from '../../frame/properties.ts'
import { ownerKey, type View } from '../../frame/view.ts'
import { arn, ec2Id, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

export const vpc: ResourceType = {
  token: kinds.vpc,
  operations: operations('EC2', 'EC2 VPC', ['CreateVpc', 'DescribeVpcs', 'ModifyVpcAttribute', 'DeleteVpc']),
  tagged: true,
  required: [],
  replaceOn: ['cidrBlock', 'ipv4IpamPoolId', 'ipv4NetmaskLength', 'region'],
  minutes: { create: 0.2, update: 0.1, delete: 0.1 },
  retries: { delete: { codes: ['DependencyViolation'], minutes: 5 } },
  problems: ({ cidrBlock }) => {
    const range = rangeOf(typeof cidrBlock === 'string' ? cidrBlock : undefined)
    const isPlain = typeof cidrBlock === 'string' && /^\d/.test(cidrBlock) && cidrBlock.includes('/')
    if (!isPlain || (range && range.bits >= 16 && range.bits <= 28)) return []
    const reason = `expected "cidr_block" to contain a network Value with between 16 and 28 significant bits, got: ${range?.bits ?? 0}`
    return [{ path: 'cidrBlock', reason }]
  },
  make: ({ inputs, view }) => {
    if (view.list(kinds.vpc).length >= view.quota('L-F678F1CE')) {
      refuse('VpcLimitExceeded', 'The maximum number of VPCs has been reached.')
    }
    const id = ec2Id('vpc')
    return { id, outputs: { ...usual(inputs), ...furniture(view, id) } }
  },
  unmake: ({ id }, view) => {
    if (isInUse(view, id)) {
      refuse('DependencyViolation', `The vpc '${id}' has dependencies and cannot be deleted.`)
    }
  },
}

function usual(inputs: Readonly<Record<string, unknown>>) {
  return {
    ...{ enableDnsSupport: true, enableDnsHostnames: false, instanceTenancy: 'default' },
    ...{ enableNetworkAddressUsageMetrics: false, ...inputs },
  }
}

/** Comes and goes with a VPC: a security group, a route table. */
export function furniture(view: View, id: string) {
  const [group, table, acl] = [ec2Id('sg'), ec2Id('rtb'), ec2Id('acl')]
  const own = { owner: ownerKey({ type: kinds.vpc, id }), inputs: {}, madeBy: 'account' } as const
  view.add({
    ...{ ...own, type: kinds.securityGroup, id: group },
    outputs: { name: 'default', vpcId: id, description: 'default VPC security group' },
  })
  view.add({ ...own, type: kinds.routeTable, id: table, outputs: { vpcId: id, main: true } })
  return {
    ...{ arn: arn(view, 'ec2', `vpc/${id}`), ownerId: view.account, dhcpOptionsId: ec2Id('dopt') },
    ...{ defaultSecurityGroupId: group, mainRouteTableId: table, defaultRouteTableId: table },
    defaultNetworkAclId: acl,
  }
}

const parts = [
  ...[kinds.subnet, kinds.internetGateway, kinds.natGateway, kinds.networkInterface, kinds.loadBalancer],
  ...[kinds.securityGroup, kinds.routeTable],
]

function isInUse(view: View, id: string): boolean {
  return parts.some((type) =>
    where(view, type, 'vpcId', id).some(({ owner }) => owner !== ownerKey({ type: kinds.vpc, id })),
  )
}

export const internetGateway: ResourceType = {
  token: kinds.internetGateway,
  operations: {
    ...operations('EC2', 'EC2 Internet Gateway', [
      ...(['CreateInternetGateway', 'DescribeInternetGateways', 'AttachInternetGateway'] as const),
      'DeleteInternetGateway',
    ]),
    delete: {
      ...{ service: 'EC2', name: 'DetachInternetGateway' },
      doing: 'detaching EC2 Internet Gateway ({id}) from VPC ({vpcId})',
    },
  },
  tagged: true,
  required: [],
  replaceOn: ['region'],
  minutes: instantly,
  retries: { delete: { codes: ['DependencyViolation'], minutes: 20 } },
  make: ({ inputs, view }) => {
    const vpcId = textAt(inputs, 'vpcId')
    if (vpcId !== undefined) {
      if (!view.find(kinds.vpc, vpcId))
        refuse('InvalidVpcID.NotFound', `The vpc ID '${vpcId}' does not exist`)
      if (where(view, kinds.internetGateway, 'vpcId', vpcId).length > 0) {
        refuse('Resource.AlreadyAssociated', `Network ${vpcId} already has an internet gateway attached`)
      }
    }
    const id = ec2Id('igw')
    return { id, outputs: { arn: arn(view, 'ec2', `internet-gateway/${id}`), ownerId: view.account } }
  },
  unmake: ({ outputs }, view) => {
    const vpcId = textAt(outputs, 'vpcId')
    const mapped = where(view, kinds.networkInterface, 'vpcId', vpcId).filter(
      (card) => valueAt(card.outputs, 'publicIp') !== undefined,
    )
    if (mapped.length === 0) return
    const words =
      'has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.'
    refuse('DependencyViolation', `Network ${vpcId} ${words}`)
  },
}
