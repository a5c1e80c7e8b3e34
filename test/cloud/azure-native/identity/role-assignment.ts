/** Who may do what: https://learn.microsoft.com/rest/api/authorization/role-assignments */

import { ProviderError } from '../../frame/cloud-error.ts'
import type { Making, ResourceType } from '../../frame/definition.ts'
import { instantly, refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { roles } from '../catalogue.ts'
import { isSameId, nameOf } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { operationsOf } from '../resource.ts'

export const roleAssignment: ResourceType = {
  token: kinds.roleAssignment,
  operations: operationsOf('Microsoft.Authorization/roleAssignments'),
  place: 'global',
  name: { property: 'roleAssignmentName', longest: 36, digits: 8 },
  required: ['principalId', 'roleDefinitionId', 'scope'],
  defaults: () => ({ principalType: 'User' }),
  replaceOn: ['roleAssignmentName', 'principalId', 'roleDefinitionId', 'scope', 'principalType', 'condition'],
  deleteBeforeReplace: true,
  minutes: instantly,
  make: (making) => {
    const { inputs, view } = making
    const name = textAt(inputs, 'roleAssignmentName') ?? ''
    const id = `${(textAt(inputs, 'scope') ?? '').replace(/\/$/, '')}/providers/Microsoft.Authorization/roleAssignments/${name}`
    if (view.find(kinds.roleAssignment, id))
      throw new ProviderError(`cannot create already existing resource '${id}'`)
    judge(making)
    return { id, outputs: { name, type: 'Microsoft.Authorization/roleAssignments' } }
  },
}

function judge({ inputs, view }: Making): void {
  const name = textAt(inputs, 'roleAssignmentName') ?? ''
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name))
    refuse(
      'InvalidRoleAssignmentId',
      `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    )
  const role = nameOf(textAt(inputs, 'roleDefinitionId') ?? '')
  if (!(role in roles))
    refuse('RoleDefinitionDoesNotExist', `The specified role definition with ID '${role}' does not exist.`)
  judgePrincipal(inputs, view)
  const { principalId, roleDefinitionId, scope } = inputs
  const twin = view
    .list(kinds.roleAssignment)
    .find(
      ({ inputs: other }) =>
        other['principalId'] === principalId &&
        other['roleDefinitionId'] === roleDefinitionId &&
        isSameId(textAt(other, 'scope'), String(scope)),
    )
  if (twin) refuse('RoleAssignmentExists', 'The role assignment already exists.', 409)
}

/** The directory hears of new principals later, unless one says what they are. */
function judgePrincipal(inputs: Making['inputs'], view: View): void {
  if (textAt(inputs, 'principalType') === 'ServicePrincipal') return
  const principal = textAt(inputs, 'principalId')
  const young = view
    .list(kinds.identity)
    .find(
      ({ outputs, since }) => outputs['principalId'] === principal && view.now - since < view.milliseconds(1),
    )
  if (!young) return
  const words = `Principal ${principal?.replaceAll('-', '')} does not exist in the directory. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`
  refuse('PrincipalNotFound', words)
}

/** Whether something may use what is in a scope. @param role `Network Contributor` */
export function isGranted(view: View, principal: string | undefined, scope: string, role: string): boolean {
  return view.list(kinds.roleAssignment).some(({ inputs }) => {
    const over = (textAt(inputs, 'scope') ?? '').toLowerCase()
    const given = roles[nameOf(textAt(inputs, 'roleDefinitionId') ?? '')]
    const isOver = isSameId(over, scope) || scope.toLowerCase().startsWith(`${over}/`)
    return (
      inputs['principalId'] === principal && isOver && [role, 'Contributor', 'Owner'].includes(given ?? '')
    )
  })
}
