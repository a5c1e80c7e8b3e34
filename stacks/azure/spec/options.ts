/** What a person can decide about a deployment at Azure. */
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
    defaultNote: 'Standard_B1ms with --preset small, Standard_D2ads_v5 with production',
    goesWith: managedDatabase,
    problem: (value) =>
      /^Standard_[BDE]\d+[a-z]*(_v\d+)?$/.test(String(value))
        ? undefined
        : 'must be a size such as Standard_D2ads_v5',
  },
  {
    ...databaseStorageOption,
    defaultNote: '20 with --preset small, 50 with production',
    goesWith: managedDatabase,
    problem: wholeNumber(20, 16_384),
  },
]

const subscriptionOption: Option = {
  flag: 'subscription',
  type: 'text',
  summary: 'id of the Azure subscription',
  placeholder: 'ID',
  default: ({ env = {} }) => env['ARM_SUBSCRIPTION_ID'] ?? env['AZURE_SUBSCRIPTION_ID'],
  defaultNote: "ARM_SUBSCRIPTION_ID, else AZURE_SUBSCRIPTION_ID, else that of the az program's login",
  problem: (value) =>
    /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(String(value))
      ? undefined
      : 'must be an id such as 11111111-2222-3333-4444-555555555555',
}

export const azureOptions: readonly Option[] = [
  {
    ...regionOption,
    suggestions: usualRegions,
    default: ({ env = {} }) => env['AZURE_DEFAULTS_LOCATION'],
    defaultNote: 'AZURE_DEFAULTS_LOCATION',
    problem: (value) => regionProblem(String(value)),
  },
  presetOption,
  subscriptionOption,
  ...cloudExposureOptions.map((option) =>
    option.flag === 'domain'
      ? { ...option, defaultNote: 'a name in the domain of the region, zen-NAME-….REGION.cloudapp.azure.com' }
      : option,
  ),
  ...networkOptions,
  ...clusterOptions,
  ...databaseOptions,
  ...cloudServerOptions,
  { ...tagOption, problem: (value) => tagsProblem([value].flat().map(String)) },
]
