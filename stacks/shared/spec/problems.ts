/** What is wrong with options of any cloud that are fine one by one. A sentence each, without a full stop. */
import type { OptionValues } from '../../contract.ts'
import { isNewCluster } from './applies.ts'

/** Nothing but a load balancer leads into a cluster that has just been made. */
export function exposureProblems(values: OptionValues): readonly string[] {
  const { expose } = values
  return isNewCluster(values) && (expose === 'ingress' || expose === 'gateway')
    ? [`--expose ${expose} needs --cluster, a cluster that has one; a new cluster has a load balancer`]
    : []
}
