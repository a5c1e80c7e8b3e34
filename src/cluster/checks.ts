/** What has to be right in a cluster before a server can be put there. They change nothing. */
import type { Check, Finding } from '../../stacks/contract.ts'
import type { ClusterNeeds } from '../../stacks/program-contract.ts'
import type { Cluster } from './cluster.ts'
import { checkGateway, checkIngressClass, checkLoadBalancer } from './exposure-checks.ts'
import { fail, pass, unlessForbidden } from './finding.ts'
import { checkNames, checkSecrets } from './namespace-checks.ts'
import { checkNodes } from './node-check.ts'
import { clusterVersion } from './open-cluster.ts'
import { checkPermissions } from './permission-check.ts'
import { checkStorage } from './storage-check.ts'

/** Second number of the oldest Kubernetes that our chart installs on: its `kubeVersion`. */
const OLDEST_MINOR = 25

export interface CheckedRelease {
  /** Whether zen's own state knows a release there. Left out when that is not known. */
  readonly isOurs?: boolean
}

type Look = (cluster: Cluster, signal?: AbortSignal) => Promise<Finding>

/**
 * @param open called once, by the first check that runs; what it throws is a finding of `cluster` alone
 */
export function clusterChecks(
  open: () => Promise<Cluster>,
  needs: ClusterNeeds,
  { isOurs }: CheckedRelease = {},
): readonly Check[] {
  const reached = onceReached(open)
  const { volumes, loadBalancer, ingressClass, gateway, secrets = [], kinds } = needs
  const check = (id: string, title: string, subject: string, look: Look): Check => ({
    id: `cluster-${id}`,
    title,
    run: async (signal) => {
      const cluster = await reached(signal).catch(() => undefined)
      if (!cluster) return pass('Not looked at, because the cluster does not answer.')
      return unlessForbidden(subject, look(cluster, signal))
    },
  })
  const usesIngress = ingressClass !== undefined || kinds.some(({ resource }) => resource === 'ingresses')
  return [
    {
      id: 'cluster',
      title: 'The cluster answers',
      run: async (signal) => checkVersion(await reached(signal), signal),
    },
    check('permissions', 'You may do what is needed', 'rights', (it, signal) =>
      checkPermissions(it, needs, signal),
    ),
    check('names', 'The names are free', 'objects', (it, signal) => checkNames(it, needs, isOurs, signal)),
    check('nodes', 'A node can run the server', 'nodes', checkNodes),
    ...(volumes
      ? [
          check('storage', 'There are volumes', 'StorageClasses', (it, signal) =>
            checkStorage(it, volumes.storageClass, signal),
          ),
        ]
      : []),
    ...(loadBalancer
      ? [check('load-balancer', 'There are load balancers', 'services and nodes', checkLoadBalancer)]
      : []),
    ...(usesIngress
      ? [
          check('ingress', 'The Ingress class is there', 'Ingress classes', (it, signal) =>
            checkIngressClass(it, ingressClass, signal),
          ),
        ]
      : []),
    ...(gateway
      ? [
          check('gateway', 'The Gateway is there', 'Gateways', (it, signal) =>
            checkGateway(it, gateway, signal),
          ),
        ]
      : []),
    ...(secrets.length > 0
      ? [
          check('secrets', 'The Secrets are there', 'Secrets', (it, signal) =>
            checkSecrets(it, secrets, signal),
          ),
        ]
      : []),
  ]
}

/** The cluster, opened and asked for its version once for all checks. */
function onceReached(open: () => Promise<Cluster>): (signal?: AbortSignal) => Promise<Cluster> {
  let asked: Promise<Cluster> | undefined
  return (signal) => {
    asked ??= open().then(async (cluster) => {
      await clusterVersion(cluster, signal)
      return cluster
    })
    return asked
  }
}

async function checkVersion(cluster: Cluster, signal: AbortSignal | undefined): Promise<Finding> {
  const version = await clusterVersion(cluster, signal)
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? []
  const message = `The cluster of ${cluster.where} runs Kubernetes ${version.replace(/^v/, '')}.`
  if (Number(major) > 1 || Number(minor) >= OLDEST_MINOR) return pass(message)
  return fail(
    message,
    `zen needs Kubernetes 1.${OLDEST_MINOR} or newer: upgrade the cluster, or choose another --context.`,
  )
}
