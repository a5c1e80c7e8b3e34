/** What all things at Azure share: a path for an id, a group they are in, a service that has to be registered. */
import { ProviderError } from '../frame/cloud-error.ts'
import type { Changing, Making, Operation, ResourceType } from '../frame/definition.ts'
import { refuse } from '../frame/fields.ts'
import { type Properties, textAt } from '../frame/properties.ts'
import type { CloudObject, View } from '../frame/view.ts'
import { plainRegion, regionNamed } from './catalogue.ts'
import { armId, groupId, parentOf } from './ids.ts'
import * as kinds from './kinds.ts'
import { judgeRegistration } from './registration.ts'

export interface ArmKind
  extends Pick<ResourceType, 'token' | 'minutes' | 'timeouts' | 'retries' | 'settledByCloud' | 'problems'>,
    Pick<ResourceType, 'unmake' | 'gone' | 'trouble' | 'inside' | 'outside' | 'tagged'> {
  /** `Microsoft.Network/virtualNetworks` */
  readonly arm: string
  /** Inputs that name it, outermost first. */
  readonly names: readonly [string, ...string[]]
  /** Letters of the last of these. */
  readonly longest: number
  readonly required?: readonly string[]
  readonly replaceOn?: readonly string[]
  /** A place like everything else has: not what lies inside of something. */
  readonly hasLocation?: boolean
  /** There with its parent, from the start: so nobody minds that it is there already. */
  readonly isPart?: boolean
  /** Judges it. Throws a refusal. @returns what is told of it */
  readonly make: (making: Making, id: string) => Properties
  readonly change?: (request: Changing) => Properties
}

export function armType(kind: ArmKind): ResourceType {
  const { arm, names, longest, required = [], replaceOn = [], make, ...rest } = kind
  const name = names.at(-1) ?? ''
  return {
    ...rest,
    operations: operationsOf(arm),
    place: 'global',
    name: { property: name, longest, digits: 8 },
    tagged: kind.tagged ?? kind.hasLocation === true,
    required: ['resourceGroupName', ...names.slice(0, -1), ...required],
    replaceOn: ['resourceGroupName', ...names, ...(kind.hasLocation ? ['location'] : []), ...replaceOn],
    deleteBeforeReplace: true,
    make: (making) => {
      const id = idOf(kind, making)
      judgeNew(kind, making, id)
      const told = make(making, id)
      return {
        id,
        outputs: { ...usual(kind, making.inputs), ...told },
      }
    },
  }
}

export function operationsOf(arm: string) {
  const [service = '', ...types] = arm.split('/')
  const operation = (verb: string): Operation => ({ service, name: `${types.join('/')}/${verb}`, doing: '' })
  return {
    create: operation('write'),
    read: operation('read'),
    update: operation('write'),
    delete: operation('delete'),
  }
}

function idOf({ arm, names }: ArmKind, { inputs, view }: Making): string {
  const group = groupId(view.account, textAt(inputs, 'resourceGroupName') ?? '')
  return armId(
    group,
    arm,
    names.map((name) => textAt(inputs, name) ?? ''),
  )
}

/** The provider looks first: it takes over nothing that is there. */
function judgeNew({ token, names, arm, isPart, hasLocation }: ArmKind, making: Making, id: string): void {
  const { inputs, view, session } = making
  if (!isPart && view.find(token, id))
    throw new ProviderError(`cannot create already existing resource '${id}'`)
  judgeRegistration(view, session, arm.split('/')[0] ?? '')
  groupFor(view, textAt(inputs, 'resourceGroupName') ?? '')
  if (hasLocation) judgeLocation(inputs, arm)
  if (names.length > 1) parentFor(view, id)
}

/** @throws as Azure does when there is no such group, or it is about to go */
function groupFor(view: View, name: string): CloudObject {
  const found = view.find(kinds.resourceGroup, groupId(view.account, name))
  if (!found) return refuse('ResourceGroupNotFound', `Resource group '${name}' could not be found.`, 404)
  if (found.phase === 'deleting')
    refuse(
      'ResourceGroupBeingDeleted',
      `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
      409,
    )
  return found
}

function judgeLocation(inputs: Properties, arm: string): void {
  const location = textAt(inputs, 'location') ?? ''
  if (location === 'global' || regionNamed(location)) return
  refuse(
    'LocationNotAvailableForResourceType',
    `The provided location '${location}' is not available for resource type '${arm}'.`,
  )
}

/**
 * @throws as Azure does when what it is in is not there. New databases are not found for a while, as others are that are
 * too new to be seen: https://github.com/Azure/azure-rest-api-specs/issues/21178
 */
function parentFor(view: View, id: string): void {
  const parent = parentOf(id)
  const found = view.list().find((object) => object.id === parent)
  if (found && (found.type !== kinds.server || (found.seenFrom ?? 0) <= view.now)) return
  const names = parent.split('/').slice(6).join('/')
  const type = parent.split('/').at(-2) ?? ''
  refuse(
    found ? 'ResourceNotFound' : 'ParentResourceNotFound',
    found
      ? `The Resource '${names}' under resource group '${parent.split('/')[4]}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`
      : `Failed to perform 'write' on resource(s) of type '${type}', because the parent resource '${parent}' could not be found.`,
    404,
  )
}

function usual({ arm, names, hasLocation }: ArmKind, inputs: Properties): Properties {
  const location = textAt(inputs, 'location')
  return {
    name: inputs[names.at(-1) ?? ''],
    type: arm,
    ...(hasLocation && location !== undefined ? { location: plainRegion(location) } : {}),
    provisioningState: 'Succeeded',
  }
}

/** @throws as Azure does when something that is named is not there. @param by id of who names it */
export function referred(view: View, type: string, id: string | undefined, by: string): CloudObject {
  const found = id === undefined ? undefined : view.find(type, id)
  return (
    found ??
    refuse(
      'InvalidResourceReference',
      `Resource ${id} referenced by resource ${by} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
    )
  )
}
