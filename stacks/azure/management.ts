/**
 * Azure's own API, for what the provider has no functions for: asked with the token that the provider has, at the place
 * that the token is made out to. So it is always the cloud, and the login, that programs use.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { getClientToken } from '@pulumi/azure-native/authorization/getClientToken.js'
import type { Provider } from '@pulumi/azure-native/provider.js'
import { isValues, type Values } from '../values.ts'

export interface Management {
  /** @param path `/subscriptions/…` @param version of the API of that service @throws Error with Azure's words: `Status=404 Code="…" Message="…"` */
  get(path: string, version: string, query?: Readonly<Record<string, string>>): Promise<Values>
  post(path: string, version: string, body?: object): Promise<Values>
  /** What the token says of its bearer: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
  readonly claims: Values
}

export async function managementBy(provider: Provider): Promise<Management> {
  const { token } = await getClientToken({}, { provider })
  const claims = claimsIn(token)
  const base = baseFor(claims['aud'])
  const call = async (path: string, version: string, { query, ...rest }: Call) => {
    const url = new URL(path, base)
    for (const [key, value] of Object.entries({ ...query, 'api-version': version }))
      url.searchParams.set(key, value)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return answerOf(() => fetch(url, { ...rest, headers, signal: AbortSignal.timeout(patience) }))
  }
  return {
    claims,
    get: (path, version, query = {}) => call(path, version, { query }),
    post: (path, version, body = {}) => call(path, version, { method: 'POST', body: JSON.stringify(body) }),
  }
}

interface Call {
  readonly query?: Readonly<Record<string, string>>
  readonly method?: 'POST'
  readonly body?: string
}

/** Milliseconds. */
const patience = 60_000

const usualBase = 'https://management.azure.com'

/** Names that tokens have for the same place. */
const others: Readonly<Record<string, string>> = {
  'management.core.windows.net': usualBase,
  'management.core.usgovcloudapi.net': 'https://management.usgovcloudapi.net',
  'management.core.chinacloudapi.cn': 'https://management.chinacloudapi.cn',
}

/** @throws Error when the token would go over the network in clear text */
function baseFor(audience: unknown): string {
  if (typeof audience !== 'string' || !URL.canParse(audience)) return usualBase
  const url = new URL(audience)
  const isOnThisComputer = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !isOnThisComputer)
    throw new Error(`Azure's API is at ${url.origin}, where nothing is encrypted.`)
  return others[url.hostname] ?? url.origin
}

function claimsIn(token: string): Values {
  try {
    const found: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return isValues(found) ? found : {}
  } catch {
    return {}
  }
}

/** How often it is tried again when Azure is busy. */
const tries = 4
const longestPause = 20

async function answerOf(ask: () => Promise<Response>): Promise<Values> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await ask()
    const text = await response.text()
    if (response.ok) return parsed(text)
    const isBusy = response.status === 429 || response.status >= 500
    if (!isBusy || attempt === tries) throw new Error(wordsOf(response.status, parsed(text)))
    await delay(Math.min(Number(response.headers.get('retry-after') ?? attempt), longestPause) * 1000)
  }
}

function parsed(text: string): Values {
  try {
    const found: unknown = JSON.parse(text)
    return isValues(found) ? found : {}
  } catch {
    return {}
  }
}

/** As the provider says it. */
function wordsOf(status: number, { error }: Values): string {
  const { code = '', message = '' } = isValues(error) ? error : {}
  return `Status=${status} Code="${code}" Message="${message}"`
}

export function isNotFound(refusal: string): boolean {
  return /Status=404|NotFound/.test(refusal)
}
