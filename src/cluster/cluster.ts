/** One release in one cluster, as zen looks at it: what the other files of this room take. */
import type { KubeConfig } from '@kubernetes/client-node'
import type { ClusterPlace } from '../../stacks/program-contract.ts'
import type { KubernetesApi } from './api.ts'

export interface Cluster {
  readonly place: ClusterPlace
  /** Knows how to log in: for what comes with the Kubernetes client, such as its web sockets. */
  readonly kubeConfig: KubeConfig
  readonly api: KubernetesApi
  /** Address of its API: `https://192.0.2.1:6443`. */
  readonly address: string
  /** For people: `context "prod" (https://192.0.2.1:6443)`. */
  readonly where: string
}
