/** What the sizes mean. Whoever gives an option wins over its preset. */
import type { OptionValues } from '../../contract.ts'

export interface Presets<Preset> {
  readonly small: Preset
  readonly production: Preset
}

export function chosenPreset<Preset>(presets: Presets<Preset>, { preset }: OptionValues): Preset {
  return preset === 'production' ? presets.production : presets.small
}
