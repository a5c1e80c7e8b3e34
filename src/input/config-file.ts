import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import type { RawValues } from '../deployment/option-value.ts'
import { nearest } from '../deployment/suggestion.ts'
import { configFileUnreadable, type Problem } from '../errors/usage.ts'
import { messageOf } from '../errors/zen-error.ts'

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
    throw configFileUnreadable(file, messageOf(error))
  }
}

function isMapping(value: unknown): value is RawValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys that mean nothing. `secrets` are refused by name: a configuration file is read by others, and committed. */
export function problemsOfKeys(
  values: RawValues,
  known: readonly string[],
  secrets: readonly string[],
): readonly Problem[] {
  return Object.keys(values).flatMap((key): Problem[] => {
    if (known.includes(key)) return []
    if (secrets.includes(key)) {
      return [{ flag: key, message: `The configuration file must not hold "${key}": use "${key}-file"` }]
    }
    const near = nearest(key, known)
    return [
      {
        message: `The configuration file has an unknown key "${key}"${near ? `, did you mean "${near}"?` : ''}`,
      },
    ]
  })
}
