/** Specs for Azure as zen makes them of what people give, and as they are once the cloud was asked. */
import { complete, resolveOptions } from '../../../src/deployment/resolve.ts'
import { azure } from '../../../stacks/azure/provider.ts'
import { settledOptions } from '../../../stacks/azure/spec/settled.ts'
import type { OptionValues, Secrets, Spec } from '../../../stacks/contract.ts'

/** The longest that there may be, with what some names at Azure must not have. */
export const longestName = 'a--deployment-with-a-name-so-lon'

export const subscription = '11111111-2222-4333-8444-555555555555'
const home = `/subscriptions/${subscription}`
const network = `${home}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/main`

export const subnets = { nodes: `${network}/subnets/nodes`, database: `${network}/subnets/mysql` }

/** What Azure is asked before the first run. */
const settled = settledOptions({
  ...{
    subscription,
    owner: 'anna@example.com',
    mark: '3fa1c2',
    mysqlVersion: '8.4',
    standby: 'ZoneRedundant',
  },
  ...{ zones: [], cidrs: [] },
})

/** Where things are that are not made: what a person gives, and what is found out of it. */
export const places: Readonly<Record<string, OptionValues>> = {
  'all new': {},
  'subnets that are there': {
    ...{ 'node-subnet-id': subnets.nodes, 'database-subnet-id': subnets.database },
    'found-cidrs': ['10.0.0.0/8'],
  },
  'a cluster that is there': {
    ...{ cluster: 'main', 'database-subnet-id': subnets.database },
    ...{ 'found-cluster-group': 'shared', 'found-node-group': 'MC_shared_main_westeurope' },
  },
}

export function answerTo(given: Readonly<Record<string, unknown>>, secrets: Secrets = {}, env = {}) {
  const layers = { given, config: {}, stored: {}, secrets }
  return complete(azure, resolveOptions(azure, layers), { clientVersion: '0.98.0', env })
}

export const problemsOf = (given: Readonly<Record<string, unknown>>, secrets?: Secrets) =>
  answerTo({ region: 'westeurope', ...given }, secrets).problems.map(({ message }) => message)

/** @throws Error when somebody should not have given that */
export function specOf(given: OptionValues = {}, secrets: Secrets = {}, name = 'team'): Spec {
  const { values, problems } = answerTo({ region: 'westeurope', ...given }, secrets)
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  const found = Object.fromEntries(Object.entries(given).filter(([flag]) => flag.startsWith('found-')))
  return { name, provider: 'azure', options: { ...values, ...settled, ...found } }
}
