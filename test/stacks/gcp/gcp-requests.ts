/** Specs for Google Cloud as zen makes them of what people give, and as they are once the cloud was asked. */
import { complete, resolveOptions } from '../../../src/deployment/resolve.ts'
import type { OptionValues, Secrets, Spec } from '../../../stacks/contract.ts'
import { gcp } from '../../../stacks/gcp/provider.ts'
import { settledOptions } from '../../../stacks/gcp/spec/settled.ts'

/** The longest that there may be, with what some names must not have. */
export const longestName = 'a--deployment-with-a-name-so-lon'

export const deployer = 'anna@example.com'

/** What a person has to say at least. */
const least = { project: 'zen-test-471112', region: 'europe-west1' }

/** What Google Cloud is asked before the first run. */
const settled = {
  ...{ deployers: [deployer], zones: ['europe-west1-b', 'europe-west1-c'] },
}

/** Where things are that are not made: what a person gives, and what is found out of it. */
export const places: Readonly<Record<string, OptionValues>> = {
  'all new': {},
  'a network that is there': { network: 'main', subnetwork: 'main-west' },
  'a cluster that is there': {
    ...{ cluster: 'main', 'cluster-location': 'europe-west1-c' },
    ...{ 'found-network': 'projects/zen-test-471112/global/networks/main', 'found-subnetwork': 'main-west' },
  },
}

export function answerTo(given: Readonly<Record<string, unknown>>, secrets: Secrets = {}, env = {}) {
  const layers = { given, config: {}, stored: {}, secrets }
  return complete(gcp, resolveOptions(gcp, layers), { clientVersion: '0.98.0', env })
}

export const problemsOf = (given: Readonly<Record<string, unknown>>, secrets?: Secrets) =>
  answerTo({ ...least, ...given }, secrets).problems.map(({ message }) => message)

const found = ['found-network', 'found-subnetwork', 'cluster-location', 'zones']

/** @throws Error when somebody should not have given that */
export function specOf(given: OptionValues = {}, secrets: Secrets = {}, name = 'team'): Spec {
  const { values, problems } = answerTo({ ...least, ...given }, secrets)
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  const known = Object.fromEntries(Object.entries(given).filter(([flag]) => found.includes(flag)))
  return { name, provider: 'gcp', options: { ...values, ...settledOptions(settled), ...known } }
}
