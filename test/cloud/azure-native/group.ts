import { ProviderError } from '../frame/cloud-error.ts'
import type { ResourceType } from '../frame/definition.ts'
import { refuse } from '../frame/fields.ts'
import { textAt } from '../frame/properties.ts'
import type { View } from '../frame/view.ts'
import { plainRegion, regionNamed, regions } from './catalogue.ts'
import { groupId, isWithin } from './ids.ts'
import * as kinds from './kinds.ts'
import { operationsOf } from './resource.ts'

const arm = 'Microsoft.Resources/resourceGroups'

/** It takes along what is in it. */
export const resourceGroup: ResourceType = {
  token: kinds.resourceGroup,
  operations: operationsOf('Microsoft.Resources/subscriptions/resourceGroups'),
  place: 'global',
  name: { property: 'resourceGroupName', longest: 90, digits: 8 },
  tagged: true,
  required: ['location'],
  replaceOn: ['resourceGroupName', 'location'],
  deleteBeforeReplace: true,
  minutes: { create: 0.1, update: 0.1, delete: 1 },
  timeouts: { delete: 120 },
  retries: { delete: { codes: ['SubnetIsHeld'], minutes: 90 } },
  problems: ({ resourceGroupName: name }) =>
    typeof name === 'string' && (!/^[-\w._()]+$/.test(name) || name.length > 90 || name.endsWith('.'))
      ? [
          {
            path: 'resourceGroupName',
            reason: `'resourceGroupName' does not match expression '^[-\\w\\._\\(\\)]+$'`,
          },
        ]
      : [],
  make: ({ inputs, view }) => {
    const [name = '', location = ''] = [textAt(inputs, 'resourceGroupName'), textAt(inputs, 'location')]
    const id = groupId(view.account, name)
    if (view.find(kinds.resourceGroup, id))
      throw new ProviderError(`cannot create already existing resource '${id}'`)
    judgeRegion(location)
    return { id, outputs: { name, type: arm, location: plainRegion(location) } }
  },
  // Azure goes on trying for an hour and a half.
  unmake: ({ id }, view) => {
    const held = view
      .list(kinds.associationLink)
      .find(({ outputs }) => isWithin(textAt(outputs, 'subnet') ?? '', id))
    if (held) refuse('SubnetIsHeld', `Deletion of resource group '${id}' did not finish yet.`, 409)
  },
  gone: ({ id }, view) => removeWithin(view, id),
}

function judgeRegion(location: string): void {
  if (regionNamed(location)) return
  const names = regions.map(({ name }) => name).join(',')
  refuse(
    'LocationNotAvailableForResourceGroup',
    `The provided location '${location}' is not available for resource group. List of available regions is '${names}'.`,
  )
}

/** With what clusters in it keep elsewhere. */
function removeWithin(view: View, group: string): void {
  const inside = view.list().filter(({ id, type }) => isWithin(id, group) && type !== kinds.registration)
  for (const object of inside) {
    const nodes = textAt(object.outputs, 'nodeResourceGroup')
    if (object.type === kinds.cluster && nodes !== undefined) removeGroup(view, nodes)
    const found = view.find(object.type, object.id)
    if (found) view.remove(found)
  }
}

export function removeGroup(view: View, name: string): void {
  const found = view.find(kinds.resourceGroup, groupId(view.account, name))
  if (!found) return
  removeWithin(view, found.id)
  view.remove(found)
}
