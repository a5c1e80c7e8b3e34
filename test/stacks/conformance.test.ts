/** What every provider of the registry must be, so that everything else can be derived from it. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { configSchema } from '../../scripts/config-schema.ts'
import { bashScript } from '../../src/completion/bash.ts'
import { fishScript } from '../../src/completion/fish.ts'
import { zshScript } from '../../src/completion/zsh.ts'
import { flagName } from '../../src/deployment/flag-name.ts'
import { problemOfName } from '../../src/deployment/name.ts'
import { parseOption } from '../../src/deployment/option-value.ts'
import { variableOf } from '../../src/errors/usage.ts'
import { commandOptions, everyOption, serverVersionOption } from '../../src/input/command-options.ts'
import { commandSurface } from '../../src/input/command-surface.ts'
import type { Option, Provider } from '../../stacks/contract.ts'
import { providers, shortFormProvider } from '../../stacks/index.ts'
import { pluginVersions } from '../../stacks/plugin-versions.ts'
import { readManifest } from '../repo/manifest.ts'
import { readSource, root } from '../repo/source-file.ts'
import { guidedQuestion, hasDefaultToHand } from './guided-person.ts'

/** Words that begin with a capital wherever they stand. */
const names = ['Docker', 'Kubernetes', 'MySQL', 'Python', 'ZenML']

/** A fragment that fits into a sentence: lower case, no full stop. */
function isFragment(text: string): boolean {
  const [first = ''] = text.split(' ')
  return !text.endsWith('.') && text !== '' && (names.includes(first) || !/^[A-Z][a-z]/.test(first))
}

const manifest = readManifest()
const deployFlags = manifest.find(({ id }) => id === 'deploy')?.flags ?? {}
const surface = commandSurface(manifest, everyOption)
const optionsPage = readFileSync(join(root, 'docs/options.md'), 'utf8')
const scripts = { bash: bashScript(surface), zsh: zshScript(surface), fish: fishScript(surface) }

/** Options of commands that have provider's options too; `upgrade` hands its one on to the provider's. */
const others = commandOptions.filter((option) => option !== serverVersionOption)

/** A default as this computer would have it, with a client and without. */
function defaultsOf(option: Option) {
  const { default: usual } = option
  if (typeof usual !== 'function') return usual === undefined ? [] : [usual]
  return [usual({}), usual({ clientVersion: '0.70.0' })].filter((value) => value !== undefined)
}

/** The line about an option in its provider's part of docs/options.md. */
function rowOf(page: string, { id }: Provider, option: Option): string | undefined {
  const [, part = ''] = page.split(`: \`--provider ${id}\`\n`)
  const [own = ''] = part.split('\n## ')
  const value = option.type === 'boolean' ? '' : ` ${option.secret ? 'FILE' : option.placeholder}`
  return own.split('\n').find((line) => line.startsWith(`| \`--${flagName(option)}${value}\``))
}

/** Not offered to anybody before it has been through all its tests on simulated clouds. */
const unregistered: readonly string[] = []

test('every folder of stacks is a provider, and every provider has its folder', () => {
  const folders = globSync('stacks/*/provider.ts', { cwd: root }).map((path) => path.split('/')[1])

  expect([...providers.map(({ id }) => id), ...unregistered].sort()).toEqual(folders.sort())
})

test('"zen up" means one provider', () => {
  expect(providers.filter(({ shortForm }) => shortForm)).toEqual([shortFormProvider])
})

test('an option that two providers share means the same in both', () => {
  const meanings = new Map<string, string>()
  const differing = providers
    .flatMap(({ options }) => options)
    .filter(({ flag, type, secret, summary }) => {
      const meaning = JSON.stringify([type, secret ?? false, summary])
      const known = meanings.get(flag) ?? meaning
      meanings.set(flag, known)
      return known !== meaning
    })

  expect(differing).toEqual([])
})

test('no two options of commands have the same flag', () => {
  const flags = commandOptions.map(({ flag }) => flag)

  expect(flags).toEqual([...new Set(flags)])
})

