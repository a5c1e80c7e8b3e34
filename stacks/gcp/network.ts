/** The network: one with a subnetwork for nodes and a way out, or one that is there. */
import { Network } from '@pulumi/gcp/compute/network.js'
import { Router } from '@pulumi/gcp/compute/router.js'
import { RouterNat } from '@pulumi/gcp/compute/routerNat.js'
import { Subnetwork } from '@pulumi/gcp/compute/subnetwork.js'
import type { Input, Resource } from '@pulumi/pulumi'
import { formatCidr, parseCidr, subBlock } from '../shared/spec/cidr.ts'
import { type Cloud, inCloud, nameOf } from './cloud.ts'
import { networkPath, subnetworkPath } from './spec/names.ts'

export interface NetworkPlace {
  /** `projects/p/global/networks/main` */
  readonly network: Input<string>
  readonly subnetwork?: Input<string>
  /** Names of the ranges of a subnetwork of ours; in another one GKE makes its own. */
  readonly ranges?: { readonly pods: string; readonly services: string }
  /** What has to be there before nodes reach the internet. */
  readonly waysOut: readonly Resource[]
  /** Of a network of ours: a block for databases. */
  readonly forDatabases?: { readonly address: string; readonly prefixLength: number }
}

const ranges = { pods: 'pods', services: 'services' } as const

/** @param isWhole whether more is needed than a place for the database */
export function networkOf(cloud: Cloud, isWhole: boolean): NetworkPlace {
  const { network, project, region } = cloud.gcp
  if (network.kind === 'new') return newNetwork(cloud, network.cidr, isWhole)
  const { subnetwork } = network
  return {
    network: networkPath(project, network.network ?? ''),
    ...(subnetwork === undefined ? {} : { subnetwork: subnetworkPath(project, region, subnetwork) }),
    waysOut: [],
  }
}

function newNetwork(cloud: Cloud, cidr: string, isWhole: boolean): NetworkPlace {
  const { project } = cloud.gcp
  const options = inCloud(cloud, 'compute')
  const network = new Network(
    'network',
    { name: nameOf(cloud, 'network'), project, autoCreateSubnetworks: false, routingMode: 'REGIONAL' },
    { ...options, hooks: { ...options.hooks, beforeDelete: [cloud.tidying.network] } },
  )
  const blocks = blocksOf(cidr)
  const [address = '', prefix = ''] = blocks.databases.split('/')
  const place = { network: network.id, forDatabases: { address, prefixLength: Number(prefix) } }
  if (!isWhole) return { ...place, waysOut: [] }
  const subnetwork = subnetworkIn(cloud, network, blocks)
  return { ...place, subnetwork: subnetwork.id, ranges, waysOut: [wayOut(cloud, network)] }
}

function subnetworkIn(cloud: Cloud, network: Network, blocks: Blocks): Subnetwork {
  const { project, region } = cloud.gcp
  return new Subnetwork(
    'nodes',
    {
      ...{ name: nameOf(cloud, 'nodes'), project, region, network: network.id },
      ...{ ipCidrRange: blocks.nodes, privateIpGoogleAccess: true },
      secondaryIpRanges: [
        { rangeName: ranges.pods, ipCidrRange: blocks.pods },
        { rangeName: ranges.services, ipCidrRange: blocks.services },
      ],
    },
    inCloud(cloud, 'compute'),
  )
}

/** Nodes have no addresses that anybody could reach; this is how they reach others. */
function wayOut(cloud: Cloud, network: Network): Resource {
  const { project, region } = cloud.gcp
  const router = new Router(
    'router',
    { name: nameOf(cloud, 'router'), project, region, network: network.id },
    inCloud(cloud, 'compute'),
  )
  return new RouterNat(
    'nat',
    {
      ...{ name: nameOf(cloud, 'nat'), project, region, router: router.name },
      ...{ natIpAllocateOption: 'AUTO_ONLY', sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES' },
    },
    inCloud(cloud, 'compute'),
  )
}

interface Blocks {
  readonly nodes: string
  readonly services: string
  readonly databases: string
  readonly pods: string
}

/** Half of it for pods, of which each node takes 256 addresses; a sixteenth each for nodes, services and databases. */
export function blocksOf(cidr: string): Blocks {
  const block = parseCidr(cidr)
  if (!block) throw new Error(`${cidr} is no block of addresses`)
  const sixteenth = (number: number) => formatCidr(subBlock(block, block.prefix + 4, number))
  return {
    ...{ nodes: sixteenth(0), services: sixteenth(1), databases: sixteenth(2) },
    pods: formatCidr(subBlock(block, block.prefix + 1, 1)),
  }
}
