/** What was going on when the engine was killed, and how what was created all the same is found again. */
import type { CloudResource } from '../../../stacks/inquiry-contract.ts'
import type { Checkpoint, PendingOperation, StoredResource } from './checkpoint.ts'
import { fieldOf, isRecord, textOf } from './json-fields.ts'
import type { Adoption, FoundResource, Recovery } from './protocol.ts'
import { resourceLabel } from './resource-words.ts'
import { nameIn, releaseType } from './stack-names.ts'

export interface SaidRecovery extends Recovery {
  /** A sentence for people, where something was interrupted. */
  readonly said?: string
}

/** The id by which a provider imports a resource, where its type and inputs say it. */
export type ImportId = (type: string, inputs: Readonly<Record<string, unknown>>) => string | undefined

interface Knowledge {
  readonly importId?: ImportId
  /** What the cloud has, where it was asked. */
  readonly found?: readonly CloudResource[] | undefined
}

/** @returns `undefined` when nothing was interrupted, and nobody thought it worth asking the cloud */
export function recoveryFor({ pending }: Checkpoint, knowledge: Knowledge = {}): SaidRecovery | undefined {
  const { found } = knowledge
  if (pending.length === 0 && !found) return undefined
  const things = pending.map(({ resource }) => resourceLabel(resource.type, resource.urn, resource.inputs))
  const said = `An earlier run was killed while it worked on: ${things.join(', ')}. Looking at what became of it.`
  return {
    adoptions: pending.flatMap((operation) => adoptionOf(operation, knowledge)),
    ...(found ? { found: found.flatMap(named) } : {}),
    ...(pending.length > 0 ? { said } : {}),
  }
}

function named({ type, id, name }: CloudResource): readonly FoundResource[] {
  return name === undefined ? [] : [{ type, id, name }]
}

function adoptionOf(
  { kind, resource }: PendingOperation,
  { importId = () => undefined, found = [] }: Knowledge,
): readonly Adoption[] {
  if (kind !== 'creating') return []
  const { urn, type, inputs } = resource
  const there = found.find((one) => one.type === type && one.name === nameIn(urn))
  if (there) return [{ urn, id: there.id, isFound: true }]
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
