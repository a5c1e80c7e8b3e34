/** Tokens that open clusters: who made them for whom, and whether they are let in. */
import { flagAt, textAt, valueAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import * as kinds from '../kinds.ts'
import { issuerOf } from '../principal.ts'

/** How long a token is good. */
const TOKEN_MINUTES = 15
const prefix = 'k8s-aws-v1.'

/** Good for a quarter of an hour, and never twice the same. */
export function clusterToken(view: View, principal: string, cluster: string): string {
  const words = JSON.stringify({
    account: view.account,
    region: view.region,
    cluster,
    principal,
    at: view.now,
  })
  return `${prefix}${Buffer.from(words).toString('base64url')}`
}

export function letsIn(cluster: CloudObject, token: string, view: View): boolean {
  const bearer = bearerOf(token)
  const { minuteMs, loginsSince } = view.settings
  const madeAt = Number(valueAt(bearer, 'at'))
  const age = Date.now() - madeAt
  const isFresh = madeAt >= loginsSince && age <= TOKEN_MINUTES * (minuteMs > 0 ? minuteMs : 60_000)
  if (!isFresh || textAt(bearer, 'cluster') !== cluster.id || textAt(bearer, 'region') !== cluster.region)
    return false
  const principal = issuerOf(textAt(bearer, 'principal') ?? '')
  const isMaker = cluster.outputs['__createdBy'] === principal
  if (isMaker && flagAt(cluster.outputs, 'accessConfig.bootstrapClusterCreatorAdminPermissions')) return true
  return view
    .list(kinds.accessPolicyAssociation)
    .some(({ outputs }) => outputs['clusterName'] === cluster.id && outputs['principalArn'] === principal)
}

/** Whoever a simulated cloud minted this token for. */
function bearerOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.replace(prefix, ''), 'base64url').toString())
  } catch {
    return undefined
  }
}
