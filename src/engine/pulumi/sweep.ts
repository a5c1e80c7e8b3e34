/** The end of a destroy in a cloud: what is left is looked for, and taken away where that is possible. */
import type { CloudResource } from '../../../stacks/inquiry-contract.ts'
import { noEdit } from './removal.ts'
import { resourceLabel } from './resource-words.ts'
import { carry, type Site, standing, stopIfAborted } from './site.ts'
import { nameIn } from './stack-names.ts'
import { thingsIn, toFound, type Unknown, unknownOf } from './standing.ts'
import { remainsOf } from './survey.ts'

/** Something that goes may make something else turn up, but not for ever. */
const ROUNDS = 3

export interface Proof {
  /** All that the cloud says there is; `undefined` when it could not be asked. */
  readonly found: readonly CloudResource[] | undefined
  /** What should not be there, a line each. */
  readonly left: readonly string[]
}

/**
 * Lists of clouds lag: what is gone may be in them for an hour. So everything they name is asked itself, and what is
 * there of it is removed.
 */
export async function prove(site: Site): Promise<Proof> {
  const told = new Map<string, string>()
  const judged = new Set<string>()
  let found = await remainsOf(site)
  for (let round = 0; round < ROUNDS; round += 1) {
    const all = await unknownTo(site, found ?? [])
    const unknown = all.filter(({ id }) => !judged.has(id))
    if (unknown.length === 0) break
    for (const { id, urn, words } of unknown) {
      judged.add(id)
      told.set(urn, words)
    }
    await sweep(site, unknown)
    found = await remainsOf(site)
  }
  const unasked = found === undefined ? ['whatever else there is: the cloud could not be asked'] : []
  const left = [...(await leftOf(site, told)), ...site.abandoned, ...unasked]
  return { found, left: [...new Set(left)] }
}

/**
 * What a cluster made that is gone stands in the way of what is still there, and nobody removes it any more: it goes
 * along with everything else.
 */
export async function adoptOrphans(site: Site): Promise<void> {
  const unknown = await unknownTo(site, (await remainsOf(site)) ?? [])
  const orphans = unknown.filter(({ name }) => name === undefined)
  for (const { words } of await (orphans.length > 0 ? adopted(site, orphans) : []))
    site.listener({ kind: 'detail', text: `Left by a cluster that is gone: ${words}` })
}

/** Removes what was found, kept on purpose or not. @returns what is left of it, a line each */
export async function removeFound(site: Site, found: readonly CloudResource[]): Promise<readonly string[]> {
  const unknown = unknownOf(
    site.spec.name,
    found.map(({ kept: _, ...one }) => one),
    await standing(site),
  )
  if (unknown.length > 0) await sweep(site, unknown)
  const told = new Map(unknown.map(({ urn, words }) => [urn, words]))
  return [...(await leftOf(site, told)), ...site.abandoned]
}

/** With the data kept, what has no name in the program may well be the data: a volume. */
async function unknownTo(site: Site, found: readonly CloudResource[]): Promise<readonly Unknown[]> {
  const unknown = unknownOf(site.spec.name, found, await standing(site))
  if (site.fate === 'keep') return unknown.filter(({ name }) => name !== undefined)
  if (!site.sparesVolumes) return unknown
  site.abandoned.push(...unknown.filter(isVolume).map(({ words }) => `${words}: it may hold the data`))
  return unknown.filter((one) => !isVolume(one))
}

/** What clouds call the disks of pods. */
const isVolume = ({ type }: Unknown) => /:(volume|disk)$/i.test(type)

async function sweep(site: Site, unknown: readonly Unknown[]): Promise<void> {
  const { listener } = site
  listener({ kind: 'step', text: `Looking at what may be left: ${wordsOf(unknown)}` })
  const there = await adopted(site, unknown)
  if (there.length === 0) return
  listener({ kind: 'step', text: `Removing what was left: ${wordsOf(there)}` })
  const removal = { only: there.map(({ urn }) => urn), isPatient: true } as const
  // What refuses stays in the state, where it is found by whoever lists it.
  await carry(site, { operation: 'remove', removal, isOutside: true }).catch(() => stopIfAborted(site))
}

/** @returns what is really there. What can't even be looked at is left, and nobody's business any more. */
async function adopted(site: Site, unknown: readonly Unknown[]): Promise<readonly Unknown[]> {
  const edit = { ...noEdit, adopt: unknown.map(toFound) }
  try {
    await carry(site, { operation: 'look', removal: { edit }, isOutside: true })
  } catch {
    stopIfAborted(site)
    site.abandoned.push(...unknown.map(({ words }) => words))
    const forget = { ...noEdit, forget: unknown.map(({ urn }) => urn) }
    await carry(site, { operation: 'look', removal: { edit: forget }, isOutside: true })
  }
  const urns = new Set((await standing(site)).resources.map(({ urn }) => urn))
  return unknown.filter(({ urn }) => urns.has(urn))
}

const wordsOf = (unknown: readonly Unknown[]) => unknown.map(({ words }) => words).join(', ')

/** With the data kept, what is in the state is what is meant to stay, but for what was swept. */
async function leftOf(site: Site, told: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { fate, refusals } = site
  return thingsIn(await standing(site))
    .filter(({ urn }) => fate !== 'keep' || told.has(urn))
    .map(({ type, urn, inputs }) => {
      const words = told.get(urn) ?? resourceLabel(type, urn, inputs)
      const why = refusals.get(`${type} ${nameIn(urn)}`)
      return why === undefined ? words : `${words}: ${why}`
    })
}
