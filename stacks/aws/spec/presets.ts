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
  readonly isMultiZone: boolean
  /** Days that backups are kept. */
  readonly backupDays: number
  /** NAT gateways and addresses: one, or one for each zone. */
  readonly perZone: boolean
}

const presets: Presets<Preset> = {
  small: {
    ...{ nodes: 1, nodeType: 't3.large', replicas: 1, perZone: false },
    ...{ databaseClass: 'db.t4g.small', databaseStorage: 20, isMultiZone: false, backupDays: 7 },
  },
  production: {
    ...{ nodes: 2, nodeType: 't3.large', replicas: 2, perZone: true },
    ...{ databaseClass: 'db.t4g.medium', databaseStorage: 50, isMultiZone: true, backupDays: 14 },
  },
}

export function presetOf(options: OptionValues): Preset {
  return chosenPreset(presets, options)
}
