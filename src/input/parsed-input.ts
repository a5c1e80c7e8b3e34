/** From argv, environment and configuration file to values, with every problem found on the way. */
import type { Option, OptionValue, Secrets } from '../../stacks/contract.ts'
import { flagName } from '../deployment/flag-name.ts'
import { parseOption, type RawValues } from '../deployment/option-value.ts'
import { nearest } from '../deployment/suggestion.ts'
import { type Problem, usageError, variableOf } from '../errors/usage.ts'
import { everyOption } from './command-options.ts'
import { problemsOfKeys, readConfigFile } from './config-file.ts'
import { textOf } from './input-values.ts'
import { readSecretValues } from './secret-values.ts'

/** What a command line says, as far as oclif can tell. */
export interface CommandLine {
  /** Values of flags that were typed, and of arguments that are the short form of a flag, except NAME. */
  readonly typed: RawValues
  readonly unknownFlags: readonly string[]
  readonly extraArguments: readonly string[]
  readonly name?: string
}

export interface InputSources {
  readonly commandLine: CommandLine
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: () => NodeJS.ReadableStream
  /** Options of the command itself, global ones included. */
  readonly commandOptions: readonly Option[]
  /** Options of providers that the command passes on; parsed later, when the provider is known. */
  readonly providerOptions: readonly Option[]
}

/** Everything a person said, before anybody decided what it means. */
export interface Input {
  /** Values of the command's own options, defaults included. */
  readonly values: Readonly<Record<string, OptionValue>>
  /** Provider options from flags and variables, as written. */
  readonly given: RawValues
  /** Provider options from the configuration file, as written. */
  readonly config: RawValues
  /** Names of flags that were typed, as opposed to set by a variable. */
  readonly typed: readonly string[]
  readonly secrets: Secrets
  readonly problems: readonly Problem[]
  /** The argument NAME, or `--name`. */
  readonly name: string | undefined
}

/** @throws ZenError `USAGE` when the configuration file can't be read; all other problems are in the result. */
export async function parseInput(sources: InputSources): Promise<Input> {
  const { commandLine, commandOptions, providerOptions, env, stdin } = sources
  const all = [...commandOptions, ...providerOptions]
  const given = { ...fromEnvironment(all, env), ...commandLine.typed, ...nameGiven(commandLine) }
  const config = await configOf(given)
  const own = ownValues(commandOptions, given, config)
  const secrets = await readSecretValues({ options: providerOptions, given, config, env, stdin })
  return {
    values: own.values,
    given,
    config,
    typed: Object.keys(commandLine.typed),
    secrets: secrets.secrets,
    problems: [
      ...problemsOfCommandLine(commandLine, all),
      ...problemsOfKeys(config, { known: knownKeys(all), secret: secretFlags, typedOnly: notInFile }),
      ...own.problems,
      ...secrets.problems,
    ],
    name: textOf(own.values['name']),
  }
}

function nameGiven({ name }: CommandLine): RawValues {
  return name === undefined ? {} : { name }
}

/** One file serves every command, so a key that only another command reads is known too. The likeliest are first. */
function knownKeys(options: readonly Option[]): readonly string[] {
  return [...options, ...everyOption].map(flagName).filter((name) => !notInFile.includes(name))
}

/** Whose value is never written down where others can read it. */
const secretFlags = everyOption.flatMap((option) => (flagName(option) === option.flag ? [] : [option.flag]))

/**
 * The file can't set these: they decide how it is read, how words are printed or that a person is there; or they give
 * things up, which is decided once, not for every run that reads the file.
 */
export const notInFile = ['config', 'json', 'debug', 'guided', 'forget']

function fromEnvironment(options: readonly Option[], env: InputSources['env']): RawValues {
  return Object.fromEntries(
    options.flatMap((option) => {
      const value = env[variableOf(flagName(option))]
      return value === undefined || value === '' ? [] : [[flagName(option), value]]
    }),
  )
}

async function configOf(given: RawValues): Promise<RawValues> {
  const file = given['config']
  return typeof file === 'string' ? readConfigFile(file) : {}
}

function ownValues(options: readonly Option[], given: RawValues, config: RawValues) {
  const values: Record<string, OptionValue> = {}
  const problems: Problem[] = []
  for (const option of options) {
    if (option.default !== undefined && typeof option.default !== 'function')
      values[option.flag] = option.default
    const raw = given[option.flag] ?? config[option.flag]
    if (raw === undefined) continue
    const parsed = parseOption(option, raw)
    if ('problem' in parsed) problems.push(parsed.problem)
    else values[option.flag] = parsed.value
  }
  return { values, problems }
}

function problemsOfCommandLine(line: CommandLine, options: readonly Option[]): readonly Problem[] {
  const known = options.map((option) => `--${flagName(option)}`)
  const { name } = line.typed
  const twice = line.name !== undefined && name !== undefined && name !== line.name
  const names = twice
    ? [{ flag: 'name', message: `Two names were given: "${line.name}" and --name "${name}"` }]
    : []
  return [
    ...line.unknownFlags.map((flag) => problemOfUnknownFlag(flag, known)),
    ...names,
    ...line.extraArguments.map((word) => problemOfExtraWord(word, options)),
  ]
}

function problemOfUnknownFlag(flag: string, known: readonly string[]): Problem {
  const secret = secretFlags.find((name) => flag === `--${name}`)
  if (secret !== undefined && known.includes(`${flag}-file`)) {
    const instead = `set ${variableOf(secret)}, or give ${flag}-file with a file that holds it`
    return { message: `There is no flag ${flag}, because other users can read what is typed: ${instead}` }
  }
  const near = nearest(flag, known)
  return { message: `There is no flag ${flag} here${near ? `, did you mean ${near}?` : ''}` }
}

/** `zen deploy docker` means a choice of some flag. */
function problemOfExtraWord(word: string, options: readonly Option[]): Problem {
  const meant = options.find(({ choices }) => choices?.includes(word))
  return {
    message: `"${word}" is one word too many${meant ? `, did you mean --${meant.flag} ${word}?` : ''}`,
  }
}

/** @throws ZenError `USAGE` with all problems. */
export function refuseProblems(problems: readonly Problem[], command: string): void {
  if (problems.length > 0) throw usageError(problems, command)
}
