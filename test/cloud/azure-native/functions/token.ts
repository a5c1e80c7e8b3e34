/** Tokens of Entra ID, as far as anybody looks into them: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
import type { Session } from '../../frame/definition.ts'
import { isProperties, type Properties } from '../../frame/properties.ts'

const HOUR_SECONDS = 3600

/** @param audience whom it is for */
export function tokenFor({ identity }: Session, audience: string): string {
  const now = Math.floor(Date.now() / 1000)
  const { clientId, tenantId } = identity.credentials
  const claims = {
    ...{ aud: audience, iss: `https://sts.windows.net/${tenantId}/`, tid: tenantId },
    ...{ iat: now, nbf: now, exp: now + HOUR_SECONDS },
    ...{ appid: clientId, oid: identity.principal, idtyp: 'app' },
  }
  const words = [{ typ: 'JWT', alg: 'none' }, claims].map((each) =>
    Buffer.from(JSON.stringify(each)).toString('base64url'),
  )
  return `${words.join('.')}.simulated`
}

export function claimsIn(token: string): Properties {
  try {
    const found: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return isProperties(found) ? found : {}
  } catch {
    return {}
  }
}
