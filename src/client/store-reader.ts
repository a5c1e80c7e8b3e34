/** Reads the facts about the client that everybody asks for, without the YAML library where that is possible. */
import { storedUrl } from './client-config.ts'
import { readClientFile } from './client-file.ts'
import type { Store } from './connection-history.ts'

export interface StoreFacts {
  /** Version of the ZenML client that last wrote the file. */
  readonly version?: string
  readonly store?: Store
}

/** One word that means the same to every YAML reader. */
const WORD = /^[A-Za-z0-9][\w./:@%+~?=&-]*[\w/]$/
const TOP_LEVEL = /^([A-Za-z_]\w*):(?: (.*))?$/

/** Nothing when there is no file. @throws ZenError `CLIENT_FILE_…` */
export async function readStore(configFile: string): Promise<StoreFacts> {
  const text = await readClientFile(configFile)
  const plain = plainFacts(text ?? '')
  if (plain) return toFacts(plain)
  const { parseMapping, isValues } = await import('./yaml-values.ts')
  const { version, store } = parseMapping(text, configFile)
  return toFacts({ version, ...(isValues(store) && { type: store['type'], url: store['url'] }) })
}

/** Facts out of parsed values of any type. */
export function toFacts(values: Readonly<Record<string, unknown>>): StoreFacts {
  const { version, type, url } = values
  return {
    ...((typeof version === 'string' || typeof version === 'number') && { version: String(version) }),
    ...(typeof type === 'string' && {
      store: { type, ...(typeof url === 'string' && { url: storedUrl(url) }) },
    }),
  }
}

/** `version`, and `type` and `url` of `store`, when the file has the simple form that the client writes. */
function plainFacts(text: string): Record<string, string> | undefined {
  const facts: Record<string, string> = {}
  let section = ''
  let indent = ''
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#') || line.startsWith('- ')) continue
    const nested = /^( +)(?:(type|url): (.*))?/.exec(line)
    if (nested) {
      const [, spaces = '', key, value = ''] = nested
      indent ||= spaces
      if (section !== 'store' || key === undefined || spaces !== indent) continue
      if (!WORD.test(value)) return undefined
      facts[key] = value
      continue
    }
    const [, key, value = ''] = TOP_LEVEL.exec(line) ?? []
    if (key === undefined || (key === 'store' && value !== '') || line === '---') return undefined
    if (key === 'version' && !WORD.test(value)) return undefined
    if (key === 'version') facts['version'] = value
    section = key
    indent = ''
  }
  return facts
}
