/** Options that all clouds have: defined once, so that a flag means the same everywhere. Each cloud adds its own words. */
import type { Option, OptionValue } from './contract.ts'
import { managedDatabaseOptions } from './database-options.ts'
import { exposureOptions } from './exposure-options.ts'
import { serverOptions } from './server-options.ts'

export const regionOption = {
  flag: 'region',
  type: 'text',
  summary: 'region of the cloud',
  placeholder: 'REGION',
  required: true,
  question: 'Region',
} as const satisfies Option

export const presetOption = {
  flag: 'preset',
  type: 'text',
  summary: 'small for a few people; production for more of them, with everything important twice',
  placeholder: 'PRESET',
  choices: ['small', 'production'],
  priced: true,
  default: 'small',
  question: 'Size (production: everything important twice)',
} as const satisfies Option

export const existingClusterOption = {
  flag: 'cluster',
  type: 'text',
  summary: 'name of a cluster that is there, to be used instead of a new one',
  placeholder: 'NAME',
  defaultNote: 'a new one',
} as const satisfies Option

export const kubernetesVersionOption = {
  flag: 'kubernetes-version',
  type: 'text',
  summary: 'version of Kubernetes, such as 1.34; a later one upgrades cluster and nodes, one step at a time',
  placeholder: 'VERSION',
  problem: (value) => (/^1\.\d{2}$/.test(String(value)) ? undefined : 'must be a version such as 1.34'),
} as const satisfies Option

export const adminPrincipalOption = {
  flag: 'admin-principal',
  type: 'list',
  summary: "somebody who may administer the cluster too, in the cloud's words; whoever deploys may anyway",
  placeholder: 'PRINCIPAL',
  defaultNote: 'nobody else',
} as const satisfies Option

export const nodesOption = {
  flag: 'nodes',
  type: 'number',
  summary: 'nodes of the cluster',
  placeholder: 'COUNT',
  problem: wholeNumber(1, 50),
} as const satisfies Option

export const maxNodesOption = {
  flag: 'max-nodes',
  type: 'number',
  summary: 'nodes of the cluster at most, where it grows and shrinks by itself',
  placeholder: 'COUNT',
  defaultNote: 'two more than --nodes',
  problem: wholeNumber(1, 100),
} as const satisfies Option

export const nodeTypeOption = {
  flag: 'node-type',
  type: 'text',
  summary: "size of a node, in the cloud's words; with a processor of type amd64",
  placeholder: 'TYPE',
} as const satisfies Option

export const databaseClassOption = {
  flag: 'database-class',
  type: 'text',
  summary: "size of the managed database, in the cloud's words",
  placeholder: 'CLASS',
} as const satisfies Option

export const databaseStorageOption = {
  flag: 'database-storage',
  type: 'number',
  summary: 'gigabytes of the managed database at first; it grows by itself',
  placeholder: 'GIGABYTES',
} as const satisfies Option

export const allowCidrOption = {
  flag: 'allow-cidr',
  type: 'list',
  summary: 'addresses that may reach the API of the cluster, such as 192.0.2.0/24; yours must be among them',
  placeholder: 'CIDR',
  defaultNote: 'all of them; a login is needed anyway',
} as const satisfies Option

export const tagOption = {
  flag: 'tag',
  type: 'list',
  summary: 'tag for everything that is made, KEY=VALUE',
  placeholder: 'TAG',
  defaultNote: "none but zen's own",
} as const satisfies Option

/** As {@link domainOption} means it, and a word for having none, which can be typed in answer to a question. */
export const noDomain = 'none'

/** Nobody is asked what has a good answer in a cloud. */
function unasked({ question: _, askWhen: __, ...option }: Option): Option {
  return option
}

/** How people reach a server in a cloud, without questions but for the domain. */
export const cloudExposureOptions: readonly Option[] = exposureOptions
  .map(unasked)
  .map((option) => (option.flag === 'domain' ? withNoDomain(option) : option))

function withNoDomain(option: Option): Option {
  return {
    ...option,
    question: `Host name of the server, or ${noDomain} for a name made from its address`,
    answer: noDomain,
    askWhen: ({ expose }) => expose === 'load-balancer',
    problem: (value) => (value === noDomain ? undefined : option.problem?.(value)),
  }
}

/** Where the data is: a database that the cloud manages, unless somebody wants another one. */
export const cloudDatabaseOptions: readonly Option[] = managedDatabaseOptions.map(unasked)

/** Options of the server itself, where the preset says how many copies there are. */
export const cloudServerOptions: readonly Option[] = serverOptions.map((option) => {
  if (option.flag !== 'replicas') return option
  const { default: _, ...copies } = option
  return { ...copies, defaultNote: '1 with --preset small, 2 with production' }
})

export function wholeNumber(least: number, most: number): (value: OptionValue) => string | undefined {
  return (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `must be a whole number from ${least} to ${most}`
}
