import { Eip } from '@pulumi/aws/ec2/eip.js'
import { InternetGateway } from '@pulumi/aws/ec2/internetGateway.js'
import { NatGateway } from '@pulumi/aws/ec2/natGateway.js'
import { Route } from '@pulumi/aws/ec2/route.js'
import { RouteTable } from '@pulumi/aws/ec2/routeTable.js'
import { RouteTableAssociation } from '@pulumi/aws/ec2/routeTableAssociation.js'
import { Subnet } from '@pulumi/aws/ec2/subnet.js'
import { Vpc } from '@pulumi/aws/ec2/vpc.js'
import { getAvailabilityZonesOutput } from '@pulumi/aws/getAvailabilityZones.js'
import type { Sample } from './program.ts'

export type Network = ReturnType<typeof network>

/** Two public subnets and two private ones, which reach the internet through one gateway. */
export function network({ options, provider }: Sample) {
  const { name, cidr = '10.42.0.0/16' } = options
  const opts = { provider }
  const vpc = new Vpc(
    'vpc',
    { cidrBlock: cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: { Name: name } },
    opts,
  )
  const gateway = new InternetGateway('gateway', { vpcId: vpc.id }, opts)
  const zones = getAvailabilityZonesOutput({ state: 'available' }, { provider })
  const start = cidr.split('.').slice(0, 2).join('.')
  const subnet = (kind: string, at: number, block: string, isPublic: boolean) =>
    new Subnet(
      `${kind}-${at}`,
      {
        ...{ vpcId: vpc.id, cidrBlock: block, mapPublicIpOnLaunch: isPublic },
        availabilityZone: zones.names.apply((names) => names[at] ?? ''),
      },
      opts,
    )
  const open = [0, 1].map((at) => subnet('public', at, `${start}.${at}.0/24`, true))
  const closed = [0, 1].map((at) => subnet('private', at, `${start}.${32 + at * 32}.0/19`, false))
  const outward = table('public', open, (routeTableId) => ({ routeTableId, gatewayId: gateway.id }))
  const [first] = open
  if (!first) throw new Error('There are two public subnets.')
  const address = new Eip('nat', { domain: 'vpc' }, { ...opts, dependsOn: [gateway] })
  const nat = new NatGateway(
    'nat',
    { subnetId: first.id, allocationId: address.allocationId },
    { ...opts, dependsOn: outward },
  )
  const inward = table('private', closed, (routeTableId) => ({ routeTableId, natGatewayId: nat.id }))
  return { vpc, gateway, open, closed, routes: [...outward, ...inward] }

  function table(
    kind: string,
    subnets: readonly Subnet[],
    to: (id: Vpc['id']) => ConstructorParameters<typeof Route>[1],
  ) {
    const routes = new RouteTable(kind, { vpcId: vpc.id }, opts)
    return [
      new Route(kind, { ...to(routes.id), destinationCidrBlock: '0.0.0.0/0' }, opts),
      ...subnets.map(
        ({ id: subnetId }, at) =>
          new RouteTableAssociation(`${kind}-${at}`, { subnetId, routeTableId: routes.id }, opts),
      ),
    ]
  }
}
