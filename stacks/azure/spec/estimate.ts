/** How long a deployment at Azure takes, and what it costs a month, without asking anybody. */
import type { Estimate, EstimatePart, Spec } from '../../contract.ts'
import { cents, estimateOf, hoursPerMonth } from '../../shared/spec/estimate.ts'
import { type AzureSpec, azureSpecOf } from './azure-spec.ts'
import { databasePrice, factorOf, hourly, monthly, nodePrice, perGigabyte, pricesAsOf } from './prices.ts'

/** Gigabytes of a node's own disk. */
export const nodeDisk = 64

export function estimate(spec: Spec): Estimate {
  const azure = azureSpecOf(spec)
  const factor = factorOf(azure.region)
  const parts = [networkPart, clusterPart, databasePart, serverPart].flatMap(
    (part) => part(azure, factor) ?? [],
  )
  return estimateOf({ asOf: pricesAsOf, parts, unpriced: unpricedIn(azure) })
}

/** It costs nothing by itself. */
function networkPart({ network }: AzureSpec): EstimatePart | undefined {
  return network.kind === 'existing' ? undefined : { part: 'network', minutes: 2, monthlyUsd: 0 }
}

/** Control plane, nodes and their disks, and the address that they go out by. */
function clusterPart({ cluster }: AzureSpec, factor: number): EstimatePart | undefined {
  if (cluster.kind === 'existing') return undefined
  const node = (nodePrice(cluster.nodeType) ?? 0) * hoursPerMonth + monthly.nodeDisk
  const plane = cluster.tier === 'Standard' ? hourly.controlPlane * hoursPerMonth : 0
  const out = hourly.publicAddress * hoursPerMonth
  return { part: 'cluster', minutes: 8, monthlyUsd: cents(plane + out + cluster.nodes * node * factor) }
}

function databasePart({ database }: AzureSpec, factor: number): EstimatePart | undefined {
  if (!database) return undefined
  const { size, storage, standby } = database
  const one = (databasePrice(size) ?? 0) * hoursPerMonth + storage * perGigabyte.database
  const hasStandby = standby !== 'Disabled'
  const dollars = one * (hasStandby ? 2 : 1) * factor + monthly.privateZone
  return { part: 'database', minutes: hasStandby ? 15 : 11, monthlyUsd: cents(dollars) }
}

/** Load balancer, which a cluster of ours has for its way out too, and address. */
function serverPart({ server, cluster }: AzureSpec, factor: number): EstimatePart {
  const isPublic = server.exposure.kind === 'load-balancer'
  const balancer = cluster.kind === 'new' || isPublic ? hourly.loadBalancer * factor : 0
  const address = isPublic ? hourly.publicAddress : 0
  return { part: 'server', minutes: 4, monthlyUsd: cents((balancer + address) * hoursPerMonth) }
}

function unpricedIn({ cluster, database }: AzureSpec): readonly string[] {
  const node = cluster.kind === 'new' && nodePrice(cluster.nodeType) === undefined
  const size = database !== undefined && databasePrice(database.size) === undefined
  return [
    ...(node ? [`--node-type ${cluster.nodeType}`] : []),
    ...(size ? [`--database-class ${database.size}`] : []),
  ]
}
