/** The network: one with public and private subnets in two zones, or one that is there. */
import { Subnet } from '@pulumi/aws/ec2/subnet.js'
import { Vpc } from '@pulumi/aws/ec2/vpc.js'
import type { Input, Resource } from '@pulumi/pulumi'
import { formatCidr, parseCidr, subBlock } from '../shared/spec/cidr.ts'
import { type Cloud, inCloud, nameTag } from './cloud.ts'
import { letterOf, privateRoutes, publicRoutes } from './routes.ts'
import type { Network } from './spec/aws-spec.ts'

export interface NetworkPlace {
  readonly vpcId: Input<string>
  readonly privateSubnets: readonly Input<string>[]
  readonly publicSubnets: readonly Input<string>[]
  /** What has to be there before anything in a private subnet reaches the internet. */
  readonly waysOut: readonly Resource[]
  /** What has to be there before anything in a public subnet is reached from the internet. */
  readonly waysIn: readonly Resource[]
}

/** @param zones names of the zones of a new network @param isWhole whether more is needed than a place for the database */
export function networkOf(cloud: Cloud, zones: readonly string[], isWhole: boolean): NetworkPlace {
  const { network } = cloud.aws
  return network.kind === 'existing' ? existing(network) : newNetwork(cloud, network, { zones, isWhole })
}

function existing({ vpcId = '', privateSubnets, publicSubnets }: Extract<Network, { kind: 'existing' }>) {
  return { vpcId, privateSubnets, publicSubnets, waysOut: [], waysIn: [] }
}

type NewNetwork = Extract<Network, { kind: 'new' }>

interface Extent {
  readonly zones: readonly string[]
  readonly isWhole: boolean
}

function newNetwork(cloud: Cloud, network: NewNetwork, { zones, isWhole }: Extent): NetworkPlace {
  const vpc = new Vpc(
    'vpc',
    {
      cidrBlock: network.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: nameTag(cloud, 'vpc'),
    },
    inCloud(cloud),
  )
  const privateSubnets = zones.map((zone, at) => subnet(cloud, { vpc, zone, at, kind: 'private', network }))
  const place = { vpcId: vpc.id, privateSubnets: privateSubnets.map(({ id }) => id) }
  if (!isWhole) return { ...place, publicSubnets: [], waysOut: [], waysIn: [] }
  const publicSubnets = zones.map((zone, at) => subnet(cloud, { vpc, zone, at, kind: 'public', network }))
  const waysIn = publicRoutes(cloud, vpc, publicSubnets)
  const { perZone } = network
  const waysOut = privateRoutes(cloud, { vpc, privateSubnets, publicSubnets, waysIn, perZone })
  return { ...place, publicSubnets: publicSubnets.map(({ id }) => id), waysOut, waysIn }
}

interface SubnetWish {
  readonly vpc: Vpc
  readonly zone: string
  readonly at: number
  readonly kind: 'public' | 'private'
  readonly network: NewNetwork
}

/** By their roles the clusters of Kubernetes know which subnets are for which load balancers. */
const roles = { public: 'kubernetes.io/role/elb', private: 'kubernetes.io/role/internal-elb' } as const

function subnet(cloud: Cloud, { vpc, zone, at, kind, network }: SubnetWish): Subnet {
  const name = `${kind}-${letterOf(at)}`
  return new Subnet(
    name,
    {
      vpcId: vpc.id,
      availabilityZone: zone,
      cidrBlock: subnetCidr(network.cidr, kind, at),
      mapPublicIpOnLaunch: kind === 'public',
      tags: { ...nameTag(cloud, name), [roles[kind]]: '1' },
    },
    inCloud(cloud),
  )
}

/** Public subnets hold little more than load balancers: a 256th each. Private ones, with all pods, an eighth. */
export function subnetCidr(cidr: string, kind: 'public' | 'private', at: number): string {
  const block = parseCidr(cidr)
  if (!block) throw new Error(`${cidr} is no block of addresses`)
  return kind === 'public'
    ? formatCidr(subBlock(block, Math.min(block.prefix + 8, 28), at))
    : formatCidr(subBlock(block, block.prefix + 3, at + 1))
}
