/** What a destroy leaves that leaves a last snapshot: that, and the keys that the data in it can't be read without. */
import type { DestroyResult } from '../engine.ts'
import { textOf } from './json-fields.ts'
import { noEdit } from './removal.ts'
import { carry, type Site } from './site.ts'
import { isOnlyData, type Stored } from './stored-deployment.ts'
import { remainsOf, survey, type TakingDown } from './survey.ts'
import { removeFound } from './sweep.ts'

/** What it is called, as its cloud has it; `undefined` when it is something else that is left. */
export function lastSnapshotOf(stored: Stored): string | undefined {
  return isOnlyData(stored) ? textOf(stored.outputs, 'snapshot') : undefined
}

/** What people read where they are asked about it. */
export const snapshotWords = (name: string) => `snapshot ${name}`

/** The state forgets everything else, also what it would take to make another snapshot of that name. */
export async function rememberSnapshot(site: Site, snapshot: string): Promise<void> {
  await carry(site, { operation: 'look', removal: { edit: { ...noEdit, snapshot } }, isOutside: true })
}

/** It stays, unless it is to go, too. */
export async function destroySnapshot(work: TakingDown, name: string): Promise<DestroyResult> {
  if (work.decision.data !== 'delete') return { left: [], data: { action: 'snapshot', location: name } }
  const site = await survey({ ...work, decision: { ...work.decision, placeGone: true } })
  const found = (await remainsOf(site)) ?? []
  const left = await removeFound(
    site,
    found.filter(({ id, kept }) => kept && id === name),
  )
  if (left.length > 0) return { left, data: { action: 'snapshot', location: name } }
  await carry(site, { operation: 'forget' })
  return { left: [], data: { action: 'deleted' } }
}
