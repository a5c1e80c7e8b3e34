/** What can be listed of an account. */
import type { DataSource } from '../../frame/definition.ts'
import { textAt } from '../../frame/properties.ts'
import type { CloudObject } from '../../frame/view.ts'
import * as kinds from '../kinds.ts'
import { found, type Listing, list, one } from './listing.ts'

const ids = (objects: readonly CloudObject[]) => ({ ids: objects.map(({ id }) => id) })
const texts = (objects: readonly CloudObject[], path: string) =>
  objects.map(({ outputs }) => textAt(outputs, path) ?? '')

const vpcs: Listing = {
  ...{ kind: kinds.vpc, service: 'EC2', operation: 'DescribeVpcs', thing: 'EC2 VPC' },
  filterable: { cidr: 'cidrBlock', 'is-default': 'isDefault', 'vpc-id': 'id' },
}
const aVpc = one(vpcs, { id: 'id', cidrBlock: 'cidrBlock', default: 'isDefault' })

/** With all blocks of addresses that it has: here one. */
function withBlocks({ answer, ...source }: DataSource): DataSource {
  return {
    ...source,
    answer: (args, view, session) => {
      const told = answer(args, view, session)
      const { cidrBlock } = told
      return { tags: {}, ...told, cidrBlockAssociations: [{ cidrBlock, state: 'associated' }] }
    },
  }
}
const subnets: Listing = {
  ...{ kind: kinds.subnet, service: 'EC2', operation: 'DescribeSubnets', thing: 'EC2 Subnet' },
  filterable: { 'availability-zone': 'availabilityZone', 'map-public-ip-on-launch': 'mapPublicIpOnLaunch' },
}
const natGateways: Listing = {
  ...{ kind: kinds.natGateway, service: 'EC2', operation: 'DescribeNatGateways', thing: 'EC2 NAT Gateway' },
  lists: 'deleted',
}
const cards: Listing = {
  ...{ kind: kinds.networkInterface, service: 'EC2', operation: 'DescribeNetworkInterfaces' },
  thing: 'EC2 Network Interface',
  filterable: { 'group-id': 'securityGroups', description: 'description', status: 'status' },
}
const groups: Listing = {
  ...{
    kind: kinds.securityGroup,
    service: 'EC2',
    operation: 'DescribeSecurityGroups',
    thing: 'EC2 Security Group',
  },
  filterable: { 'group-name': 'name' },
}
const tables: Listing = {
  ...{ kind: kinds.routeTable, service: 'EC2', operation: 'DescribeRouteTables', thing: 'EC2 Route Table' },
  filterable: { 'association.main': 'main' },
}
const gateways: Listing = {
  ...{ kind: kinds.internetGateway, service: 'EC2', operation: 'DescribeInternetGateways' },
  thing: 'EC2 Internet Gateway',
  filterable: { 'attachment.vpc-id': 'vpcId' },
}
const addresses: Listing = {
  kind: kinds.eip,
  service: 'EC2',
  operation: 'DescribeAddresses',
  thing: 'EC2 EIP',
}
const volumes: Listing = {
  ...{ kind: kinds.volume, service: 'EC2', operation: 'DescribeVolumes', thing: 'EC2 EBS Volume' },
  filterable: { status: 'phase' },
}
const balancers: Listing = {
  ...{ kind: kinds.loadBalancer, service: 'Elastic Load Balancing v2', operation: 'DescribeLoadBalancers' },
  thing: 'ELBv2 Load Balancer',
}
const databases: Listing = {
  ...{
    kind: kinds.databaseInstance,
    service: 'RDS',
    operation: 'DescribeDBInstances',
    thing: 'RDS DB Instance',
  },
  filterable: { 'db-instance-id': 'identifier' },
}
const snapshots: Listing = {
  ...{ kind: kinds.snapshot, service: 'RDS', operation: 'DescribeDBSnapshots', thing: 'RDS DB Snapshot' },
}
const logGroups: Listing = {
  ...{ kind: kinds.logGroup, service: 'CloudWatch Logs', operation: 'DescribeLogGroups' },
  thing: 'CloudWatch Logs Log Group',
}
const roles: Listing = { kind: kinds.role, service: 'IAM', operation: 'ListRoles', thing: 'IAM Role' }

