import { cloudDatabaseOptions } from '../../cloud-options.ts'
import type { Option } from '../../contract.ts'
import { existingCluster } from './applies.ts'

/** Options of the database where a cluster of ours has one class of volumes, so that only another's has a choice. */
export const placedDatabaseOptions: readonly Option[] = cloudDatabaseOptions.map((option) =>
  option.flag === 'storage-class' ? { ...option, goesWith: existingCluster } : option,
)
