import { fieldOf, isRecord, listOf, textOf } from '../json-fields.ts'
import type { Adoption } from '../protocol.ts'

/**
 * The state without interrupted operations, and with resources that may have been created all the same: they get the id
 * that they have then, and nothing else, so that a refresh finds out whether they are there and how they are.
 * @param exported what `pulumi stack export` says
 */
export function adoptedState(exported: unknown, adoptions: readonly Adoption[]): unknown {
  const deployment = fieldOf(exported, 'deployment')
  if (!isRecord(exported) || !isRecord(deployment)) return exported
  const resources = listOf(deployment, 'resources')
  const known = new Set(resources.map((resource) => textOf(resource, 'urn')))
  const adopted = listOf(deployment, 'pending_operations').flatMap((operation) => {
    const resource = fieldOf(operation, 'resource')
    const adoption = adoptions.find(({ urn }) => urn === textOf(resource, 'urn'))
    // Something that is replaced is known already, by the same name.
    return adoption && isRecord(resource) && !known.has(adoption.urn)
      ? [{ ...resource, id: adoption.id, outputs: {} }]
      : []
  })
  const { pending_operations: _, ...rest } = deployment
  return { ...exported, deployment: { ...rest, resources: [...resources, ...adopted] } }
}

/** URNs of resources that are in the state. */
export function urnsIn(exported: unknown): readonly string[] {
  return listOf(fieldOf(exported, 'deployment'), 'resources').flatMap(
    (resource) => textOf(resource, 'urn') ?? [],
  )
}
