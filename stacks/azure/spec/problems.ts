/** What is wrong with options of Azure that are fine one by one. A sentence each, without a full stop. */
import type { OptionValues, Secrets } from '../../contract.ts'
import { databaseChoice } from '../../database-options.ts'
import { serverProblems } from '../../server-problems.ts'
import { exposureProblems } from '../../shared/spec/problems.ts'
import { isNewNetwork } from './applies.ts'
import { isSameId, networkOf } from './ids.ts'

export function azureProblems(values: OptionValues, secrets: Secrets): readonly string[] {
  return [
    ...networkProblems(values),
    ...nodeProblems(values),
    ...exposureProblems(values),
    ...serverProblems(values, secrets),
  ]
}

function networkProblems(values: OptionValues): readonly string[] {
  if (isNewNetwork(values) || databaseChoice(values).kind !== 'managed') return []
  const { 'database-subnet-id': data, 'node-subnet-id': nodes, cluster } = values
  const with_ = cluster === undefined ? '--node-subnet-id SUBNET' : `--cluster ${cluster}`
  if (data === undefined)
    return [
      `${with_} needs --database-subnet-id, a subnet for the database alone; or choose another --database`,
    ]
  if (cluster !== undefined || isSameId(networkOf(String(data)), networkOf(String(nodes)))) return []
  return ['--node-subnet-id and --database-subnet-id have to be in the same network']
}

function nodeProblems({ nodes, 'max-nodes': most }: OptionValues): readonly string[] {
  return nodes !== undefined && most !== undefined && Number(most) < Number(nodes)
    ? [`--max-nodes ${most} is less than --nodes ${nodes}`]
    : []
}
