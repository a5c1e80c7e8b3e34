/** What was going on when the engine was killed, and how what was created all the same is found again. */
import type { Checkpoint, PendingOperation, StoredResource } from './checkpoint.ts'
import { fieldOf, textOf } from './json-fields.ts'
import type { Adoption } from './protocol.ts'
import { resourceWords } from './resource-words.ts'
import { nameIn, releaseType } from './stack-names.ts'

export interface Recovery {
  readonly adoptions: readonly Adoption[]
  /** A sentence for people. */
  readonly said: string
}

/** `undefined` when nothing was interrupted. */
export function recoveryFor({ pending }: Checkpoint): Recovery | undefined {
  if (pending.length === 0) return undefined
  const things = pending.map(({ resource }) => `${resourceWords(resource.type)} ${nameIn(resource.urn)}`)
  const said = `An earlier run was killed while it worked on: ${things.join(', ')}. Looking at what became of it.`
  return { said, adoptions: pending.flatMap(adoptionOf) }
}

function adoptionOf({ kind, resource }: PendingOperation): readonly Adoption[] {
  const id = kind === 'creating' ? knownId(resource) : undefined
  return id === undefined ? [] : [{ urn: resource.urn, id }]
}

/**
 * Objects of Kubernetes and releases of Helm are called what the program asked for, so their id is known before they
 * are there. Source: `fqName` of `provider/pkg/provider` in https://github.com/pulumi/pulumi-kubernetes (4.34.2).
 */
function knownId({ type, inputs }: StoredResource): string | undefined {
  if (!type.startsWith('kubernetes:')) return undefined
  const named = type === releaseType ? inputs : fieldOf(inputs, 'metadata')
  const [namespace, name] = [textOf(named, 'namespace'), textOf(named, 'name')]
  return namespace === undefined ? name : name && `${namespace}/${name}`
}
