/** What of a deployment at Azure can't be changed while it is there: its data would stay behind, or Azure can't do it. */
import type { Spec } from '../../contract.ts'
import { presetOf } from './presets.ts'
import { settledOf } from './settled.ts'

/** Flags. */
export const fixed = ['region', 'node-subnet-id', 'vnet-cidr', 'cluster', 'database-subnet-id'] as const

/** A sentence without a full stop. AKS has no way to another size for the nodes that a cluster was made with. */
export function problemsOfNodes({ name, options }: Spec, stored: Spec | undefined): readonly string[] {
  if (stored === undefined || stored.provider !== 'azure' || options['cluster'] !== undefined) return []
  const [before, now] = [stored.options, options].map((each) => each['node-type'] ?? presetOf(each).nodeType)
  return before === now
    ? []
    : [
        `"${name}" has nodes of --node-type ${before}, and AKS can't give it others: choose another --name, or more of them with --nodes`,
      ]
}

/** A sentence, when this is another subscription than the one where it is. */
export function problemOfSubscription({ name, options }: Spec, subscription: string): string | undefined {
  const { subscription: before } = settledOf(options)
  return before === undefined || before === subscription
    ? undefined
    : `"${name}" is in the Azure subscription ${before}, and not in ${subscription}`
}
