import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Option, Secrets } from '../../stacks/contract.ts'
import { flagName } from '../deployment/flag-name.ts'
import type { RawValues } from '../deployment/option-value.ts'
import { type Problem, unreadableFile, variableOf } from '../errors/usage.ts'
import { readRefusal } from '../errors/zen-error.ts'

export interface SecretSources {
  readonly options: readonly Option[]
  /** `--<flag>-file`, or `--<flag>` of what comes from a file anyway, or its variable. */
  readonly given: RawValues
  readonly config: RawValues
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: () => NodeJS.ReadableStream
}

/**
 * Values of secret options: a file named by flag or variable, else the variable itself, else a file named in the
 * configuration file. Paths start at the folder that zen is started in, wherever they are written. One line break at
 * the end of a file is not part of the secret; a variable that is set to nothing is not set. Each option is read once,
 * however many providers share it: standard input has only one end.
 */
export async function readSecretValues(sources: SecretSources) {
  const secrets: Record<string, string> = {}
  const problems: Problem[] = []
  const options = new Map(
    sources.options.filter(({ secret }) => secret).map((option) => [option.flag, option]),
  )
  for (const option of options.values()) {
    const read = await readOption(option, sources)
    if (typeof read === 'string') secrets[option.flag] = read
    else if (read) problems.push(read)
  }
  return { secrets: secrets satisfies Secrets, problems }
}

async function readOption(option: Option, { given, config, env, stdin }: SecretSources) {
  const flag = flagName(option)
  const inVariable = option.fromFile ? undefined : env[variableOf(option.flag)] || undefined
  const file = given[flag] ?? (inVariable === undefined ? config[flag] : undefined)
  if (file === undefined) return inVariable
  try {
    const content = await contentOf(String(file), stdin)
    return content === '' && !option.fromFile ? { flag, message: `--${flag} is empty` } : content
  } catch (error) {
    return unreadableFile(flag, readRefusal(error))
  }
}

async function contentOf(file: string, stdin: SecretSources['stdin']): Promise<string> {
  const content = file === '-' ? await text(stdin()) : await readFile(file, 'utf8')
  return content.replace(/\r?\n$/, '')
}
