/** The ways into a new network, and out of it. */
import { Eip } from '@pulumi/aws/ec2/eip.js'
import { InternetGateway } from '@pulumi/aws/ec2/internetGateway.js'
import { NatGateway } from '@pulumi/aws/ec2/natGateway.js'
import { Route } from '@pulumi/aws/ec2/route.js'
import { RouteTable } from '@pulumi/aws/ec2/routeTable.js'
import { RouteTableAssociation } from '@pulumi/aws/ec2/routeTableAssociation.js'
import type { Subnet } from '@pulumi/aws/ec2/subnet.js'
import type { Vpc } from '@pulumi/aws/ec2/vpc.js'
import type { Resource } from '@pulumi/pulumi'
import { type Cloud, inCloud, nameTag } from './cloud.ts'

const everywhere = '0.0.0.0/0'

/** Zones are told apart by letters in names of resources: `private-a`. */
export function letterOf(zone: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + zone)
}

export function publicRoutes(cloud: Cloud, vpc: Vpc, subnets: readonly Subnet[]): readonly Resource[] {
  const gateway = new InternetGateway(
    'internet-gateway',
    { vpcId: vpc.id, tags: nameTag(cloud, 'internet-gateway') },
    inCloud(cloud),
  )
  const table = routeTable(cloud, vpc, 'public')
  const route = new Route(
    'public',
    { routeTableId: table.id, destinationCidrBlock: everywhere, gatewayId: gateway.id },
    inCloud(cloud),
  )
  return [
    route,
    ...associations(
      cloud,
      subnets.map((one, at) => [`public-${letterOf(at)}`, one, table] as const),
    ),
  ]
}

interface PrivateRoutes {
  readonly vpc: Vpc
  readonly privateSubnets: readonly Subnet[]
  readonly publicSubnets: readonly Subnet[]
  readonly waysIn: readonly Resource[]
  readonly perZone: boolean
}

/** One way out for all, or one for each zone, which goes on when another zone is lost. */
export function privateRoutes(cloud: Cloud, wish: PrivateRoutes): readonly Resource[] {
  const { vpc, privateSubnets, publicSubnets, waysIn, perZone } = wish
  const gateways = publicSubnets.slice(0, perZone ? publicSubnets.length : 1)
  const tables = gateways.map((where, at) => {
    const name = `private-${letterOf(at)}`
    const table = routeTable(cloud, vpc, name)
    const gateway = natGateway(cloud, { name: `nat-${letterOf(at)}`, where, waysIn })
    const way = { routeTableId: table.id, destinationCidrBlock: everywhere, natGatewayId: gateway.id }
    return { table, route: new Route(name, way, inCloud(cloud)) }
  })
  const members = privateSubnets.flatMap((one, at) => {
    const table = (tables[at] ?? tables[0])?.table
    return table ? [[`private-${letterOf(at)}`, one, table] as const] : []
  })
  return [...tables.map(({ route }) => route), ...associations(cloud, members)]
}

interface NatWish {
  readonly name: string
  readonly where: Subnet
  readonly waysIn: readonly Resource[]
}

function natGateway(cloud: Cloud, { name, where, waysIn }: NatWish): NatGateway {
  const tags = nameTag(cloud, name)
  const address = new Eip(name, { domain: 'vpc', tags }, inCloud(cloud, ...waysIn))
  return new NatGateway(
    name,
    { subnetId: where.id, allocationId: address.allocationId, tags },
    inCloud(cloud, ...waysIn),
  )
}

function routeTable(cloud: Cloud, vpc: Vpc, name: string): RouteTable {
  return new RouteTable(name, { vpcId: vpc.id, tags: nameTag(cloud, name) }, inCloud(cloud))
}

type Member = readonly [name: string, subnet: Subnet, table: RouteTable]

function associations(cloud: Cloud, members: readonly Member[]): readonly Resource[] {
  return members.map(
    ([name, { id }, table]) =>
      new RouteTableAssociation(name, { subnetId: id, routeTableId: table.id }, inCloud(cloud)),
  )
}
