/** What of a deployment stands, as far as its state knows: what a destroy asks of a state. Pure. */
import type { CloudResource } from '../../../stacks/inquiry-contract.ts'
import type { Checkpoint, StoredResource } from './checkpoint.ts'
import { textOf } from './json-fields.ts'
import type { Found } from './removal.ts'
import { isShown, nameIn, releaseType, stackType, stashNames, stashType, urnOf } from './stack-names.ts'

const providerPrefix = 'pulumi:providers:'

/** What can be taken away: real things. */
export function thingsIn({ resources }: Checkpoint): readonly StoredResource[] {
  return resources.filter(({ type, custom }) => isShown(type, custom))
}

/** What lies in a cluster, and is asked of that. */
export function inCluster(checkpoint: Checkpoint): readonly StoredResource[] {
  return thingsIn(checkpoint).filter(({ type }) => type.startsWith('kubernetes:'))
}

/** What was going on in it when the engine was killed. */
export function begunInCluster({ pending }: Checkpoint): readonly StoredResource[] {
  return pending.map(({ resource }) => resource).filter(({ type }) => type.startsWith('kubernetes:'))
}

/** What is protected from being removed: by the engine, and mostly by its cloud too. */
export function guarded(checkpoint: Checkpoint): readonly StoredResource[] {
  return thingsIn(checkpoint).filter(({ isProtected }) => isProtected)
}

/** An output of the stack, where it is text. */
export function outputIn({ resources }: Checkpoint, name: string): string | undefined {
  return textOf(resources.find(({ type }) => type === stackType)?.outputs, name)
}

export function hasServer({ resources }: Checkpoint): boolean {
  return resources.some(({ type }) => type === releaseType)
}

/**
 * What stays until it is proven that nothing is left: what zen remembers, the keys, and the ways into clouds, by which
 * something that turns up late can still be removed.
 */
export function memoryIn({ resources }: Checkpoint): readonly StoredResource[] {
  const kept = new Set<string>()
  for (const resource of resources) if (isMemory(resource, kept)) kept.add(resource.urn)
  return resources.filter(({ urn }) => kept.has(urn))
}

/** Resources come in the order in which they were made, so what one depends on was looked at before. */
function isMemory({ type, urn, dependencies }: StoredResource, kept: ReadonlySet<string>): boolean {
  if (type.startsWith(`${providerPrefix}kubernetes`) || nameIn(urn) === stashNames.deployedSpec) return false
  if (type !== stashType && !type.startsWith(providerPrefix)) return false
  return dependencies.every((dependency) => kept.has(dependency))
}

/** Whether nothing is left but that. */
export function isBareMemory(checkpoint: Checkpoint): boolean {
  const memory = new Set(memoryIn(checkpoint))
  return checkpoint.resources.every((resource) => memory.has(resource) || resource.type === stackType)
}

/** Something that is there, and that no state knows of. */
export interface Unknown extends CloudResource {
  /** What it is called once the state knows of it. */
  readonly urn: string
}

/** What was found and is not in the state, by its name in the program or, where it has none, by one of its own. */
export function unknownOf(
  stack: string,
  found: readonly CloudResource[],
  { resources }: Checkpoint,
): readonly Unknown[] {
  const urns = new Set(resources.map(({ urn }) => urn))
  const ids = new Set(resources.map(({ type, id }) => `${type} ${id}`))
  const isKnown = (one: CloudResource) =>
    ids.has(`${one.type} ${one.id}`) || (one.name !== undefined && urns.has(urnOf(stack, one.type, one.name)))
  const names = new Set<string>()
  return found
    .filter((one) => !one.kept && !isKnown(one))
    .map((one, at) => {
      const own = urnOf(stack, one.type, one.name ?? `left-${at}`)
      const urn = names.has(own) ? urnOf(stack, one.type, `left-${at}`) : own
      names.add(urn)
      return { ...one, urn }
    })
}

export function toFound({ urn, type, id }: Unknown): Found {
  return { urn, type, id }
}
