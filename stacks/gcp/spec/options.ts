/** What a person can decide about a deployment at Google Cloud. */
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
import type { Option, OptionValue } from '../../contract.ts'
import { managedDatabase } from '../../shared/spec/applies.ts'
import { placedDatabaseOptions } from '../../shared/spec/cloud-database-options.ts'
import { clusterOptions } from './cluster-options.ts'
import { tagsProblem } from './labels.ts'
import { networkOptions } from './network-options.ts'
import { projectProblem, regionProblem, usualRegions } from './regions.ts'

const databaseOptions: readonly Option[] = [
  ...placedDatabaseOptions,
  {
    ...databaseClassOption,
    defaultNote: 'db-g1-small with --preset small, db-custom-1-3840 with production',
    goesWith: managedDatabase,
    problem: tierProblem,
  },
  {
    ...databaseStorageOption,
    defaultNote: '10 with --preset small, 20 with production',
    goesWith: managedDatabase,
    problem: wholeNumber(10, 65_536),
  },
]

/** https://cloud.google.com/sql/docs/mysql/instance-settings: machines of the edition Enterprise. */
function tierProblem(value: OptionValue): string | undefined {
  const tier = String(value)
  if (/^db-perf-optimized-/.test(tier))
    return 'must be one of the edition Enterprise, such as db-custom-2-7680'
  const custom = /^db-custom-(\d+)-(\d+)$/.exec(tier)
  if (!custom) {
    return /^db-(f1-micro|g1-small|n1-(standard|highmem)-\d+)$/.test(tier)
      ? undefined
      : 'must be a machine of Cloud SQL, such as db-g1-small or db-custom-2-7680'
  }
  const [processors, megabytes] = [Number(custom[1]), Number(custom[2])]
  const perProcessor = megabytes / processors
  const isFine = processors === 1 || (processors % 2 === 0 && processors <= 96)
  return isFine && megabytes % 256 === 0 && megabytes >= 3840 && perProcessor >= 921.6 && perProcessor <= 6656
    ? undefined
    : 'must have 1 processor or an even number of them, and 0.9 to 6.5 GB for each, 3840 MB at least, in steps of 256: db-custom-2-7680'
}

export const gcpOptions: readonly Option[] = [
  {
    flag: 'project',
    type: 'text',
    summary: 'id of the Google Cloud project',
    placeholder: 'PROJECT',
    required: true,
    question: 'Project',
    default: ({ env = {} }) =>
      env['GOOGLE_PROJECT'] ?? env['GOOGLE_CLOUD_PROJECT'] ?? env['CLOUDSDK_CORE_PROJECT'],
    defaultNote: 'GOOGLE_PROJECT, else GOOGLE_CLOUD_PROJECT, else CLOUDSDK_CORE_PROJECT',
    problem: (value) => projectProblem(String(value)),
  },
  {
    ...regionOption,
    suggestions: usualRegions,
    default: ({ env = {} }) => env['GOOGLE_REGION'] ?? env['CLOUDSDK_COMPUTE_REGION'],
    defaultNote: 'GOOGLE_REGION, else CLOUDSDK_COMPUTE_REGION',
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
