/** The way to the server: a name, and what has to be there before somebody can be at it. */
import type { Input, Output, Resource } from '@pulumi/pulumi'
import { all } from '@pulumi/pulumi'
import type { Secrets } from '../contract.ts'
import { addressService } from '../shared/address-service.ts'
import { addressSettings } from '../shared/chart-values.ts'
import type { ClusterAccess } from '../shared/cluster-access.ts'
import { addressesFor, zonesOfAddress } from './address.ts'
import type { Cloud } from './cloud.ts'
import { attachNodes, loadBalancer, nodePorts } from './load-balancer.ts'
import type { ReadyCluster } from './made-cluster.ts'
import type { NetworkPlace } from './network.ts'
import { deploymentTag } from './spec/tags.ts'

export interface ServerAddress {
  readonly host: Input<string | undefined>
  readonly ready: readonly Resource[]
}

interface Way {
  readonly cluster: ReadyCluster
  readonly network: NetworkPlace
  readonly access: ClusterAccess
  readonly given: Secrets
}

export function addressOf(cloud: Cloud, way: Way): ServerAddress {
  const { server } = cloud.aws
  const { exposure } = server
  if (exposure.kind === 'none') return { host: undefined, ready: [] }
  if (exposure.kind !== 'load-balancer') return { host: exposure.host, ready: [] }
  const isTls = exposure.tls !== undefined
  return way.cluster.nodes === undefined
    ? byService(cloud, way, isTls)
    : byBalancer(cloud, way, { isTls, nodes: way.cluster.nodes })
}

/** In front of the nodes of a cluster that is ours. */
function byBalancer(
  cloud: Cloud,
  { cluster, network, access, given }: Way,
  { isTls, nodes }: { readonly isTls: boolean; readonly nodes: NonNullable<ReadyCluster['nodes']> },
): ServerAddress {
  const balancer = loadBalancer(cloud, network, isTls)
  const attached = attachNodes(cloud, balancer, { nodes, nodesGroup: cluster.door.securityGroup })
  const service = addressService(access, {
    ...{ server: cloud.aws.server, given, isTls, type: 'NodePort', nodePorts },
    spec: { externalTrafficPolicy: 'Local' },
  })
  return { host: balancer.host, ready: [...balancer.listeners, ...attached, service] }
}

/** One that somebody else's cluster makes, through the controller that every EKS cluster has, at addresses of ours. */
function byService(cloud: Cloud, { network, access, given }: Way, isTls: boolean): ServerAddress {
  const subnets = network.publicSubnets.slice(0, zonesOfAddress(cloud))
  const { addresses, host } = addressesFor(cloud, subnets.length, network.waysIn)
  const settings = addressSettings(given, isTls)
  const ids = all(addresses.map(({ allocationId }) => allocationId))
  const service = addressService(access, {
    ...{ server: cloud.aws.server, given, isTls, type: 'LoadBalancer' },
    annotations: { ...balancerAnnotations(cloud, { ids, subnets }), ...settings.annotations },
    spec: { externalTrafficPolicy: 'Local', ...settings.spec },
  })
  return { host, ready: [service] }
}

interface Places {
  readonly ids: Output<readonly string[]>
  readonly subnets: readonly Input<string>[]
}

/** There have to be as many addresses as subnets. https://cloud-provider-aws.sigs.k8s.io/service_controller/ */
function balancerAnnotations({ aws: { name } }: Cloud, { ids, subnets }: Places) {
  const prefix = 'service.beta.kubernetes.io/aws-load-balancer'
  return {
    [`${prefix}-type`]: 'nlb',
    [`${prefix}-eip-allocations`]: ids.apply((all) => all.join(',')),
    [`${prefix}-subnets`]: all([...subnets]).apply((all) => all.join(',')),
    [`${prefix}-cross-zone-load-balancing-enabled`]: 'true',
    [`${prefix}-additional-resource-tags`]: `${deploymentTag}=${name}`,
  }
}
