/** Private services access: the way from a network of ours to databases that Google runs in one of its own. */
import { GlobalAddress } from '@pulumi/gcp/compute/globalAddress.js'
import { Connection } from '@pulumi/gcp/servicenetworking/connection.js'
import type { Resource } from '@pulumi/pulumi'
import { type Cloud, inCloud, nameOf } from './cloud.ts'
import type { NetworkPlace } from './network.ts'

export interface PrivateAccess {
  /** Name of the block of addresses; in a network that is there, Google chooses. */
  readonly range?: GlobalAddress
  readonly ready: readonly Resource[]
}

/** A network that is there has it already. */
export function privateAccess(cloud: Cloud, { network, forDatabases }: NetworkPlace): PrivateAccess {
  if (!forDatabases) return { ready: [] }
  const { project, labels } = cloud.gcp
  const range = new GlobalAddress(
    'databases',
    {
      ...{ name: nameOf(cloud, 'databases'), project, network, labels: { ...labels } },
      ...{ purpose: 'VPC_PEERING', addressType: 'INTERNAL', ...forDatabases },
    },
    inCloud(cloud, 'compute'),
  )
  const options = inCloud(cloud, 'serviceNetworking')
  const connection = new Connection(
    'databases',
    {
      ...{ network, service: 'servicenetworking.googleapis.com', reservedPeeringRanges: [range.name] },
      // Google remembers networks of that name; and it keeps its end of this one, so only ours is taken away.
      ...{ updateOnCreationFail: true, deletionPolicy: 'ABANDON' },
    },
    { ...options, hooks: { ...options.hooks, beforeDelete: [cloud.tidying.peering] } },
  )
  return { range, ready: [connection] }
}
