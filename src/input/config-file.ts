import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import type { RawValues } from '../deployment/option-value.ts'
import { didYouMean } from '../deployment/suggestion.ts'
import { configFileUnreadable, type Problem } from '../errors/usage.ts'
import { messageOf, readRefusal } from '../errors/zen-error.ts'

/**
 * Values of a configuration file by flag name.
 * @throws ZenError `USAGE` when the file is missing, is not YAML or is not a mapping.
 */
export async function readConfigFile(file: string): Promise<RawValues> {
  const document = parseDocument(await textOf(file))
  const [error] = document.errors
  if (error) throw configFileUnreadable(file, messageOf(error).split('\n')[0] ?? 'it is not YAML')
  const content: unknown = document.toJS()
  if (content === null || content === undefined) return {}
  if (!isMapping(content)) throw configFileUnreadable(file, 'it must hold "flag: value" lines')
  return content
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw configFileUnreadable(file, readRefusal(error))
  }
}

function isMapping(value: unknown): value is RawValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a key of a configuration file may be. */
export interface Keys {
  readonly known: readonly string[]
  /** Refused, because a configuration file is read by others, and committed. */
  readonly secret: readonly string[]
  /** What only flag and variable can say. */
  readonly typedOnly: readonly string[]
}

/** Keys that mean nothing, or must not be there. */
export function problemsOfKeys(values: RawValues, keys: Keys): readonly Problem[] {
  return Object.keys(values).flatMap((key) => {
    const message = problemOfKey(key, keys)
    return message === undefined ? [] : [{ flag: key, message }]
  })
}

function problemOfKey(key: string, { known, secret, typedOnly }: Keys): string | undefined {
  if (known.includes(key)) return undefined
  if (secret.includes(key)) return `The configuration file must not hold "${key}": use "${key}-file"`
  if (typedOnly.includes(key)) return `The configuration file can't set "${key}": use --${key}`
  return `The configuration file has an unknown key "${key}"${didYouMean(key, known)}`
}