describe.each(providers.map((provider) => [provider.id, provider] as const))(
  '%s',
  (id, provider: Provider) => {
    const { options } = provider

    test('has words for menus, help and the README', () => {
      const { label, summary, readme } = provider

      expect([label, summary, ...Object.values(readme)].filter((text) => text.trim() === '')).toEqual([])
      expect(summary).toSatisfy(isFragment)
      expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`| \`--provider ${id}\` | ${summary} |`)
    })

    test('has a name for deployments that is one, and its own', () => {
      expect(problemOfName(provider.defaultName)).toBeUndefined()
      expect(providers.filter(({ defaultName }) => defaultName === provider.defaultName)).toEqual([provider])
    })

    test('has flags that are its own, once each', () => {
      const own = options.map(flagName)

      expect(own).toEqual([...new Set(own)])
      expect(own.filter((flag) => others.map(flagName).includes(flag))).toEqual([])
      expect(own.filter((flag) => flag.startsWith('no-') || flag === 'help' || flag === 'version')).toEqual(
        [],
      )
    })

    test('loads no cloud SDK before somebody deploys', () => {
      const { imports } = readSource(`stacks/${id}/provider.ts`)

      expect(imports.filter(({ target }) => target.startsWith('@pulumi'))).toEqual([])
      expect(imports.length).toBeGreaterThan(0)
    })

    test('has an engine that there is', () => {
      expect(existsSync(join(root, `src/engine/${provider.engine}/${provider.engine}-engine.ts`))).toBe(true)
    })

    test('is a choice of --provider', () => {
      expect(deployFlags['provider']?.summary).toContain(id)
      expect(configSchema(commandOptions, providers).properties['provider']).toMatchObject({
        enum: expect.arrayContaining([id]),
      })
    })

    describe.each(options.map((option) => [option.flag, option] as const))('--%s', (flag, option: Option) => {
      test('has the form of a flag and says what it decides', () => {
        expect(flag).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
        expect(option.summary).toSatisfy(isFragment)
        expect(option.type === 'boolean' || /^[A-Z]+$/.test(option.placeholder ?? '')).toBe(true)
      })

      test('has a default that it would accept from a person', () => {
        const defaults = defaultsOf(option)

        expect(defaults.map((value) => parseOption(option, value))).toEqual(
          defaults.map((value) => ({ value })),
        )
      })

      test('says what happens without it: by a default that is a constant, or in words', () => {
        const constant = typeof option.default === 'function' ? undefined : option.default

        expect(option.defaultNote ?? constant).toBeDefined()
      })

      test('has choices only where one can choose', () => {
        expect(option.choices === undefined || option.choices.length > 1).toBe(true)
        expect(option.choices === undefined || option.type === 'text' || option.type === 'list').toBe(true)
      })

      test('hands a password only to a secret of the same provider', () => {
        const receiver = options.find((other) => other.flag === option.passwordTo)

        expect(option.passwordTo === undefined || receiver?.secret === true).toBe(true)
        expect(option.passwordTo === undefined || ['url', 'text'].includes(option.type)).toBe(true)
      })

      test('has a flag that takes its value, unless it is a secret', () => {
        expect(flag in deployFlags).toBe(option.secret !== true || option.fromFile === true)
        expect(option.fromFile === true && option.secret !== true).toBe(false)
        expect(option.secret === true && (option.default ?? option.choices) !== undefined).toBe(false)
      })

      test('is in the help of deploy, with its variable', () => {
        expect(deployFlags[flagName(option)]?.env).toBe(variableOf(flagName(option)))
        expect(deployFlags[flagName(option)]?.summary).toContain(option.summary)
      })

      test('is asked about in a guided deploy, with its default to hand and hidden when it is a secret', async () => {
        const question = await guidedQuestion(provider, option)

        expect(question.message).toMatch(/^[A-Z]|^[a-z]+[A-Z]/)
        expect(question.kind === 'secret').toBe(option.secret === true && option.fromFile !== true)
        expect(question.kind === 'select').toBe((option.choices ?? option.offered) !== undefined)
        expect(question.kind === 'confirm').toBe(option.type === 'boolean')
        expect(hasDefaultToHand(provider, option, question)).toBe(true)
      })

      test('is documented: flag, variable, what it decides, what it goes with, and what happens without it', () => {
        const row = rowOf(optionsPage, provider, option)

        expect(row).toContain(` \`${variableOf(flag)}\` `)
        expect(row).toContain(option.summary)
        expect(row).toContain(option.goesWith?.words ?? '')
        expect(row).toContain(option.defaultNote ?? `\`${option.default}\``)
        for (const choice of option.choices ?? []) expect(row).toContain(`\`${choice}\``)
      })

      test('is in the schema of the configuration file', () => {
        expect(configSchema(commandOptions, providers).properties).toHaveProperty(flagName(option))
      })

      test.each(Object.entries(scripts))('is in the completion of %s, with its choices', (_shell, script) => {
        expect(script).toMatch(new RegExp(`(--|-l )${flagName(option)}(?![\\w-])`))
        for (const choice of option.choices ?? []) expect(script).toContain(choice)
      })
    })
  },
)

test('a plugin has the version of the package that talks to it', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

  expect(pluginVersions).toEqual({
    aws: dependencies['@pulumi/aws'],
    gcp: dependencies['@pulumi/gcp'],
    'azure-native': dependencies['@pulumi/azure-native'],
    kubernetes: dependencies['@pulumi/kubernetes'],
  })
})
