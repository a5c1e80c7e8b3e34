import { fieldOf, isRecord, listOf, textOf } from '../json-fields.ts'
import type { Found, StateEdit } from '../removal.ts'

/**
 * The state with what was found and without what is to be forgotten; what depended on that no longer does.
 * @param exported what `pulumi stack export` says
 */
export function editedState(exported: unknown, { adopt, forget, release }: StateEdit): unknown {
  const deployment = fieldOf(exported, 'deployment')
  if (!isRecord(exported) || !isRecord(deployment)) return exported
  const isKept = (urn: unknown) => typeof urn !== 'string' || !forget.includes(urn)
  const known = listOf(deployment, 'resources').filter((resource) => isKept(textOf(resource, 'urn')))
  const resources = known.map((resource) => withoutDependencies(released(resource, release), isKept))
  const pending = listOf(deployment, 'pending_operations').filter((operation) =>
    isKept(textOf(fieldOf(operation, 'resource'), 'urn')),
  )
  const urns = new Set(resources.map((resource) => textOf(resource, 'urn')))
  const found = adopt.filter(({ urn }) => !urns.has(urn)).flatMap((one) => resourceOf(one, resources))
  return {
    ...exported,
    deployment: { ...deployment, resources: [...resources, ...found], pending_operations: pending },
  }
}

function released(resource: unknown, urns: readonly string[]): unknown {
  if (!isRecord(resource) || !urns.includes(textOf(resource, 'urn') ?? '')) return resource
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
function resourceOf({ urn, type, id, isGuarded }: Found, known: readonly unknown[]): readonly unknown[] {
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
      ...(isGuarded ? { protect: true } : {}),
    },
  ]
}
