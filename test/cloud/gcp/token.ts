/** Access tokens: who got them from whom, and how old they are. */
import type { Identity } from '../frame/identity.ts'
import { textAt, valueAt } from '../frame/properties.ts'
import type { Settings } from '../frame/view.ts'

const prefix = 'ya29.'
const TOKEN_MINUTES = 60

/** One of now; somebody who brought a token has that one. */
export function tokenFor({ credentials, principal, account }: Identity): string {
  const words = JSON.stringify({ principal, account, at: Date.now() })
  return credentials['accessToken'] ?? `${prefix}${Buffer.from(words).toString('base64url')}`
}

/** Whoever bears this token, while it is good. */
export function bearerOf({ identities, minuteMs, nodes }: Settings, token: string): Identity | undefined {
  const own = identities.find(({ credentials }) => credentials['accessToken'] === token)
  if (own) return own.expired ? undefined : own
  // Where real nodes stand behind clusters, theirs is the token of all.
  if (Object.values(nodes).some((node) => node.token === token))
    return identities.find(({ credentials }) => credentials['clientEmail'] !== undefined)
  const words = decoded(token)
  const age = Date.now() - Number(valueAt(words, 'at'))
  if (!(age <= TOKEN_MINUTES * (minuteMs > 0 ? minuteMs : 60_000))) return undefined
  return identities.find(
    ({ principal, account }) =>
      principal === textAt(words, 'principal') && account === textAt(words, 'account'),
  )
}

function decoded(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.replace(prefix, ''), 'base64url').toString())
  } catch {
    return undefined
  }
}
