/** What became of the data of a deployment in a cloud, as far as can be seen. */
import { setTimeout as delay } from 'node:timers/promises'
import type { CloudResource } from '../../../stacks/inquiry-contract.ts'
import type { DestroyResult } from '../engine.ts'
import { snapshotLeft } from './last-snapshot.ts'
import { type Site, standing, stopIfAborted } from './site.ts'
import { nameIn } from './stack-names.ts'
import { outputIn, thingsIn } from './standing.ts'
import { remainsOf } from './survey.ts'
import type { Proof } from './sweep.ts'

/** Seconds between looks for a snapshot that was just made: lists lag. */
const pauses = [1, 2, 5, 10]

export async function dataOf(site: Site, { found = [] }: Proof): Promise<DestroyResult['data']> {
  const { fate, dataLocation } = site
  if (dataLocation === undefined) return { action: 'none' }
  if (fate === 'keep' || (await isThere(site))) return { action: 'kept', location: dataLocation }
  if (fate === 'delete') return { action: 'deleted' }
  const snapshot = await lastSnapshot(site, found)
  return snapshot === undefined ? { action: 'none' } : snapshotLeft(site, snapshot)
}

/** Whether something refused to go that the data may lie in. */
async function isThere(site: Site): Promise<boolean> {
  const { partOf } = site.program
  return thingsIn(await standing(site)).some(({ type, urn }) => partOf?.(type, nameIn(urn)) === 'database')
}

/** Believed when it is seen: somebody may have removed the database before it could leave one. */
async function lastSnapshot(site: Site, found: readonly CloudResource[]): Promise<string | undefined> {
  const name = outputIn(await standing(site), 'snapshot')
  const seen = snapshotIn(found, name)
  if (seen !== undefined) return seen
  for (const seconds of pauses) {
    site.listener({ kind: 'step', text: 'Waiting until the last snapshot can be seen' })
    await delay(seconds * 1000, undefined, { signal: site.signal }).catch(() => stopIfAborted(site))
    const again = snapshotIn((await remainsOf(site)) ?? [], name)
    if (again !== undefined) return again
  }
  return undefined
}

function snapshotIn(found: readonly CloudResource[], name: string | undefined): string | undefined {
  const kept = found.filter((one) => one.kept).map(({ id }) => id)
  return name === undefined ? kept.at(-1) : kept.find((id) => id === name)
}
