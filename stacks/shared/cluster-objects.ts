/** What a cluster in a cloud is told before the server comes. */
import { Namespace } from '@pulumi/kubernetes/core/v1/namespace.js'
import { Provider } from '@pulumi/kubernetes/provider.js'
import { StorageClass } from '@pulumi/kubernetes/storage/v1/storageClass.js'
import type { Input, Output, Resource } from '@pulumi/pulumi'
import type { Spec } from '../contract.ts'
import type { ServerSpec } from '../server-spec.ts'
import { namespaceOf } from '../server-spec.ts'
import { namespaceLabels } from '../settle.ts'
import type { ClusterAccess } from './cluster-access.ts'

/** Of volumes in clusters that zen made. */
const storageClass = 'zen'

/** In a cluster of ours there is one class of volumes. */
export function serverIn(kind: 'new' | 'existing', server: ServerSpec): ServerSpec {
  return kind === 'new' ? { ...server, storageClass } : server
}

interface Login {
  readonly kubeconfig: Output<string>
  /** Stays, so that neither a new token nor a cluster that is gone looks like another cluster. */
  readonly identifier: string
  /** Nothing is there any more: it is only forgotten. */
  readonly isGone: boolean
}

export function clusterProvider({ kubeconfig, identifier, isGone }: Login): Provider {
  return new Provider('cluster', {
    kubeconfig,
    clusterIdentifier: identifier,
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

/** How a cloud's own driver makes volumes. */
export interface VolumeMaker {
  /** `ebs.csi.aws.com` */
  readonly provisioner: string
  readonly parameters: Readonly<Record<string, Input<string>>>
}

/** The class that is used by default: labelled like everything else, and made where the pod is. */
export function volumes(maker: VolumeMaker, provider: Provider, after: readonly Resource[]): StorageClass {
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
      ...{ provisioner: maker.provisioner, parameters: { ...maker.parameters } },
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: true,
    },
    { provider, dependsOn: [...after] },
  )
}
