/** How long a deployment at AWS takes, and what it costs a month, without asking anybody. */
import type { Estimate, EstimatePart, Spec } from '../../contract.ts'
import { cents, estimateOf, hoursPerMonth } from '../../shared/spec/estimate.ts'
import { type AwsSpec, awsSpecOf } from './aws-spec.ts'
import { presetOf } from './presets.ts'
import { databasePrice, factorOf, hourly, nodePrice, perGigabyte, pricesAsOf } from './prices.ts'

/** Gigabytes of a node's own disk. */
export const nodeDisk = 50

export function estimate(spec: Spec): Estimate {
  const aws = awsSpecOf(spec)
  const factor = factorOf(aws.region)
  const parts = [networkPart, clusterPart, databasePart, serverPart].flatMap(
    (part) => part(aws, factor) ?? [],
  )
  return estimateOf({ asOf: pricesAsOf, parts, unpriced: unpricedIn(aws) })

  function networkPart({ network }: AwsSpec): EstimatePart | undefined {
    if (network.kind === 'existing') return undefined
    const gateways = presetOf(spec.options).perZone ? 2 : 1
    const dollars = gateways * hoursPerMonth * (hourly.natGateway * factor + hourly.publicAddress)
    return { part: 'network', minutes: 3, monthlyUsd: cents(dollars) }
  }
}

/** Control plane, nodes and their disks. */
function clusterPart({ cluster }: AwsSpec, factor: number): EstimatePart | undefined {
  if (cluster.kind === 'existing') return undefined
  const node = (nodePrice(cluster.nodeType) ?? 0) * hoursPerMonth + nodeDisk * perGigabyte.nodeDisk
  const dollars = hourly.controlPlane * hoursPerMonth + cluster.nodes * node * factor
  return { part: 'cluster', minutes: 14, monthlyUsd: cents(dollars) }
}

function databasePart({ database }: AwsSpec, factor: number): EstimatePart | undefined {
  if (!database) return undefined
  const { instanceClass, storage, isMultiZone } = database
  const one = (databasePrice(instanceClass) ?? 0) * hoursPerMonth + storage * perGigabyte.databaseDisk
  const minutes = isMultiZone ? 14 : 7
  return { part: 'database', minutes, monthlyUsd: cents(one * (isMultiZone ? 2 : 1) * factor) }
}

/** Load balancer and its addresses. */
function serverPart({ server, isProduction }: AwsSpec, factor: number): EstimatePart {
  const addresses = isProduction ? 2 : 1
  const isPublic = server.exposure.kind === 'load-balancer'
  const perHour = hourly.loadBalancer * factor + addresses * hourly.publicAddress
  return { part: 'server', minutes: 4, monthlyUsd: isPublic ? cents(perHour * hoursPerMonth) : 0 }
}

function unpricedIn({ cluster, database }: AwsSpec): readonly string[] {
  const node = cluster.kind === 'new' && nodePrice(cluster.nodeType) === undefined
  const size = database !== undefined && databasePrice(database.instanceClass) === undefined
  return [
    ...(node ? [`--node-type ${cluster.nodeType}`] : []),
    ...(size ? [`--database-class ${database.instanceClass}`] : []),
  ]
}
