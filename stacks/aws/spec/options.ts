/** What a person can decide about a deployment at AWS. */
import {
  cloudExposureOptions,
  cloudServerOptions,
  databaseClassOption,
  databaseStorageOption,
  presetOption,
  regionOption,
  tagOption,
  wholeNumber,
} from '../../cloud-options.ts'
import type { Option } from '../../contract.ts'
import { managedDatabase } from '../../shared/spec/applies.ts'
import { placedDatabaseOptions } from '../../shared/spec/cloud-database-options.ts'
import { clusterOptions } from './cluster-options.ts'
import { networkOptions } from './network-options.ts'
import { regionProblem, usualRegions } from './regions.ts'
import { tagsProblem } from './tags.ts'

const databaseOptions: readonly Option[] = [
  ...placedDatabaseOptions,
  {
    ...databaseClassOption,
    defaultNote: 'db.t4g.small with --preset small, db.t4g.medium with production',
    goesWith: managedDatabase,
    problem: (value) =>
      /^db\.[a-z0-9-]+\.[a-z0-9]+$/.test(String(value)) ? undefined : 'must be a class such as db.t4g.medium',
  },
  {
    ...databaseStorageOption,
    defaultNote: '20 with --preset small, 50 with production',
    goesWith: managedDatabase,
    problem: wholeNumber(20, 16_384),
  },
  {
    flag: 'database-snapshot',
    type: 'text',
    summary:
      'RDS snapshot that a new managed database starts from; its server also needs the --encryption-key and --password it had',
    placeholder: 'SNAPSHOT',
    defaultNote: 'an empty database',
    goesWith: managedDatabase,
    problem: (value) =>
      /^[\w:./-]{1,255}$/.test(String(value)) ? undefined : 'must be the name or ARN of an RDS snapshot',
  },
]

export const awsOptions: readonly Option[] = [
  {
    ...regionOption,
    suggestions: usualRegions,
    default: ({ env = {} }) => env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'],
    defaultNote: 'AWS_REGION, else AWS_DEFAULT_REGION',
    problem: (value) => regionProblem(String(value)),
  },
  presetOption,
  ...cloudExposureOptions,
  ...networkOptions,
  ...clusterOptions,
  ...databaseOptions,
  ...cloudServerOptions,
  { ...tagOption, problem: (value) => tagsProblem([value].flat().map(String)) },
]
