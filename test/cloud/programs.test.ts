/** Every program of the registry finds all it uses in the tables. */
import { describe, expect, test } from 'vitest'
import { aws } from '../../stacks/aws/provider.ts'
import { azure } from '../../stacks/azure/provider.ts'
import type { OptionValues, Provider } from '../../stacks/contract.ts'
import { gcp } from '../../stacks/gcp/provider.ts'
import { providers } from '../../stacks/index.ts'
import { sampleProgram } from '../e2e/cloud/sample/program.ts'
import { administrator } from './aws/administrator.ts'
import { administrator as azureAdministrator } from './azure-native/administrator.ts'
import { simulatedCloud } from './cloud.ts'
import { administrator as googleAdministrator } from './gcp/administrator.ts'
import { tokensOf } from './program-tokens.ts'
import { clouds, definitionOf } from './provider/definitions.ts'

/** What zen finds out at AWS before it makes anything. */
const settledAtAws = {
  ...{ region: 'eu-west-1', 'aws-account': administrator.account, deployers: [administrator.principal] },
  zones: ['eu-west-1a', 'eu-west-1b'],
}

/** The same at Google Cloud. */
const settledAtGoogle = {
  ...{
    project: googleAdministrator.account,
    region: 'europe-west1',
    'admin-principal': ['group:a@example.com'],
  },
  ...{ deployers: ['anna@example.com'], zones: ['europe-west1-b', 'europe-west1-c'] },
}

/** The same at Azure. */
const settledAtAzure = {
  ...{ region: 'westeurope', 'azure-subscription': azureAdministrator.account, deployer: 'anna@example.com' },
  ...{ 'name-mark': '3fa1c2', 'mysql-version': '8.4', 'found-standby': 'ZoneRedundant' },
}

/** What has to be asked for beside the defaults, so that each part of a program is seen: by provider. */
const samples: Readonly<Record<string, readonly OptionValues[]>> = {
  kubernetes: [{}, { database: 'sqlite', expose: 'loadbalancer' }],
  aws: ['small', 'production'].map((preset) => ({ ...settledAtAws, preset })),
  gcp: ['small', 'production'].map((preset) => ({ ...settledAtGoogle, preset })),
  azure: ['small', 'production'].map((preset) => ({ ...settledAtAzure, preset })),
}

/** Packages that are simulated. */
const simulated = [...Object.keys(clouds), 'kubernetes']

const programs = [...new Set([...providers, aws, gcp, azure])].filter(({ engine }) => engine === 'pulumi')

/** Tokens that no table describes. */
async function missing(tokens: readonly string[], of: 'types' | 'functions'): Promise<readonly string[]> {
  const lacking = tokens.map(async (token) => {
    const [name = ''] = token.split(':')
    if (!simulated.includes(name)) return [`${token}: nobody simulates ${name}`]
    return token in (await definitionOf(name))[of] ? [] : [token]
  })
  return (await Promise.all(lacking)).flat()
}

function optionsOf({ options }: Provider, sample: OptionValues): OptionValues {
  const usual = options.flatMap(({ flag, default: value }) => {
    const found = typeof value === 'function' ? value({}) : value
    return found === undefined ? [] : [[flag, found] as const]
  })
  return { ...Object.fromEntries(usual), ...sample }
}

const cases = programs.flatMap((provider) =>
  (samples[provider.id] ?? [{}]).flatMap((sample) =>
    (['everything', 'data'] as const).map((part) => ({ provider, sample, part })),
  ),
)

async function run(provider: Provider, sample: OptionValues, part: 'everything' | 'data') {
  const program = await provider.program?.load()
  const spec = { name: 'zen', provider: provider.id, options: optionsOf(provider, sample) }
  const request = { spec, secrets: {}, part, chart: 'charts/zenml', announce: () => undefined }
  return tokensOf(await simulatedCloud({ patienceMs: 0 }), async () => program?.(request))
}

describe('programs', () => {
  test('a program like one for AWS uses nothing that the tables lack, and breaks none of their rules', async () => {
    const program = sampleProgram({ name: 'zen-a', region: 'eu-west-1' })

    const { types, functions, complaints } = await tokensOf(await simulatedCloud({ patienceMs: 0 }), program)

    expect(types.length).toBeGreaterThan(20)
    expect(functions).toContain('aws:eks/getClusterAuth:getClusterAuth')
    expect(await missing(types, 'types')).toEqual([])
    expect(await missing(functions, 'functions')).toEqual([])
    expect(complaints).toEqual([])
  })

  test('a type that is in no table is told', async () => {
    expect(await missing(['aws:s3/bucket:Bucket', 'pets:storage/bucket:Bucket'], 'types')).toEqual([
      'aws:s3/bucket:Bucket',
      'pets:storage/bucket:Bucket: nobody simulates pets',
    ])
  })

  test.each(cases)('$provider.id, $part with $sample uses nothing that the tables lack', async (one) => {
    const { types, functions, complaints } = await run(one.provider, one.sample, one.part)

    expect(await missing(types, 'types')).toEqual([])
    expect(await missing(functions, 'functions')).toEqual([])
    expect(complaints).toEqual([])
  })
})
