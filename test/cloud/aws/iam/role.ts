import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse, where } from '../../frame/fields.ts'
import { textAt, valueAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { managedPolicies } from '../catalogue.ts'
import { arn, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

export const role: ResourceType = {
  token: kinds.role,
  operations: operations('IAM', 'IAM Role ({name})', ['CreateRole', 'GetRole', 'UpdateRole', 'DeleteRole']),
  place: 'global',
  name: { property: 'name', longest: 64 },
  tagged: true,
  required: ['assumeRolePolicy'],
  defaults: () => ({ forceDetachPolicies: false, maxSessionDuration: 3600, path: '/' }),
  replaceOn: ['name', 'namePrefix', 'path'],
  minutes: { create: 0.02, update: 0.02, delete: 0.02 },
  problems: (inputs) => {
    const name = textAt(inputs, 'name') ?? ''
    const policy = textAt(inputs, 'assumeRolePolicy')
    return [
      ...(name.length > 64
        ? [{ path: 'name', reason: `expected length of name to be in the range (1 - 64), got ${name}` }]
        : []),
      ...(policy !== undefined && !isJson(policy)
        ? [{ path: 'assumeRolePolicy', reason: '"assume_role_policy" contains an invalid JSON policy' }]
        : []),
    ]
  },
  make: ({ inputs, view }) => {
    const name = textAt(inputs, 'name') ?? ''
    if (view.find(kinds.role, name))
      refuse('EntityAlreadyExists', `Role with name ${name} already exists.`, 409)
    if (!/"Principal"/.test(textAt(inputs, 'assumeRolePolicy') ?? '')) {
      refuse('MalformedPolicyDocument', 'AssumeRole policy must contain resources')
    }
    const path = textAt(inputs, 'path') ?? '/'
    return {
      id: name,
      unseen: view.settings.roleLagMinutes,
      outputs: {
        ...{ arn: arn(view, 'iam', `role${path}${name}`), uniqueId: `AROA${freshHex(17).toUpperCase()}` },
        createDate: new Date(view.now).toISOString(),
      },
    }
  },
  unmake: ({ id, outputs }, view) => {
    const attached = where(view, kinds.rolePolicyAttachment, 'role', id)
    if (outputs['forceDetachPolicies'] === true) for (const link of attached) view.remove(link)
    else if (attached.length > 0) {
      refuse('DeleteConflict', 'Cannot delete entity, must detach all policies first.', 409)
    }
  },
}

export const rolePolicyAttachment: ResourceType = {
  token: kinds.rolePolicyAttachment,
  operations: {
    ...operations('IAM', 'IAM Policy ({policyArn}) from IAM Role ({role})', [
      ...(['AttachRolePolicy', 'ListAttachedRolePolicies', 'AttachRolePolicy', 'DetachRolePolicy'] as const),
    ]),
    create: {
      ...{ service: 'IAM', name: 'AttachRolePolicy' },
      doing: 'attaching IAM Policy ({policyArn}) to IAM Role ({role})',
    },
  },
  place: 'global',
  required: ['role', 'policyArn'],
  replaceOn: ['role', 'policyArn'],
  importedAs: ({ role: name, policyArn }) => `${name}/${policyArn}`,
  minutes: instantly,
  make: ({ inputs, view }) => {
    const [name = '', policy = ''] = [textAt(inputs, 'role'), textAt(inputs, 'policyArn')]
    if (!view.find(kinds.role, name))
      refuse('NoSuchEntity', `The role with name ${name} cannot be found.`, 404)
    const own = /^arn:aws:iam::aws:policy\/(.*)$/.exec(policy)?.[1]
    if (own === undefined || !managedPolicies.includes(own)) {
      refuse('NoSuchEntity', `Policy ${policy} does not exist or is not attachable.`, 404)
    }
    // What is attached already stays so: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
    // The id is the provider's own invention.
    for (const link of where(view, kinds.rolePolicyAttachment, 'role', name))
      if (link.outputs['policyArn'] === policy) view.remove(link)
    return { id: `${name}-${freshHex(26)}` }
  },
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * The role of this ARN, if a service that wants to use it can. Roles are new for some seconds: until then others don't
 * know them, and refuse in a way that providers try again.
 */
export function assumable(view: View, roleArn: string | undefined, service: string) {
  const found = view.elsewhere({ region: 'global' }).seen(kinds.role)
  const known = found.find(({ outputs }) => outputs['arn'] === roleArn)
  return known && trusts(textAt(known.inputs, 'assumeRolePolicy') ?? '', service) ? known : undefined
}

function trusts(policy: string, service: string): boolean {
  const document: unknown = JSON.parse(policy)
  const statements = valueAt(document, 'Statement')
  const all = Array.isArray(statements) ? statements : [statements]
  return all.some((statement) => {
    const named = valueAt(statement, 'Principal.Service')
    return named === service || (Array.isArray(named) && named.includes(service))
  })
}

/** Names of AWS's own policies that a role has. */
export function policiesOf(view: View, roleName: string): readonly string[] {
  const links = where(view.elsewhere({ region: 'global' }), kinds.rolePolicyAttachment, 'role', roleName)
  return links.map(({ outputs }) => (textAt(outputs, 'policyArn') ?? '').replace(/^.*?policy\//, ''))
}
