/** APIs that a deployment at Google Cloud needs: https://cloud.google.com/service-usage/docs/enabled-service */
import type { GcpSpec } from './gcp-spec.ts'

export const apis = {
  compute: 'compute.googleapis.com',
  container: 'container.googleapis.com',
  sql: 'sqladmin.googleapis.com',
  serviceNetworking: 'servicenetworking.googleapis.com',
  iam: 'iam.googleapis.com',
  resourceManager: 'cloudresourcemanager.googleapis.com',
} as const

export type Api = keyof typeof apis

export function neededApis({ network, cluster, database }: GcpSpec): readonly Api[] {
  const isNew = cluster.kind === 'new'
  return [
    'compute',
    'container',
    ...(isNew ? (['iam', 'resourceManager'] as const) : []),
    ...(database ? (['sql'] as const) : []),
    ...(database && network.kind === 'new' ? (['serviceNetworking'] as const) : []),
  ]
}
