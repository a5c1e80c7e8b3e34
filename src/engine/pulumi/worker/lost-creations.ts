import type { ImportId } from '../pending-operations.ts'
import type { FoundResource } from '../protocol.ts'
import { nameIn } from '../stack-names.ts'
import type { Adoptable } from './adopted-state.ts'
import type { PlannedCreation } from './planned-creations.ts'

/** What would be made, and may be there: found by its name, or by the id that it would have. */
export function lostCreations(
  planned: readonly PlannedCreation[],
  found: readonly FoundResource[],
  importId: ImportId = () => undefined,
): readonly Adoptable[] {
  return planned.flatMap(({ urn, type, inputs, state }) => {
    // Making what is there already makes it ours, in Kubernetes.
    if (type.startsWith('kubernetes:')) return []
    const there = found.find((one) => one.type === type && one.name === nameIn(urn))
    if (there) return [{ urn, id: there.id, isFound: true, state }]
    const id = importId(type, inputs)
    return id === undefined ? [] : [{ urn, id, state }]
  })
}
