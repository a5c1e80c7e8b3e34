/**
 * The address at the cluster's load balancer. It is a Service of its own, made before the release: only with the
 * address is there a name, and only with the name can the chart ask for a certificate.
 */
import { Service } from '@pulumi/kubernetes/core/v1/service.js'
import { log, type Output, type Resource, RunError, runtime } from '@pulumi/pulumi'
import type { Secrets } from '../contract.ts'
import type { Exposure, ServerSpec } from '../server-spec.ts'
import { addressSettings } from './chart-values.ts'
import { type ClusterAccess, inCluster } from './cluster-access.ts'
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

/** Minutes that a load balancer has to come up: clouds need up to three, clusters without one need for ever. */
const patience = '5m'

export function loadBalancer(access: ClusterAccess, { server, exposure, given }: AddressRequest): Address {
  const isTls = exposure.tls !== undefined
  const { annotations, spec } = addressSettings(given, isTls)
  const service = new Service(
    'address',
    {
      metadata: {
        name: `${server.release}-address`,
        namespace: access.namespace,
        labels: labels(server, 'address'),
        annotations: { ...annotations, ...awaitAnnotations },
      },
      spec: {
        ...spec,
        type: 'LoadBalancer',
        selector: selector(server, isTls ? 'caddy' : 'server'),
        ports: isTls ? [port('http', 80), port('https', 443)] : [port('http', 80)],
      },
    },
    { ...inCluster(access), customTimeouts: { create: patience, update: patience } },
  )
  if (exposure.host !== undefined) sayWhereToLead(exposure.host, service)
  return { host: service.status.apply((status) => exposure.host ?? hostOf(status)), service }
}

/**
 * Without the first the provider would wait for pods behind the Service, which come later and need its address.
 * The second lets zen go on with a Service that an interrupted run left behind.
 */
const awaitAnnotations = {
  'pulumi.com/waitFor': 'jsonpath={.status.loadBalancer.ingress}',
  'pulumi.com/patchForce': 'true',
}

function port(name: string, number: number) {
  return { name, port: number, targetPort: name, protocol: 'TCP' }
}

/** As the chart labels its pods. */
function selector({ release }: ServerSpec, component: string) {
  return {
    'app.kubernetes.io/name': 'zenml',
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': component,
  }
}

function labels(server: ServerSpec, component: string) {
  return { ...selector(server, component), 'app.kubernetes.io/managed-by': 'zen' }
}

/** @throws RunError when the load balancer has only a name, out of which no other can be made. */
function hostOf(status: LoadBalancerStatus | undefined): string {
  const { ip, hostname } = firstIngress(status)
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
