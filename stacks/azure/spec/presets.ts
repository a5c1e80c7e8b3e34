/** What the sizes mean. Whoever gives an option wins over its preset. */
import type { OptionValues } from '../../contract.ts'
import { chosenPreset, type Presets } from '../../shared/spec/presets.ts'

export interface Preset {
  readonly nodes: number
  readonly nodeType: string
  /** Of the control plane: the paid one is promised to be there. */
  readonly clusterTier: 'Free' | 'Standard'
  readonly replicas: number
  readonly databaseClass: string
  /** Gigabytes. */
  readonly databaseStorage: number
  /** A second database that takes over. */
  readonly hasStandby: boolean
  /** Days that backups are kept. */
  readonly backupDays: number
}

const presets: Presets<Preset> = {
  small: {
    ...{ nodes: 1, nodeType: 'Standard_D2as_v5', clusterTier: 'Free', replicas: 1 },
    ...{ databaseClass: 'Standard_B1ms', databaseStorage: 20, hasStandby: false, backupDays: 7 },
  },
  production: {
    ...{ nodes: 2, nodeType: 'Standard_D2as_v5', clusterTier: 'Standard', replicas: 2 },
    ...{ databaseClass: 'Standard_D2ads_v5', databaseStorage: 50, hasStandby: true, backupDays: 14 },
  },
}

export function presetOf(options: OptionValues): Preset {
  return chosenPreset(presets, options)
}
