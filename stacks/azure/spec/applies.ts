/** Where options of Azure mean something. */
import type { OptionValues } from '../../contract.ts'
import { databaseChoice } from '../../database-options.ts'
import { isNewCluster } from '../../shared/spec/applies.ts'

/** As `--node-subnet-id`: zen makes a network. */
export const newNetwork = 'new'

/** Whether zen makes the network. */
export function isNewNetwork(values: OptionValues): boolean {
  return isNewCluster(values) && (values['node-subnet-id'] ?? newNetwork) === newNetwork
}

export const withNewNetwork = { words: `--node-subnet-id ${newNetwork}`, when: isNewNetwork }

export const withDatabaseElsewhere = {
  words: '--database managed, with --node-subnet-id SUBNET or --cluster',
  when: (values: OptionValues) => !isNewNetwork(values) && databaseChoice(values).kind === 'managed',
}
