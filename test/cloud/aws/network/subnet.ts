import { contains, overlap, rangeOf } from '../../frame/address-range.ts'
import type { ResourceType } from '../../frame/definition.ts'
import { refuse, where } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { zonesOf } from '../catalogue.ts'
import { arn, ec2Id, needed, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

export const subnet: ResourceType = {
  token: kinds.subnet,
  operations: operations('EC2', 'EC2 Subnet', [
    ...(['CreateSubnet', 'DescribeSubnets', 'ModifySubnetAttribute', 'DeleteSubnet'] as const),
  ]),
  tagged: true,
  required: ['vpcId'],
  replaceOn: [
    'vpcId',
    'cidrBlock',
    'availabilityZone',
    'availabilityZoneId',
    'ipv6Native',
    'outpostArn',
    'region',
  ],
  settledByCloud: ['availabilityZone', 'availabilityZoneId', 'privateDnsHostnameTypeOnLaunch'],
  minutes: { create: 0.2, update: 0.1, delete: 0.1 },
  retries: { delete: { codes: ['DependencyViolation'], minutes: 20 } },
  make: ({ inputs, view }) => {
    const vpcId = textAt(inputs, 'vpcId')
    const parent = needed(view, kinds.vpc, vpcId, 'InvalidVpcID.NotFound', 'vpc ID')
    judgeRange(view, textAt(inputs, 'cidrBlock'), textAt(parent.outputs, 'cidrBlock'), parent.id)
    const zone = zoneFor(view, inputs)
    const id = ec2Id('subnet')
    return {
      id,
      outputs: {
        ...{ mapPublicIpOnLaunch: false, privateDnsHostnameTypeOnLaunch: 'ip-name', ...inputs },
        ...{ arn: arn(view, 'ec2', `subnet/${id}`), ownerId: view.account },
        ...{ availabilityZone: zone.name, availabilityZoneId: zone.id },
      },
    }
  },
  unmake: ({ id }, view) => {
    if (where(view, kinds.networkInterface, 'subnetId', id).length > 0) {
      refuse('DependencyViolation', `The subnet '${id}' has dependencies and cannot be deleted.`)
    }
  },
  gone: ({ id }, view) => {
    for (const link of where(view, kinds.routeTableAssociation, 'subnetId', id)) view.remove(link)
  },
}

function judgeRange(view: View, cidr = '', whole = '', vpcId: string): void {
  const [range, outer] = [rangeOf(cidr), rangeOf(whole)]
  if (!range)
    refuse(
      'InvalidParameterValue',
      `Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    )
  if (range.bits < 16 || range.bits > 28 || (outer && !contains(outer, range))) {
    refuse('InvalidSubnet.Range', `The CIDR '${cidr}' is invalid.`)
  }
  const others = where(view, kinds.subnet, 'vpcId', vpcId).map(({ outputs }) =>
    rangeOf(textAt(outputs, 'cidrBlock')),
  )
  if (others.some((other) => other && overlap(other, range))) {
    refuse('InvalidSubnet.Conflict', `The CIDR '${cidr}' conflicts with another subnet`)
  }
}

function zoneFor(view: View, inputs: Readonly<Record<string, unknown>>) {
  const zones = zonesOf(view.region)
  const [name, id] = [textAt(inputs, 'availabilityZone'), textAt(inputs, 'availabilityZoneId')]
  const wanted = zones.find((zone) => (name ? zone.name === name : id ? zone.id === id : true))
  const names = zones.map((zone) => zone.name).join(', ')
  return (
    wanted ??
    refuse(
      'InvalidParameterValue',
      `Value (${name ?? id}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${names}.`,
    )
  )
}
