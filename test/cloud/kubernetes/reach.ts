/** Whether a kubeconfig leads to a cluster that some simulated cloud runs, and lets its bearer in. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import * as aws from '../aws/kinds.ts'
import { issuerOf } from '../aws/principal.ts'
import { flagAt, isProperties, type Properties, textAt, valueAt } from '../frame/properties.ts'
import type { CloudObject } from '../frame/view.ts'
import type { World } from '../frame/world.ts'
import { placeOf } from './balancer.ts'

export interface Reach {
  readonly account: string
  /** Of its objects: see {@link placeOf}. */
  readonly region: string
  /** Why it can't be asked. */
  readonly unreachable?: string
}

/** How long a token is good. */
const TOKEN_MINUTES = 15

/** @param given text of a kubeconfig, or its path; without one, what `KUBECONFIG` names */
export function reachOf(
  world: World,
  given: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Reach {
  const config = kubeconfigIn(given ?? env['KUBECONFIG'])
  const server = textAt(config, 'clusters.0.cluster.server')
  if (server === undefined) {
    return { ...nowhere, unreachable: 'unable to load Kubernetes client configuration from kubeconfig file' }
  }
  const found = clusterAt(world, server)
  const loading = `unable to load schema information from the API server: `
  if (!found) {
    const host = new URL(server).host
    const words = `Get "${server}/openapi/v2?timeout=32s": dial tcp: lookup ${host}: no such host`
    return { ...nowhere, unreachable: `${loading}${words}` }
  }
  const place = { account: found.account, region: placeOf(found.region, found.id, server) }
  const token = textAt(config, 'users.0.user.token') ?? ''
  if (letsIn(world, found, token)) return place
  return { ...place, unreachable: `${loading}the server has asked for the client to provide credentials` }
}

const nowhere = { account: 'nobody', region: 'nowhere' }

function kubeconfigIn(given: string | undefined): Properties {
  if (given === undefined) return {}
  const text = given.includes('clusters') ? given : readFileSync(given, 'utf8')
  const found: unknown = parse(text)
  return isProperties(found) ? found : {}
}

function clusterAt(world: World, server: string): CloudObject | undefined {
  const everywhere = world.store.places('aws').flatMap((place) => world.store.list(place, aws.cluster))
  return everywhere.find(({ outputs, phase }) => outputs['endpoint'] === server && phase !== 'deleted')
}

function letsIn(world: World, cluster: CloudObject, token: string): boolean {
  const bearer = bearerOf(token)
  const settings = world.settings()
  const age = Date.now() - Number(valueAt(bearer, 'at'))
  const isFresh = age <= TOKEN_MINUTES * (settings.minuteMs > 0 ? settings.minuteMs : 60_000)
  if (!isFresh || textAt(bearer, 'cluster') !== cluster.id || textAt(bearer, 'region') !== cluster.region)
    return false
  const principal = issuerOf(textAt(bearer, 'principal') ?? '')
  const isMaker = cluster.outputs['__createdBy'] === principal
  if (isMaker && flagAt(cluster.outputs, 'accessConfig.bootstrapClusterCreatorAdminPermissions')) return true
  const links = world.store.list({ ...cluster, package: 'aws' }, aws.accessPolicyAssociation)
  return links.some(
    ({ outputs }) => outputs['clusterName'] === cluster.id && outputs['principalArn'] === principal,
  )
}

/** Whoever a simulated cloud minted this token for. */
function bearerOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.replace(/^k8s-aws-v1\./, ''), 'base64url').toString())
  } catch {
    return undefined
  }
}
