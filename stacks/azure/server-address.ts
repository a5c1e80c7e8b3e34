/** The way to the server: an address that stays, with a name in the domain of its region. */
import { PublicIPAddress } from '@pulumi/azure-native/network/publicIPAddress.js'
import { type Input, log, type Output, output, type Resource, runtime } from '@pulumi/pulumi'
import type { Secrets } from '../contract.ts'
import { addressService } from '../shared/address-service.ts'
import { addressSettings } from '../shared/chart-values.ts'
import type { ClusterAccess } from '../shared/cluster-access.ts'
import { leadsTo } from '../shared/name-resolution.ts'
import { type Cloud, inCloud } from './cloud.ts'

export interface ServerAddress {
  readonly host: Input<string | undefined>
  readonly ready: readonly Resource[]
}

interface Way {
  readonly access: ClusterAccess
  readonly given: Secrets
  readonly address: PublicIPAddress | undefined
  /** Name of the group that the address is in. */
  readonly group: string
}

/** Made beside everything else: nothing waits for it but the server. @param group of a cluster that is there, which may use what is in it */
export function publicAddress(cloud: Cloud, group: Input<string>): PublicIPAddress | undefined {
  const { server, region, tags, label, group: name } = cloud.azure
  if (server.exposure.kind !== 'load-balancer') return undefined
  return new PublicIPAddress(
    'address',
    {
      ...{ resourceGroupName: group, publicIpAddressName: name, location: region, tags },
      sku: { name: 'Standard', tier: 'Regional' },
      ...{ publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
      dnsSettings: { domainNameLabel: label },
    },
    inCloud(cloud),
  )
}

export function addressOf(cloud: Cloud, { access, given, address, group }: Way): ServerAddress {
  const { exposure } = cloud.azure.server
  if (exposure.kind === 'none') return { host: undefined, ready: [] }
  if (exposure.kind !== 'load-balancer' || !address)
    return { host: exposure.kind === 'load-balancer' ? undefined : exposure.host, ready: [] }
  const isTls = exposure.tls !== undefined
  const settings = addressSettings(given, isTls)
  // It is taken off the address before that goes.
  const service = addressService(
    { ...access, after: [...access.after, address] },
    {
      ...{ server: cloud.azure.server, given, isTls, type: 'LoadBalancer' },
      annotations: { ...balancerAnnotations(cloud.azure.group, group), ...settings.annotations },
      spec: { externalTrafficPolicy: 'Local', ...settings.spec },
    },
  )
  return { host: hostOf(exposure.host, address), ready: [service] }
}

/** https://learn.microsoft.com/azure/aks/static-ip */
function balancerAnnotations(name: string, group: string) {
  const prefix = 'service.beta.kubernetes.io/azure'
  return { [`${prefix}-pip-name`]: name, [`${prefix}-load-balancer-resource-group`]: group }
}

/** The domain, or Azure's own name for the address. */
function hostOf(domain: string | undefined, { dnsSettings, ipAddress }: PublicIPAddress): Output<string> {
  if (domain === undefined) return dnsSettings.apply((settings) => settings?.fqdn ?? '')
  if (!runtime.isDryRun()) ipAddress.apply((address) => sayWhereToLead(domain, address ?? ''))
  return output(domain)
}

/** Until the name leads there nobody reaches the server, and no authority grants a certificate. */
async function sayWhereToLead(domain: string, address: string): Promise<void> {
  if (await leadsTo(domain, address)) return
  await log.warn(`Let ${domain} lead to ${address}: as far as is known here, it does not yet.`)
}
