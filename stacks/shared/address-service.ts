/** The Service that leads to the server from outside its cluster: zen's own, made before the release. */
import { Service } from '@pulumi/kubernetes/core/v1/service.js'
import type { Secrets } from '../contract.ts'
import type { ServerSpec } from '../server-spec.ts'
import type { Values } from '../values.ts'
import { isGranted } from './chart-values.ts'
import { type ClusterAccess, inCluster } from './cluster-access.ts'

export interface AddressService {
  readonly server: ServerSpec
  /** What a person gave. */
  readonly given: Secrets
  readonly isTls: boolean
  readonly type: 'LoadBalancer' | 'NodePort'
  /** Ports of the nodes, where something outside the cluster has to know them. */
  readonly nodePorts?: NodePorts
  readonly annotations?: Values
  /** What somebody else decided about it. */
  readonly spec?: Values
}

export interface NodePorts {
  readonly http: number
  readonly https: number
}

/** Minutes that a load balancer has to come up: clouds need up to three, clusters without one need for ever. */
const patience = '5m'

export function addressService(access: ClusterAccess, wish: AddressService): Service {
  const { server, given, isTls, type, annotations, spec } = wish
  return new Service(
    'address',
    {
      metadata: {
        name: `${server.release}-address`,
        namespace: access.namespace,
        labels: { ...selector(server, 'address'), 'app.kubernetes.io/managed-by': 'zen' },
        annotations: { ...annotations, ...awaitAnnotations(type) },
      },
      spec: {
        ...spec,
        ...{ type, selector: selector(server, isTls ? 'caddy' : 'server'), ports: portsOf(wish) },
        // The authority calls back as soon as it is asked: one that found nobody there is asked again a minute later.
        ...(isGranted(server.exposure, given) ? { publishNotReadyAddresses: true } : {}),
      },
    },
    { ...inCluster(access), customTimeouts: { create: patience, update: patience } },
  )
}

/**
 * Without the first the provider would wait for pods behind the Service, which come later and need its address.
 * The second lets zen go on with a Service that an interrupted run left behind.
 */
function awaitAnnotations(type: AddressService['type']) {
  return {
    'pulumi.com/patchForce': 'true',
    ...(type === 'LoadBalancer'
      ? { 'pulumi.com/waitFor': 'jsonpath={.status.loadBalancer.ingress}' }
      : { 'pulumi.com/skipAwait': 'true' }),
  }
}

function portsOf({ isTls, nodePorts }: AddressService) {
  const http = port('http', 80, nodePorts?.http)
  return isTls ? [http, port('https', 443, nodePorts?.https)] : [http]
}

function port(name: string, number: number, nodePort: number | undefined) {
  return {
    ...{ name, port: number, targetPort: name, protocol: 'TCP' },
    ...(nodePort === undefined ? {} : { nodePort }),
  }
}

/** As the chart labels its pods. */
function selector({ release }: ServerSpec, component: string) {
  return {
    'app.kubernetes.io/name': 'zenml',
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': component,
  }
}
