/** One release in one cluster, as zen looks at it: what the other files of this room take. */
import type { KubeConfig } from '@kubernetes/client-node'
import type { ClusterPlace } from '../../stacks/program-contract.ts'

export interface Cluster {
  readonly place: ClusterPlace
  readonly kubeConfig: KubeConfig
  /** For people: `context "prod" (https://192.0.2.1:6443)`. */
  readonly where: string
}
