/** Specs for AWS as zen makes them of what people give, and as they are once the cloud was asked. */
import { complete, resolveOptions } from '../../../src/deployment/resolve.ts'
import { aws } from '../../../stacks/aws/provider.ts'
import { settledOptions } from '../../../stacks/aws/spec/settled.ts'
import type { OptionValues, Secrets, Spec } from '../../../stacks/contract.ts'

/** The longest that there may be, with what some names at AWS must not have. */
export const longestName = 'a--deployment-with-a-name-so-lon'

export const deployer = 'arn:aws:iam::123456789012:role/Deployer'

/** What AWS is asked before the first run. */
const settled = settledOptions({
  account: '123456789012',
  deployers: [deployer],
  zones: ['eu-west-1a', 'eu-west-1b'],
  privateSubnets: [],
  publicSubnets: [],
})

const ids = {
  'vpc-id': 'vpc-0a1b',
  'subnet-ids': ['subnet-0a', 'subnet-0b'],
  'public-subnet-ids': ['subnet-1a', 'subnet-1b'],
}

/** Where things are that are not made: what a person gives, and what is found out of it. */
export const places: Readonly<Record<string, OptionValues>> = {
  'all new': {},
  'a VPC that is there': ids,
  'a cluster that is there': {
    ...{ cluster: 'main', 'found-vpc': 'vpc-0c1d' },
    'found-subnets': ['subnet-0c', 'subnet-0d'],
    'found-public-subnets': ['subnet-1c', 'subnet-1d'],
  },
}

export function answerTo(given: Readonly<Record<string, unknown>>, secrets: Secrets = {}, env = {}) {
  const layers = { given, config: {}, stored: {}, secrets }
  return complete(aws, resolveOptions(aws, layers), { clientVersion: '0.98.0', env })
}

export const problemsOf = (given: Readonly<Record<string, unknown>>, secrets?: Secrets) =>
  answerTo({ region: 'eu-west-1', ...given }, secrets).problems.map(({ message }) => message)

/** @throws Error when somebody should not have given that */
export function specOf(given: OptionValues = {}, secrets: Secrets = {}, name = 'team'): Spec {
  const { values, problems } = answerTo({ region: 'eu-west-1', ...given }, secrets)
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  const found = Object.fromEntries(Object.entries(given).filter(([flag]) => flag.startsWith('found-')))
  return { name, provider: 'aws', options: { ...values, ...settled, ...found } }
}
