/** What is wrong with options of AWS that are fine one by one. A sentence each, without a full stop. */
import type { OptionValues, Secrets } from '../../contract.ts'
import { serverProblems } from '../../server-problems.ts'
import { isNewCluster } from '../../shared/spec/applies.ts'
import { exposureProblems } from '../../shared/spec/problems.ts'
import { newVpc } from './applies.ts'

export function awsProblems(values: OptionValues, secrets: Secrets): readonly string[] {
  return [...networkProblems(values), ...exposureProblems(values), ...serverProblems(values, secrets)]
}

function networkProblems(values: OptionValues): readonly string[] {
  const { 'vpc-id': vpc = newVpc, 'subnet-ids': subnets, 'public-subnet-ids': publicSubnets } = values
  if (!isNewCluster(values) || vpc === newVpc) return []
  const problems: string[] = []
  if ([subnets ?? []].flat().length < 2)
    problems.push(
      `--vpc-id ${vpc} needs --subnet-ids twice or more: private subnets of it in different zones`,
    )
  if (values['expose'] !== 'none' && publicSubnets === undefined)
    problems.push(
      `--vpc-id ${vpc} needs --public-subnet-ids, where the load balancer is; or reach the server through a forwarded port: --expose none`,
    )
  return problems
}
