/** What the sizes mean. Whoever gives an option wins over its preset. */
import type { OptionValues } from '../../contract.ts'
import { chosenPreset, type Presets } from '../../shared/spec/presets.ts'

export interface Preset {
  readonly nodes: number
  readonly nodeType: string
  readonly replicas: number
  readonly databaseClass: string
  /** Gigabytes. */
  readonly databaseStorage: number
  /** A second database in another zone that takes over. */
  readonly isRegional: boolean
  /** Days that backups are kept. */
  readonly backupDays: number
  /** In how many zones nodes are; with more than one the control plane is in several, too. */
  readonly zones: number
}

const presets: Presets<Preset> = {
  small: {
    ...{ nodes: 1, nodeType: 'e2-standard-2', replicas: 1, zones: 1 },
    ...{ databaseClass: 'db-g1-small', databaseStorage: 10, isRegional: false, backupDays: 7 },
  },
  production: {
    ...{ nodes: 2, nodeType: 'e2-standard-2', replicas: 2, zones: 2 },
    ...{ databaseClass: 'db-custom-1-3840', databaseStorage: 20, isRegional: true, backupDays: 14 },
  },
}

export function presetOf(options: OptionValues): Preset {
  return chosenPreset(presets, options)
}
