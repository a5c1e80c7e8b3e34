/** The way into the cluster: the token of the login at Google Cloud, without any program on anybody's computer. */
import type { Cluster } from '@pulumi/gcp/container/cluster.js'
import { getClusterOutput } from '@pulumi/gcp/container/getCluster.js'
import { getClientConfigOutput } from '@pulumi/gcp/organizations/getClientConfig.js'
import { all, type Output, type Resource, secret } from '@pulumi/pulumi'
import { kubeconfig } from '../shared/kubeconfig.ts'
import type { Cloud } from './cloud.ts'
import type { ExistingCluster } from './spec/gcp-spec.ts'

export interface ClusterDoor {
  readonly name: string
  /** Without `https://` in front. */
  readonly endpoint: Output<string>
  /** In base64. */
  readonly certificateAuthority: Output<string>
}

export function doorOf(cluster: Cluster, name: string): ClusterDoor {
  const certificateAuthority = cluster.masterAuth.clusterCaCertificate
  return { name, endpoint: cluster.endpoint, certificateAuthority }
}

export function doorOfExisting({ gcp, provider }: Cloud, { name, location }: ExistingCluster): ClusterDoor {
  const found = getClusterOutput({ name, location, project: gcp.project }, { provider })
  const certificateAuthority = found.masterAuths.apply(([first]) => first?.clusterCaCertificate ?? '')
  return { name, endpoint: found.endpoint, certificateAuthority }
}

/** @param after what takes long: the token is asked for when that is there, so that its minutes are left for the server */
export function kubeconfigFor(
  { provider }: Cloud,
  door: ClusterDoor,
  after: readonly Resource[],
): Output<string> {
  const { accessToken } = getClientConfigOutput({ provider, dependsOn: [...after] })
  return secret(
    all([door.endpoint, door.certificateAuthority, accessToken]).apply(([endpoint, authority, token]) =>
      kubeconfig({
        ...{ name: door.name, server: serverAt(endpoint), certificateAuthority: authority, token },
      }),
    ),
  )
}

/** URL of a cluster's API. */
export function serverAt(endpoint: string): string {
  return `https://${endpoint}`
}
