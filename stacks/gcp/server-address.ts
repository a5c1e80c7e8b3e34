/** The way to the server: an address that stays, and a name. */
import { Address } from '@pulumi/gcp/compute/address.js'
import { type Input, output, type Resource } from '@pulumi/pulumi'
import type { Secrets } from '../contract.ts'
import { addressService } from '../shared/address-service.ts'
import { addressSettings } from '../shared/chart-values.ts'
import type { ClusterAccess } from '../shared/cluster-access.ts'
import { hostOf } from '../shared/host-name.ts'
import { type Cloud, inCloud, nameOf } from './cloud.ts'

export interface ServerAddress {
  readonly host: Input<string | undefined>
  readonly ready: readonly Resource[]
}

export function addressOf(cloud: Cloud, access: ClusterAccess, given: Secrets): ServerAddress {
  const { project, region, labels, server } = cloud.gcp
  const { exposure } = server
  if (exposure.kind === 'none') return { host: undefined, ready: [] }
  if (exposure.kind !== 'load-balancer') return { host: exposure.host, ready: [] }
  const address = new Address(
    'address',
    {
      ...{ name: nameOf(cloud, 'address'), project, region, labels: { ...labels } },
      ...{ addressType: 'EXTERNAL', networkTier: 'PREMIUM' },
    },
    inCloud(cloud, 'compute'),
  )
  const isTls = exposure.tls !== undefined
  const settings = addressSettings(given, isTls)
  const service = addressService(access, {
    ...{ server, given, isTls, type: 'LoadBalancer' },
    annotations: { ...balancerAnnotations(address), ...settings.annotations },
    // Older clusters know an address by its numbers only.
    spec: { externalTrafficPolicy: 'Local', loadBalancerIP: address.address, ...settings.spec },
  })
  return { host: hostOf(exposure, output([address.address])), ready: [service] }
}

/** https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters */
function balancerAnnotations({ name }: Address) {
  return {
    'cloud.google.com/l4-rbs': 'enabled',
    'networking.gke.io/load-balancer-ip-addresses': name,
  }
}
