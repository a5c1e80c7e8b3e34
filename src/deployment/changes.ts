/** Counting and wording of what a deployment would change. */
import type { Estimate } from '../../stacks/contract.ts'
import type { ChangeAction, ResourceChange } from '../engine/engine.ts'

export type ChangeCounts = Readonly<Record<ChangeAction, number>>

export function countChanges(resources: readonly ResourceChange[]): ChangeCounts {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, same: 0 }
  for (const { action } of resources) counts[action] += 1
  return counts
}

/** Whether carrying these out would change anything. */
export function changesAnything(resources: readonly ResourceChange[]): boolean {
  return resources.some(({ action }) => action !== 'same')
}

/** As people see changes in a plan. */
export const signs = { create: '+', update: '~', replace: '±', delete: '-', same: '=' } as const

/** One line per resource: `+ Docker container zen-docker`. */
export function changeLines(resources: readonly ResourceChange[]): readonly string[] {
  return resources.map(({ action, type, name, label }) => `  ${signs[action]} ${label ?? `${type} ${name}`}`)
}

/** How long and how dear: `Takes about 1 min and costs nothing.` */
export function estimateLine({ minutes, monthlyUsd, asOf }: Estimate): string {
  const time = minutes < 1 ? 'less than a minute' : `about ${minutes} min`
  const price = monthlyUsd === 0 ? 'nothing' : `about $${monthlyUsd} a month (prices of ${asOf})`
  return `Takes ${time} and costs ${price}.`
}
