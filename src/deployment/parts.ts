/** A deployment by its parts, so that people see four lines instead of sixty. */
import type { DeploymentPart, Estimate } from '../../stacks/contract.ts'
import type { Resource, ResourceChange } from '../engine/engine.ts'
import { type ChangeCounts, countChanges } from './changes.ts'

const order: readonly DeploymentPart[] = ['network', 'cluster', 'database', 'server']

/** What would change in one part, and what it costs. */
export interface PartPreview {
  readonly part: DeploymentPart
  readonly changes: ChangeCounts
  /** Only where most of it is made anew: what changes alone takes nobody knows. */
  readonly minutes?: number
  /** Missing where it costs nothing of its own, or nobody knows. */
  readonly monthlyUsd?: number
}

export interface Planned {
  readonly resources: readonly ResourceChange[]
  /** Of all of it, if it is made. */
  readonly estimate?: Estimate
}

/** Empty where deployments have no parts. */
export function partsOf({ resources, estimate }: Planned): readonly PartPreview[] {
  return partsIn(resources).map((part) => {
    const changes = countChanges(resources.filter((resource) => resource.part === part))
    const known = estimate?.parts?.find((each) => each.part === part)
    return {
      ...{ part, changes },
      ...(known && isMade(changes) ? { minutes: known.minutes } : {}),
      ...(known ? { monthlyUsd: known.monthlyUsd } : {}),
    }
  })
}

/** The parts that these belong to, in the order in which people read them. */
function partsIn(resources: readonly Resource[]): readonly DeploymentPart[] {
  return order.filter((part) => resources.some((resource) => resource.part === part))
}

/** Minutes for all of it; `undefined` where most of it is there already, so that nobody knows. */
export function minutesFor(planned: Planned): number | undefined {
  return partsOf(planned).every(({ changes }) => isMade(changes)) ? planned.estimate?.minutes : undefined
}

function isMade({ create, update, replace, delete: gone, same }: ChangeCounts): boolean {
  return create + replace > update + gone + same
}
