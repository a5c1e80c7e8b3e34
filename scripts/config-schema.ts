/** The JSON schema of the configuration file (`--config`), for editors: derived from the options, like the flags. */

import { flagName } from '../src/deployment/flag-name.ts'
import { notInFile } from '../src/input/parsed-input.ts'
import type { Option, Provider } from '../stacks/contract.ts'

export function configSchema(commandOptions: readonly Option[], providers: readonly Provider[]) {
  const own = commandOptions.filter((option) => !notInFile.includes(flagName(option)))
  const all = providers.flatMap(({ options }) => options)
  const names = [...new Set(all.map(flagName))]
  const usesOf = (name: string) => all.filter((option) => flagName(option) === name)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration file of zen',
    description:
      'Values for flags of zen: every key is the name of a flag. Used with --config FILE or ZEN_CONFIG.',
    type: 'object',
    properties: Object.fromEntries([
      ...own.map((option) => [option.flag, propertyOf([option])]),
      ...names.map((name) => [name, propertyOf(usesOf(name))]),
    ]),
    additionalProperties: false,
    allOf: providers.map((provider) => foreignKeysOf(provider, names)),
  }
}

/** One key; its default is named only where all providers that have the option agree on it. */
function propertyOf(uses: readonly Option[]) {
  const [option] = uses
  if (!option) return {}
  if (option.secret) return { type: 'string', description: fileDescription(option) }
  const choices = [...new Set(uses.flatMap(({ choices }) => choices ?? []))]
  const constants = new Set(
    uses.map(({ default: value }) => (typeof value === 'function' ? undefined : value)),
  )
  const [usual] = constants
  return {
    ...typeOf(option, choices),
    description: capitalized(option.summary),
    ...(constants.size === 1 && usual !== undefined ? { default: usual } : {}),
  }
}

/** Paths mean the same in the file as on the command line. */
function fileDescription({ summary, fromFile }: Option): string {
  const what = fromFile ? capitalized(summary) : `File that holds the ${summary}`
  return `${what}; a path from the folder that zen is started in`
}

function typeOf({ type }: Option, choices: readonly string[]) {
  const word = choices.length > 0 ? { type: 'string', enum: choices } : { type: 'string' }
  if (type === 'list') return { type: ['string', 'array'], items: word }
  return type === 'number' || type === 'boolean' ? { type } : word
}

/** Options of other providers are refused once the file names its provider. */
function foreignKeysOf({ id, options }: Provider, all: readonly string[]) {
  const own = options.map(flagName)
  return {
    if: { properties: { provider: { const: id } }, required: ['provider'] },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON schema, and never awaited
    then: {
      properties: Object.fromEntries(all.filter((key) => !own.includes(key)).map((key) => [key, false])),
    },
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
