import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import { freshHex } from '../../frame/world.ts'
import { needApi, operations, usualNames } from '../fields.ts'
import * as kinds from '../kinds.ts'

export const account: ResourceType = {
  token: kinds.account,
  operations: operations('iam', 'service account', usualNames('serviceAccounts')),
  place: 'global',
  required: ['accountId'],
  defaults: () => ({ disabled: false }),
  replaceOn: ['accountId', 'project'],
  settledByCloud: ['project'],
  minutes: { create: 0.2, update: 0.1, delete: 0.1 },
  problems: ({ accountId }) =>
    typeof accountId !== 'string' ||
    /^[a-z]([-a-z0-9]{4,28}[a-z0-9])$/.test(accountId) ||
    !/^[a-z]/.test(accountId)
      ? []
      : [
          {
            path: 'accountId',
            reason: `"account_id" ("${accountId}") doesn't match regexp "^[a-z](?:[-a-z0-9]{4,28}[a-z0-9])$"`,
          },
        ],
  make: ({ inputs, view }) => {
    needApi(view, 'iam.googleapis.com')
    const name = textAt(inputs, 'accountId') ?? ''
    const email = `${name}@${view.account}.iam.gserviceaccount.com`
    const id = `projects/${view.account}/serviceAccounts/${email}`
    if (view.find(kinds.account, id))
      refuse(
        'alreadyExists',
        `Service account ${name} already exists within project projects/${view.account}.`,
        409,
      )
    const uniqueId = `1${Number.parseInt(freshHex(12), 16)}`
    return {
      id,
      outputs: { project: view.account, email, member: `serviceAccount:${email}`, name: id, uniqueId },
      unseen: view.settings.roleLagMinutes,
    }
  },
}

export const iamMember: ResourceType = {
  token: kinds.iamMember,
  operations: {
    ...operations('resourcemanager', 'IAM member', [
      ...(['projects.setIamPolicy', 'projects.getIamPolicy', 'projects.setIamPolicy'] as const),
      'projects.setIamPolicy',
    ]),
    create: {
      ...{ service: 'resourcemanager', name: 'projects.setIamPolicy' },
      doing: `Error applying IAM policy for project "{project}": Error setting IAM policy for project "{project}"`,
    },
  },
  place: 'global',
  required: ['project', 'role', 'member'],
  replaceOn: ['project', 'role', 'member', 'condition'],
  minutes: instantly,
  make: ({ inputs, view }) => {
    needApi(view, 'cloudresourcemanager.googleapis.com')
    const [role, member = ''] = [textAt(inputs, 'role'), textAt(inputs, 'member')]
    const [, email] = /^serviceAccount:(.*)$/.exec(member) ?? []
    if (email !== undefined && !view.seen(kinds.account).some(({ outputs }) => outputs['email'] === email))
      refuse('badRequest', `Service account ${email} does not exist.`)
    return { id: `${view.account}/${role}/${member}`, outputs: { etag: 'BwYzen' } }
  },
}