export const listings: Readonly<Record<string, DataSource>> = {
  'aws:ec2/getVpcs:getVpcs': list(vpcs, ids),
  'aws:ec2/getVpc:getVpc': withBlocks(aVpc),
  'aws:ec2/getSubnets:getSubnets': list(subnets, ids),
  'aws:ec2/getSubnet:getSubnet': one(subnets, {
    id: 'id',
    vpcId: 'vpcId',
    cidrBlock: 'cidrBlock',
    availabilityZone: 'availabilityZone',
  }),
  'aws:ec2/getNatGateways:getNatGateways': {
    ...list(natGateways, ids),
    answer: (args, view) => {
      const vpcId = textAt(args, 'vpcId')
      const fitting = found(natGateways, args, view.seen(kinds.natGateway))
      const there = fitting.filter(({ outputs }) => vpcId === undefined || outputs['vpcId'] === vpcId)
      return { ...args, region: view.region, id: view.region, ...ids(there) }
    },
  },
  'aws:ec2/getNetworkInterfaces:getNetworkInterfaces': list(cards, ids),
  'aws:ec2/getSecurityGroups:getSecurityGroups': list(groups, (objects) => ({
    ...{ ...ids(objects), arns: texts(objects, 'arn'), vpcIds: texts(objects, 'vpcId') },
  })),
  'aws:ec2/getSecurityGroup:getSecurityGroup': one(groups, { id: 'id', name: 'name', vpcId: 'vpcId' }),
  'aws:ec2/getRouteTables:getRouteTables': list(tables, ids),
  'aws:ec2/getRouteTable:getRouteTable': one(tables, { routeTableId: 'id', vpcId: 'vpcId' }),
  'aws:ec2/getInternetGateway:getInternetGateway': one(gateways, { internetGatewayId: 'id' }),
  'aws:ec2/getEips:getEips': list(addresses, (objects) => ({
    ...{ allocationIds: objects.map(({ id }) => id), publicIps: texts(objects, 'publicIp') },
  })),
  'aws:ebs/getEbsVolumes:getEbsVolumes': list(volumes, ids),
  'aws:lb/getLbs:getLbs': list(balancers, (objects) => ({ arns: objects.map(({ id }) => id) })),
  'aws:lb/getLoadBalancer:getLoadBalancer': one(balancers, { arn: 'id', name: 'name' }),
  'aws:rds/getInstances:getInstances': list(databases, (objects) => ({
    ...{ instanceArns: texts(objects, 'arn'), instanceIdentifiers: texts(objects, 'identifier') },
  })),
  'aws:rds/getInstance:getInstance': one(databases, { dbInstanceIdentifier: 'identifier' }),
  'aws:rds/getSnapshots:getSnapshots': {
    ...list(snapshots, ids),
    answer: (args, view) => {
      const [owner, type] = [textAt(args, 'dbInstanceIdentifier'), textAt(args, 'snapshotType')]
      const there = view
        .seen(kinds.snapshot)
        .filter(({ outputs }) => owner === undefined || outputs['dbInstanceIdentifier'] === owner)
        .filter(({ outputs }) => type === undefined || outputs['snapshotType'] === type)
      return { ...args, region: view.region, snapshots: there.map(({ outputs }) => outputs) }
    },
  },
  'aws:cloudwatch/getLogGroups:getLogGroups': {
    ...list(logGroups, ids),
    answer: (args, view) => {
      const prefix = textAt(args, 'logGroupNamePrefix') ?? ''
      const there = view.seen(kinds.logGroup).filter(({ id }) => id.startsWith(prefix))
      const names = there.map(({ id }) => id)
      return {
        ...args,
        region: view.region,
        id: view.region,
        logGroupNames: names,
        arns: texts(there, 'arn'),
      }
    },
  },
  'aws:iam/getRoles:getRoles': {
    ...list(roles, ids),
    place: 'global',
    answer: (args, view) => {
      const [pattern, prefix] = [textAt(args, 'nameRegex') ?? '', textAt(args, 'pathPrefix') ?? '/']
      const there = view
        .list(kinds.role)
        .filter(
          ({ id, outputs }) =>
            new RegExp(pattern).test(id) && String(outputs['path'] ?? '/').startsWith(prefix),
        )
      return { ...args, id: 'roles', names: there.map(({ id }) => id), arns: texts(there, 'arn') }
    },
  },
  'aws:iam/getRole:getRole': { ...one(roles, { name: 'id' }), place: 'global' },
}
