import { fieldOf, isRecord, listOf, textOf } from '../json-fields.ts'
import type { Adoption } from '../protocol.ts'

/** A resource that may be there, as the state would have it. */
export interface Adoptable extends Adoption {
  readonly state: Readonly<Record<string, unknown>>
}

/** Resources whose creation was interrupted, with the ids that they have if they were created all the same. */
export function interruptedCreations(
  exported: unknown,
  adoptions: readonly Adoption[],
): readonly Adoptable[] {
  return listOf(fieldOf(exported, 'deployment'), 'pending_operations').flatMap((operation) => {
    const state = fieldOf(operation, 'resource')
    const adoption = adoptions.find(({ urn }) => urn === textOf(state, 'urn'))
    return adoption && isRecord(state) ? [{ ...adoption, state }] : []
  })
}

/**
 * The state without interrupted operations, and with resources that may have been created all the same, so that a
 * refresh finds out whether they are there and how they are.
 * @param exported what `pulumi stack export` says
 */
export function adoptedState(exported: unknown, adoptables: readonly Adoptable[]): unknown {
  const deployment = fieldOf(exported, 'deployment')
  if (!isRecord(exported) || !isRecord(deployment)) return exported
  const resources = listOf(deployment, 'resources')
  const known = new Set(urnsIn(exported))
  // Something that is replaced is known already, by the same name.
  const unknown = adoptables.filter(({ urn }) => !known.has(urn))
  const adopted = unknown.map((one) => ({ ...one.state, id: one.id, outputs: outputsOf(one) }))
  const { pending_operations: _, ...rest } = deployment
  return { ...exported, deployment: { ...rest, resources: [...resources, ...adopted] } }
}

/** URNs of resources that are in the state. */
export function urnsIn(exported: unknown): readonly string[] {
  return listOf(fieldOf(exported, 'deployment'), 'resources').flatMap(
    (resource) => textOf(resource, 'urn') ?? [],
  )
}

/**
 * With outputs, a provider of clouds refreshes, by the id that its cloud knows, and leaves what that does not tell as it
 * was asked for. Without any it imports, by an id of its own making, and what is not told looks like a change, which may
 * take a new resource. Source: `Read` of `pkg/tfbridge/provider.go` in
 * https://github.com/pulumi/pulumi-terraform-bridge (v3).
 */
function outputsOf({ isFound, state }: Adoptable): Readonly<Record<string, unknown>> {
  const inputs = fieldOf(state, 'inputs')
  if (!isFound || !isRecord(inputs)) return {}
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith('__')))
}
