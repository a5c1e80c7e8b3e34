/** Where options of Google Cloud mean something. */
import type { OptionValues } from '../../contract.ts'
import { isNewCluster } from '../../shared/spec/applies.ts'

/** As `--network`: zen makes one. */
export const newNetworkWord = 'new'

export const isNewNetwork = (values: OptionValues) =>
  isNewCluster(values) && (values['network'] ?? newNetworkWord) === newNetworkWord

export const newNetwork = { words: `--network ${newNetworkWord}`, when: isNewNetwork }
export const namedNetwork = {
  words: '--network NAME',
  when: (values: OptionValues) => isNewCluster(values) && !isNewNetwork(values),
}
