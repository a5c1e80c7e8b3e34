/** What the client's files say when the client is connected: pure text in, text out. */
import { type ClientConfig, storedUrl } from './client-config.ts'
import type { ClientTexts } from './connection-history.ts'
import { toFacts } from './store-reader.ts'
import { entryOf, toEntry, withEntry, withFields } from './yaml-mapping.ts'
import { isValues, parseMapping, type Values } from './yaml-values.ts'

/** They belong to the store; the client chooses its defaults by itself when they are missing. */
export const ACTIVE_KEYS = ['active_stack_id', 'active_project_id', 'active_workspace_id'] as const

/** What to connect to, in the client's own terms. */
export interface Target {
  readonly config: ClientConfig
  /** Path of the file with `config.caCertificate`. */
  readonly certificate?: string
}

/**
 * The texts of a client connected to the target. Unchanged when they say so already.
 * Shapes: https://github.com/zenml-io/zenml/pull/3141 moved the API key out of `config.yaml` in 0.70.0.
 */
export function connectedTexts(texts: ClientTexts, target: Target): ClientTexts {
  const values = parseMapping(texts.config, 'config.yaml')
  const keepsKeyInStore = isBefore070(values['version'])
  return {
    config: connectedConfig(texts.config, values, storeFields(target, keepsKeyInStore)),
    ...(keepsKeyInStore
      ? texts.credentials !== undefined && { credentials: texts.credentials }
      : { credentials: connectedCredentials(texts.credentials, target.config) }),
  }
}

function storeFields({ config, certificate }: Target, keepsKeyInStore: boolean): Values {
  return {
    type: 'rest',
    url: storedUrl(config.url),
    verify_ssl: config.verifySsl ? (certificate ?? true) : false,
    ...(keepsKeyInStore && { api_key: config.apiKey }),
  }
}

function connectedConfig(text: string | undefined, values: Values, fields: Values): string {
  const before = values['store']
  const isSameServer = isValues(before) && toFacts(before).store?.url === fields['url']
  if (!isSameServer) {
    const withoutActive = ACTIVE_KEYS.reduce((rest, key) => withEntry(rest, key, undefined), text ?? '')
    return withEntry(withoutActive, 'store', toEntry('store', fields))
  }
  // The client adds fields of its own, such as a timeout; a secret that no longer counts must go.
  const isSameKey = before['api_key'] === fields['api_key']
  const changes = isSameKey ? fields : { ...fields, api_key: fields['api_key'], api_token: undefined }
  const entry = entryOf(text, 'store')
  const changed = withFields(entry, 'store', changes)
  return changed === entry ? (text ?? '') : withEntry(text, 'store', changed)
}

function connectedCredentials(text: string | undefined, { url, apiKey }: ClientConfig): string {
  const key = storedUrl(url)
  const before = parseMapping(text, 'credentials.yaml')[key]
  const isSameKey = isValues(before) && before['api_key'] === apiKey
  const entry = entryOf(text, key)
  const changed = withFields(entry, key, {
    url: key,
    api_key: apiKey,
    // It would make the client take the server for one of ZenML Pro.
    pro_api_url: undefined,
    ...(!isSameKey && { api_token: undefined }),
  })
  return changed === entry ? (text ?? '') : withEntry(text, key, changed)
}

/** A client that never said its version is taken for a new one. */
function isBefore070(version: unknown): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(String(version ?? '')) ?? []
  return major === '0' && Number(minor) < 70
}
