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

/** Named, and how a new deployment starts from it: under the same name it has the same keys. */
export function snapshotLeft(
  { spec, program }: Pick<Site, 'spec' | 'program'>,
  location: string,
): DestroyResult['data'] {
  const { snapshotFlag } = program
  if (snapshotFlag === undefined) return { action: 'snapshot', location }
  const { name, provider } = spec
  const goesOnWith = `zen deploy --provider ${provider} --name ${name} --${snapshotFlag} ${location}`
  return { action: 'snapshot', location, goesOnWith }
}

/** The state forgets everything else, also what it would take to make another snapshot of that name. */
export async function rememberSnapshot(site: Site, snapshot: string): Promise<void> {
  await carry(site, { operation: 'look', removal: { edit: { ...noEdit, snapshot } }, isOutside: true })
}

/** It stays, unless it is to go, too. */
export async function destroySnapshot(work: TakingDown, name: string): Promise<DestroyResult> {
  const { program, stored } = work.situation
  const data = snapshotLeft({ program, spec: stored.spec }, name)
  if (work.decision.data !== 'delete') return { left: [], data }
  const site = await survey({ ...work, decision: { ...work.decision, placeGone: true } })
  const found = (await remainsOf(site)) ?? []
  const left = await removeFound(
    site,
    found.filter(({ id, kept }) => kept && id === name),
  )
  if (left.length > 0) return { left, data }
  await carry(site, { operation: 'forget' })
  return { left: [], data: { action: 'deleted' } }
}
