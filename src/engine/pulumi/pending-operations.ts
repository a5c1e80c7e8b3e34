/** What was going on when the engine was killed, and how what was created all the same is found again. */
import type { Checkpoint, PendingOperation, StoredResource } from './checkpoint.ts'
import { fieldOf, isRecord, textOf } from './json-fields.ts'
import type { Adoption } from './protocol.ts'
import { resourceLabel } from './resource-words.ts'
import { releaseType } from './stack-names.ts'

export interface Recovery {
  readonly adoptions: readonly Adoption[]
  /** A sentence for people. */
  readonly said: string
}

/** The id by which a provider imports a resource, where its type and inputs say it. */
type ImportId = (type: string, inputs: Readonly<Record<string, unknown>>) => string | undefined

/** @returns `undefined` when nothing was interrupted */
export function recoveryFor(
  { pending }: Checkpoint,
  importId: ImportId = () => undefined,
): Recovery | undefined {
  if (pending.length === 0) return undefined
  const things = pending.map(({ resource }) => resourceLabel(resource.type, resource.urn, resource.inputs))
  const said = `An earlier run was killed while it worked on: ${things.join(', ')}. Looking at what became of it.`
  return { said, adoptions: pending.flatMap((operation) => adoptionOf(operation, importId)) }
}

function adoptionOf({ kind, resource }: PendingOperation, importId: ImportId): readonly Adoption[] {
  if (kind !== 'creating') return []
  const { urn, type, inputs } = resource
  const id = importId(type, isRecord(inputs) ? inputs : {}) ?? kubernetesId(resource)
  return id === undefined ? [] : [{ urn, id }]
}

/**
 * Objects of Kubernetes and releases of Helm are called what the program asked for, so their id is known before they
 * are there. Source: `fqName` of `provider/pkg/provider` in https://github.com/pulumi/pulumi-kubernetes (4.34.2).
 */
function kubernetesId({ type, inputs }: StoredResource): string | undefined {
  if (!type.startsWith('kubernetes:')) return undefined
  const named = type === releaseType ? inputs : fieldOf(inputs, 'metadata')
  const [namespace, name] = [textOf(named, 'namespace'), textOf(named, 'name')]
  return namespace === undefined ? name : name && `${namespace}/${name}`
}
