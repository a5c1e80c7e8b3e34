/** Networks and clusters that are there, and are to be used. */
import { getSubnet } from '@pulumi/aws/ec2/getSubnet.js'
import { getSubnets } from '@pulumi/aws/ec2/getSubnets.js'
import { getVpc } from '@pulumi/aws/ec2/getVpc.js'
import { getCluster } from '@pulumi/aws/eks/getCluster.js'
import type { Provider } from '@pulumi/aws/provider.js'
import { type Answer, asked, valueOr } from '../shared/answers.ts'
import type { AwsSpec } from './spec/aws-spec.ts'

export interface Subnet {
  readonly id: string
  readonly vpcId: string
  /** `eu-west-1a` */
  readonly zone: string
  readonly zoneId: string
  readonly freeAddresses: number
}

export interface ExistingPlace {
  readonly vpc?: Answer<{ readonly id: string; readonly hasNames: boolean }>
  readonly privateSubnets: readonly Answer<Subnet>[]
  /** One for each zone. */
  readonly publicSubnets: readonly Answer<Subnet>[]
  readonly cluster?: Answer<ExistingClusterFacts>
}

export interface ExistingClusterFacts {
  readonly name: string
  readonly status: string
  readonly vpcId: string
  readonly subnets: readonly string[]
  /** Its API can be reached from outside its network. */
  readonly isPublic: boolean
}

/** What a load balancer of any cluster looks for. */
const publicRole = 'kubernetes.io/role/elb'

export async function existingPlace(
  provider: Provider,
  { network, cluster }: AwsSpec,
): Promise<ExistingPlace> {
  if (network.kind === 'new') return { privateSubnets: [], publicSubnets: [] }
  const found = cluster.kind === 'existing' ? await asked(clusterFacts(provider, cluster.name)) : undefined
  const known = valueOr(found, undefined)
  const vpcId = known?.vpcId ?? network.vpcId ?? ''
  const privateIds = network.privateSubnets.length > 0 ? network.privateSubnets : (known?.subnets ?? [])
  const publicIds =
    network.publicSubnets.length > 0
      ? network.publicSubnets
      : valueOr(await asked(publicIn(provider, vpcId)), [])
  const [vpc, privateSubnets, publicSubnets] = await Promise.all([
    vpcId === '' ? undefined : asked(vpcFacts(provider, vpcId)),
    subnetsOf(provider, privateIds),
    subnetsOf(provider, publicIds),
  ])
  return {
    privateSubnets,
    publicSubnets: onePerZone(publicSubnets),
    ...(vpc ? { vpc } : {}),
    ...(found ? { cluster: found } : {}),
  }
}

async function clusterFacts(provider: Provider, name: string): Promise<ExistingClusterFacts> {
  const { status, vpcConfig } = await getCluster({ name }, { provider })
  const { vpcId, subnetIds, endpointPublicAccess } = vpcConfig
  return { name, status, vpcId, subnets: subnetIds, isPublic: endpointPublicAccess }
}

async function vpcFacts(provider: Provider, id: string) {
  const { enableDnsHostnames, enableDnsSupport } = await getVpc({ id }, { provider })
  return { id, hasNames: enableDnsHostnames && enableDnsSupport }
}

async function publicIn(provider: Provider, vpcId: string): Promise<readonly string[]> {
  if (vpcId === '') return []
  const filters = [
    { name: 'vpc-id', values: [vpcId] },
    { name: `tag:${publicRole}`, values: ['1', ''] },
  ]
  const { ids } = await getSubnets({ filters }, { provider })
  return ids
}

function subnetsOf(provider: Provider, ids: readonly string[]): Promise<readonly Answer<Subnet>[]> {
  return Promise.all(ids.toSorted().map((id) => asked(subnetFacts(provider, id))))
}

async function subnetFacts(provider: Provider, id: string): Promise<Subnet> {
  const found = await getSubnet({ id }, { provider })
  const { vpcId, availabilityZone: zone, availabilityZoneId: zoneId, availableIpAddressCount } = found
  return { id, vpcId, zone, zoneId, freeAddresses: availableIpAddressCount }
}

/** A load balancer has one address in each zone. */
function onePerZone(subnets: readonly Answer<Subnet>[]): readonly Answer<Subnet>[] {
  const zones = new Set<string>()
  return subnets.filter((subnet) => {
    if ('refusal' in subnet) return true
    const isFirst = !zones.has(subnet.value.zone)
    zones.add(subnet.value.zone)
    return isFirst
  })
}
