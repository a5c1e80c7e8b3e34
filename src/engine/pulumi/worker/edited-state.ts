import { fieldOf, isRecord, listOf, textOf } from '../json-fields.ts'
import type { Found, StateEdit } from '../removal.ts'
import { urnsIn } from './adopted-state.ts'
import { rememberedState } from './remembered-state.ts'

/**
 * The state without what is to be forgotten; what depended on that no longer does. Or, where that is all there is to
 * it, the memory of a last snapshot.
 * @param exported what `pulumi stack export` says
 */
export function editedState(exported: unknown, edit: StateEdit): unknown {
  if (edit.snapshot !== undefined) return rememberedState(exported, edit.snapshot)
  const deployment = fieldOf(exported, 'deployment')
  if (!isRecord(exported) || !isRecord(deployment)) return exported
  const isKept = (urn: unknown) => typeof urn !== 'string' || !edit.forget.includes(urn)
  const known = listOf(deployment, 'resources').filter((resource) => isKept(textOf(resource, 'urn')))
  const resources = known.map((resource) => withoutDependencies(guardedBy(resource, edit), isKept))
  const pending = listOf(deployment, 'pending_operations').filter((operation) =>
    isKept(textOf(fieldOf(operation, 'resource'), 'urn')),
  )
  return { ...exported, deployment: { ...deployment, resources, pending_operations: pending } }
}

/** The state with what was found, as far as it does not know it. */
export function withFound(exported: unknown, found: readonly Found[]): unknown {
  const deployment = fieldOf(exported, 'deployment')
  if (found.length === 0 || !isRecord(exported) || !isRecord(deployment)) return exported
  const resources = listOf(deployment, 'resources')
  const urns = new Set(urnsIn(exported))
  const fresh = found.filter(({ urn }) => !urns.has(urn)).flatMap((one) => resourceOf(one, resources))
  return { ...exported, deployment: { ...deployment, resources: [...resources, ...fresh] } }
}

function guardedBy(resource: unknown, { release, guard }: StateEdit): unknown {
  const urn = textOf(resource, 'urn') ?? ''
  if (!isRecord(resource)) return resource
  if (guard.includes(urn)) return { ...resource, protect: true }
  if (!release.includes(urn)) return resource
  const { protect: _, ...rest } = resource
  return rest
}

function withoutDependencies(resource: unknown, isKept: (urn: unknown) => boolean): unknown {
  if (!isRecord(resource)) return resource
  const { deletedWith, propertyDependencies, ...rest } = resource
  const properties = isRecord(propertyDependencies) ? Object.entries(propertyDependencies) : []
  return {
    ...rest,
    dependencies: listOf(resource, 'dependencies').filter(isKept),
    propertyDependencies: Object.fromEntries(
      properties.map(([name, urns]) => [name, Array.isArray(urns) ? urns.filter(isKept) : urns]),
    ),
    ...(isKept(deletedWith) && deletedWith !== undefined ? { deletedWith } : {}),
  }
}

/** It has to belong to a provider that the state knows: the one of its package. */
function resourceOf({ urn, type, id }: Found, known: readonly unknown[]): readonly unknown[] {
  const providerType = `pulumi:providers:${type.split(':')[0]}`
  const provider = known.find((resource) => textOf(resource, 'type') === providerType)
  const root = known.find((resource) => textOf(resource, 'type') === 'pulumi:pulumi:Stack')
  if (provider === undefined) return []
  const reference = `${textOf(provider, 'urn')}::${textOf(provider, 'id')}`
  const parent = textOf(root, 'urn')
  return [
    {
      ...{ urn, custom: true, id, type, inputs: {}, outputs: {}, provider: reference },
      ...(parent === undefined ? {} : { parent }),
    },
  ]
}
