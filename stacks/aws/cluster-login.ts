/** The way into the cluster: a token of a quarter of an hour, without any program on anybody's computer. */
import type { Cluster } from '@pulumi/aws/eks/cluster.js'
import { getClusterOutput } from '@pulumi/aws/eks/getCluster.js'
import { getClusterAuthOutput } from '@pulumi/aws/eks/getClusterAuth.js'
import { all, type Input, type Output, type Resource, secret } from '@pulumi/pulumi'
import { kubeconfig } from '../shared/kubeconfig.ts'
import type { Cloud } from './cloud.ts'

export interface ClusterDoor {
  readonly name: Input<string>
  readonly endpoint: Output<string>
  /** In base64. */
  readonly certificateAuthority: Output<string>
  /** Its nodes and its pods are in it. */
  readonly securityGroup: Output<string>
}

export function doorOf(cluster: Cluster): ClusterDoor {
  return {
    name: cluster.name,
    endpoint: cluster.endpoint,
    certificateAuthority: cluster.certificateAuthority.data,
    securityGroup: cluster.vpcConfig.clusterSecurityGroupId,
  }
}

export function doorOfExisting({ provider }: Cloud, name: string): ClusterDoor {
  const found = getClusterOutput({ name }, { provider })
  return {
    name,
    endpoint: found.endpoint,
    certificateAuthority: found.certificateAuthorities.apply(([first]) => first?.data ?? ''),
    securityGroup: found.vpcConfig.clusterSecurityGroupId,
  }
}

/** @param after what takes long: the token is made when that is there, so that its minutes are left for the server */
export function kubeconfigFor(cloud: Cloud, door: ClusterDoor, after: readonly Resource[]): Output<string> {
  const options = { provider: cloud.provider, dependsOn: [...after] }
  const { token } = getClusterAuthOutput({ name: door.name }, options)
  const { name, endpoint, certificateAuthority } = door
  return secret(
    all([name, endpoint, certificateAuthority, token]).apply(([cluster, server, authority, login]) =>
      kubeconfig({ name: cluster, server, certificateAuthority: authority, token: login }),
    ),
  )
}
