/** How the client's files get back to what they were: pure text in, text out. */
import { isDeepStrictEqual } from 'node:util'
import { ACTIVE_KEYS } from './connected-texts.ts'
import type { ClientTexts, Connection } from './connection-history.ts'
import { entryOf, withEntry } from './yaml-mapping.ts'
import { commentsOf, isValues, parseMapping } from './yaml-values.ts'

type Text = string | undefined

/** One file at three times; `undefined` when it did not exist. */
interface Moments {
  readonly previous: Text
  readonly written: Text
  readonly current: Text
}

/** Both files as they were before the connection, with what others changed in them since. */
export function restoredTexts(connection: Connection, current: ClientTexts): ClientTexts {
  const { previous, written } = connection
  return toTexts(
    restored({ previous: previous.config, written: written.config, current: current.config }, [
      'store',
      ...ACTIVE_KEYS,
    ]),
    restored(
      { previous: previous.credentials, written: written.credentials, current: current.credentials },
      ownsCredentials(connection, current.credentials) ? [connection.url] : [],
    ),
  )
}

/** The credentials without the connection's own entry, or with what was in its place. */
export function withoutCredentials(connection: Connection, current: ClientTexts): ClientTexts {
  const { url, previous } = connection
  const entry = entryOf(current.credentials, url)
  if (entry === undefined || !ownsCredentials(connection, current.credentials)) return current
  const credentials = withEntry(current.credentials, url, entryOf(previous.credentials, url))
  const isOurFile = credentials === '' && previous.credentials === undefined
  return toTexts(current.config, isOurFile ? undefined : credentials)
}

/** An API key that somebody else put there is not zen's to remove. */
export function ownsCredentials({ url, apiKey }: Connection, credentials: Text): boolean {
  const entry = parseMapping(credentials, 'credentials.yaml')[url]
  return !isValues(entry) || entry['api_key'] === undefined || entry['api_key'] === apiKey
}

/**
 * The `own` keys get back what they held. Of the other keys, those that changed since keep their present value;
 * all other bytes are the previous ones. Comments that somebody added meanwhile turn this around: then the
 * present text stays, but for the own keys.
 */
function restored({ previous, written, current }: Moments, own: readonly string[]): Text {
  if (current === written) return previous
  if (hasNewComments(previous, current)) {
    return own.reduce<Text>((text, key) => withEntry(text, key, entryOf(previous, key)), current)
  }
  const text = changedKeys(written, current)
    .filter((key) => !own.includes(key))
    .reduce((base, key) => withEntry(base, key, entryOf(current, key)), previous ?? '')
  return text === '' && (previous === undefined || current === undefined) ? undefined : text
}

function hasNewComments(previous: Text, current: Text): boolean {
  const known = new Set(commentsOf(previous ?? ''))
  return commentsOf(current ?? '').some((comment) => !known.has(comment))
}

function changedKeys(written: Text, current: Text): readonly string[] {
  const before = parseMapping(written, '')
  const after = parseMapping(current, '')
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !isDeepStrictEqual(before[key], after[key]),
  )
}

function toTexts(config: Text, credentials: Text): ClientTexts {
  return { ...(config !== undefined && { config }), ...(credentials !== undefined && { credentials }) }
}
