/**
 * The address at the cluster's load balancer. It is a Service of its own, made before the release: only with the
 * address is there a name, and only with the name can the chart ask for a certificate.
 */
import type { Service } from '@pulumi/kubernetes/core/v1/service.js'
import { log, type Output, type Resource, RunError, runtime } from '@pulumi/pulumi'
import type { Secrets } from '../contract.ts'
import type { Exposure, ServerSpec } from '../server-spec.ts'
import { addressService } from './address-service.ts'
import { addressSettings } from './chart-values.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { firstIngress, type LoadBalancerStatus, leadsTo } from './name-resolution.ts'
import { nameOfAddress } from './server-url.ts'

export interface Address {
  /** Where {@link host} is the server. */
  readonly host: Output<string>
  readonly service: Resource
}

interface AddressRequest {
  readonly server: ServerSpec
  readonly exposure: Extract<Exposure, { kind: 'load-balancer' }>
  readonly given: Secrets
}

export function loadBalancer(access: ClusterAccess, { server, exposure, given }: AddressRequest): Address {
  const isTls = exposure.tls !== undefined
  const settings = addressSettings(given, isTls)
  const service = addressService(access, { server, given, isTls, type: 'LoadBalancer', ...settings })
  if (exposure.host !== undefined) sayWhereToLead(exposure.host, service)
  return { host: service.status.apply((status) => exposure.host ?? hostOf(status, isTls)), service }
}

/** @throws RunError when the load balancer has only a name, out of which no other can be made. */
function hostOf(status: LoadBalancerStatus | undefined, isTls: boolean): string {
  const { ip, hostname } = firstIngress(status)
  // A certificate is made out to a name; without one, the fewer others are needed to get there the better.
  const plain = ip?.includes(':') ? `[${ip}]` : (ip ?? hostname)
  if (!isTls && plain !== undefined) return plain
  if (ip !== undefined) return nameOfAddress(ip)
  throw new RunError(
    `The load balancer has a name (${hostname}) and no address, out of which zen could make a host name: give --domain, and let it lead there (CNAME).`,
  )
}

/** Until the name leads there nobody reaches the server, and no authority grants a certificate. */
function sayWhereToLead(domain: string, service: Service): void {
  if (runtime.isDryRun()) return
  service.status.apply(async (status) => {
    const { ip, hostname } = firstIngress(status)
    const goal = ip ?? hostname
    if (goal !== undefined && !(await leadsTo(domain, goal)))
      await log.warn(`Let ${domain} lead to ${goal}: as far as is known here, it does not yet.`, service)
  })
}
