/** Names of what zen makes at AWS, inside every limit there for a deployment's name of 32 letters. */
import { baseName, fitting } from '../../shared/spec/names.ts'
import { partitionOf } from './regions.ts'

/** Names of clusters, and everything in one region that allows 100 letters. */
export function clusterName(name: string): string {
  return baseName(name)
}

interface ClusterPlace {
  readonly region: string
  readonly account: string
  readonly cluster: { readonly name: string }
}

/** What AWS calls a cluster, known before there is one. */
export function clusterArn({ region, account, cluster }: ClusterPlace): string {
  return `arn:${partitionOf(region)}:eks:${region}:${account}:cluster/${cluster.name}`
}

/**
 * Roles are the same in all regions, so theirs says which one. 64 letters at most:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function roleName(
  { name, region }: { readonly name: string; readonly region: string },
  use: string,
): string {
  return fitting(`${baseName(name)}-${region}-${use}`, 64)
}

/** Load balancers and target groups have 32 letters at most: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
export function balancerName(name: string, use: string): string {
  return fitting(`${baseName(name)}-${use}`, 32)
}

/** Databases, their groups and snapshots: no two hyphens in a row, https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export function databaseName(name: string): string {
  return fitting(baseName(name).replaceAll(/-{2,}/g, '-'), 63, baseName(name))
}
