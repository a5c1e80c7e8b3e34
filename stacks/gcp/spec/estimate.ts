/** How long a deployment at Google Cloud takes, and what it costs a month, without asking anybody. */
import type { Estimate, EstimatePart, Spec } from '../../contract.ts'
import { cents, estimateOf, hoursPerMonth } from '../../shared/spec/estimate.ts'
import { type GcpSpec, gcpSpecOf } from './gcp-spec.ts'
import {
  databasePrice,
  factorOf,
  freeControlPlane,
  hourly,
  nodePrice,
  perGigabyte,
  pricesAsOf,
} from './prices.ts'

/** Gigabytes of a node's own disk. */
export const nodeDisk = 50

export function estimate(spec: Spec): Estimate {
  const gcp = gcpSpecOf(spec)
  const factor = factorOf(gcp.region)
  const parts = [networkPart, clusterPart, databasePart, serverPart].flatMap(
    (part) => part(gcp, factor) ?? [],
  )
  return estimateOf({ asOf: pricesAsOf, parts, unpriced: unpricedIn(gcp) })
}

/** The way out for nodes. Until the first one is there, APIs are enabled. */
function networkPart({ network, cluster }: GcpSpec, factor: number): EstimatePart | undefined {
  if (network.kind === 'existing' || cluster.kind === 'existing') return undefined
  const perHour = cluster.nodes * hourly.nat * factor + hourly.publicAddress
  return { part: 'network', minutes: 4, monthlyUsd: cents(perHour * hoursPerMonth) }
}

/** Control plane, nodes and their disks. A zonal control plane is free, once for a billing account. */
function clusterPart({ cluster, isProduction }: GcpSpec, factor: number): EstimatePart | undefined {
  if (cluster.kind === 'existing') return undefined
  const node = (nodePrice(cluster.nodeType) ?? 0) * hoursPerMonth + nodeDisk * perGigabyte.nodeDisk
  const plane = hourly.controlPlane * hoursPerMonth
  const free = isProduction ? 0 : Math.min(plane, freeControlPlane)
  return { part: 'cluster', minutes: 8, monthlyUsd: cents(plane - free + cluster.nodes * node * factor) }
}

function databasePart({ database }: GcpSpec, factor: number): EstimatePart | undefined {
  if (!database) return undefined
  const { tier, storage, isRegional } = database
  const one = (databasePrice(tier) ?? 0) * hoursPerMonth + storage * perGigabyte.databaseDisk
  const minutes = isRegional ? 15 : 11
  return { part: 'database', minutes, monthlyUsd: cents(one * (isRegional ? 2 : 1) * factor) }
}

/** Load balancer; its address costs nothing while it is in use there. */
function serverPart({ server }: GcpSpec, factor: number): EstimatePart {
  const isPublic = server.exposure.kind === 'load-balancer'
  const dollars = hourly.forwardingRule * hoursPerMonth * factor
  return { part: 'server', minutes: 4, monthlyUsd: isPublic ? cents(dollars) : 0 }
}

function unpricedIn({ cluster, database }: GcpSpec): readonly string[] {
  const node = cluster.kind === 'new' && nodePrice(cluster.nodeType) === undefined
  const size = database !== undefined && databasePrice(database.tier) === undefined
  return [
    ...(node ? [`--node-type ${cluster.nodeType}`] : []),
    ...(size ? [`--database-class ${database.tier}`] : []),
  ]
}
