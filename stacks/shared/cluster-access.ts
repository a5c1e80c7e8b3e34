import type { CustomResourceOptions, Input, ProviderResource, Resource } from '@pulumi/pulumi'

/** How a program puts things into a namespace of a cluster. */
export interface ClusterAccess {
  readonly provider: ProviderResource
  readonly namespace: Input<string>
  /** What must be there first, and goes last. */
  readonly after: readonly Resource[]
}

/** The options of a resource in that namespace. */
export function inCluster({ provider, after }: ClusterAccess): CustomResourceOptions {
  return { provider, dependsOn: [...after] }
}
