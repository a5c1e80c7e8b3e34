import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Option, Secrets } from '../../stacks/contract.ts'
import type { RawValues } from '../deployment/option-value.ts'
import { type Problem, variableOf } from '../errors/usage.ts'
import { readRefusal } from '../errors/zen-error.ts'

export interface SecretSources {
  readonly options: readonly Option[]
  /** `--<flag>-file` or its variable. */
  readonly given: RawValues
  readonly config: RawValues
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: () => NodeJS.ReadableStream
}

/**
 * Values of secret options: a file named by flag or variable, else the variable itself, else a file named in the
 * configuration file. One line break at the end of a file is not part of the secret; a variable that is set to
 * nothing is not set. Each option is read once, however many providers share it: standard input has only one end.
 */
export async function readSecretValues({ options, given, config, env, stdin }: SecretSources) {
  const secrets: Record<string, string> = {}
  const problems: Problem[] = []
  const flags = new Set(options.filter(({ secret }) => secret).map(({ flag }) => flag))
  for (const flag of flags) {
    const inVariable = env[variableOf(flag)] || undefined
    const file = given[`${flag}-file`] ?? (inVariable === undefined ? config[`${flag}-file`] : undefined)
    try {
      const value = file === undefined ? inVariable : await contentOf(String(file), stdin)
      if (value === '') problems.push({ flag: `${flag}-file`, message: `--${flag}-file is empty` })
      else if (value !== undefined) secrets[flag] = value
    } catch (error) {
      problems.push({ flag: `${flag}-file`, message: `--${flag}-file can't be read: ${readRefusal(error)}` })
    }
  }
  return { secrets: secrets satisfies Secrets, problems }
}

async function contentOf(file: string, stdin: SecretSources['stdin']): Promise<string> {
  const content = file === '-' ? await text(stdin()) : await readFile(file, 'utf8')
  return content.replace(/\r?\n$/, '')
}
