/** What the cluster itself is told before the server comes. */
import { Namespace } from '@pulumi/kubernetes/core/v1/namespace.js'
import { Provider } from '@pulumi/kubernetes/provider.js'
import { StorageClass } from '@pulumi/kubernetes/storage/v1/storageClass.js'
import type { Output, Resource } from '@pulumi/pulumi'
import type { Spec } from '../contract.ts'
import { namespaceOf } from '../server-spec.ts'
import { namespaceLabels } from '../settle.ts'
import type { ClusterAccess } from '../shared/cluster-access.ts'
import type { Cloud } from './cloud.ts'
import { clusterArn } from './spec/names.ts'

/** Of volumes in clusters that zen made. */
export const storageClass = 'zen'

interface Login {
  readonly kubeconfig: Output<string>
  /** Nothing is there any more: it is only forgotten. */
  readonly isGone: boolean
}

export function clusterProvider({ aws }: Cloud, { kubeconfig, isGone }: Login): Provider {
  return new Provider('cluster', {
    kubeconfig,
    // With an identifier that stays, neither a new token nor a cluster that is gone looks like another cluster.
    clusterIdentifier: clusterArn(aws),
    ...(isGone ? { deleteUnreachable: true } : {}),
  })
}

export function namespaceIn(spec: Spec, provider: Provider, after: readonly Resource[]): ClusterAccess {
  const name = namespaceOf(spec)
  const namespace = new Namespace(
    'namespace',
    {
      metadata: { name, labels: namespaceLabels(spec), annotations: { 'pulumi.com/patchForce': 'true' } },
    },
    { provider, dependsOn: [...after] },
  )
  return { provider, namespace: name, after: [...after, namespace] }
}

/** Encrypted, tagged like everything, and made where the pod is. EKS has no class of its own that is used by default. */
export function volumes({ aws }: Cloud, provider: Provider, after: readonly Resource[]): StorageClass {
  const tags = Object.entries(aws.tags).map(([key, value], at) => [
    `tagSpecification_${at + 1}`,
    `${key}=${value}`,
  ])
  return new StorageClass(
    'volumes',
    {
      metadata: {
        name: storageClass,
        annotations: {
          'storageclass.kubernetes.io/is-default-class': 'true',
          'pulumi.com/patchForce': 'true',
        },
      },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true', ...Object.fromEntries(tags) },
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: true,
    },
    { provider, dependsOn: [...after] },
  )
}
