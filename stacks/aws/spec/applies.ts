/** Where options of AWS mean something. */
import type { OptionValues } from '../../contract.ts'
import { isNewCluster } from '../../shared/spec/applies.ts'

/** As `--vpc-id`: zen makes one. */
export const newVpc = 'new'

const isNewVpc = (values: OptionValues) => isNewCluster(values) && values['vpc-id'] === newVpc

export const newNetwork = { words: `--vpc-id ${newVpc}`, when: isNewVpc }
export const existingNetwork = {
  words: '--vpc-id vpc-… or --cluster',
  when: (values: OptionValues) => !isNewVpc(values),
}
