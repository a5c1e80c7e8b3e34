import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { configSchema } from '../../scripts/config-schema.ts'
import { flagName } from '../../src/deployment/flag-name.ts'
import { commandOptions } from '../../src/input/command-options.ts'
import type { Provider } from '../../stacks/contract.ts'
import { docker } from '../../stacks/docker/provider.ts'
import { providers } from '../../stacks/index.ts'
import { root } from './source-file.ts'

const validate = new Ajv({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(root, 'schemas/config.schema.json'), 'utf8')),
)

describe('the schema of the configuration file', () => {
  test('knows every option under the name of its flag', () => {
    const { properties } = configSchema(commandOptions, providers)
    const all = [...commandOptions, ...providers.flatMap(({ options }) => options)].map(flagName)

    expect(Object.keys(properties).sort()).toEqual(
      [...new Set(all)]
        .filter((flag) => !['config', 'json', 'debug', 'guided', 'forget'].includes(flag))
        .sort(),
    )
  })

  test.each([
    ['nothing at all', {}],
    ['a provider with its options', { provider: 'docker', name: 'team', port: 8080, restart: 'no' }],
    ['the file of a secret', { provider: 'docker', 'password-file': 'secret.txt' }],
    ['options of several providers as long as none is named', { python: 'python3', image: 'zenml' }],
    ['a switch', { provider: 'local', connect: false, yes: true }],
  ])('accepts %s', (_what, config) => {
    expect(validate(config)).toBe(true)
  })

  test.each([
    ['a secret', { password: 'hunter2' }],
    ['an unknown key', { prot: 8080 }],
    ['a provider that does not exist', { provider: 'mars' }],
    ['text for a number', { port: 'eighty' }],
    ['a value that is not among the choices', { restart: 'sometimes' }],
    ['an option of another provider', { provider: 'local', image: 'zenml' }],
    ['what decides how the file is read or how words are printed', { json: true }],
    ['what needs a person', { guided: true }],
    ['what gives things up', { forget: true }],
    ['a list', ['provider']],
  ])('refuses %s', (_what, config) => {
    expect(validate(config)).toBe(false)
  })

  test('names a default only where all providers agree on it', () => {
    const other: Provider = {
      ...docker,
      id: 'other',
      options: docker.options.map((option) =>
        option.flag === 'restart' ? { ...option, default: 'always' } : option,
      ),
    }

    expect(configSchema([], [docker]).properties['restart']).toHaveProperty('default', 'unless-stopped')
    expect(configSchema([], [docker, other]).properties['restart']).not.toHaveProperty('default')
  })

  test('accepts every example of the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const examples = [...readme.matchAll(/```yaml\n(# yaml-language-server[^`]*)```/g)].map(
      ([, text]) => text ?? '',
    )

    expect(examples.length).toBeGreaterThan(0)
    expect(examples.filter((text) => !validate(parse(text)))).toEqual([])
  })
})
