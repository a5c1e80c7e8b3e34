import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse } from '../../frame/fields.ts'
import { flagAt, textAt } from '../../frame/properties.ts'
import { freshHex } from '../../frame/world.ts'
import { arn, operations } from '../fields.ts'
import { assumable } from '../iam/role.ts'
import * as kinds from '../kinds.ts'
import { clusterFor } from './cluster.ts'

export const accessEntry: ResourceType = {
  token: kinds.accessEntry,
  operations: {
    ...operations('EKS', 'EKS Access Entry', [
      ...(['CreateAccessEntry', 'DescribeAccessEntry', 'UpdateAccessEntry', 'DeleteAccessEntry'] as const),
    ]),
    create: { service: 'EKS', name: 'CreateAccessEntry', doing: 'creating EKS Access Config' },
  },
  tagged: true,
  required: ['clusterName', 'principalArn'],
  defaults: () => ({ type: 'STANDARD' }),
  replaceOn: ['clusterName', 'principalArn', 'type', 'region'],
  settledByCloud: ['userName', 'kubernetesGroups'],
  minutes: instantly,
  make: ({ inputs, view }) => {
    const owner = clusterFor(view, textAt(inputs, 'clusterName'))
    const principal = textAt(inputs, 'principalArn') ?? ''
    const mode = textAt(owner.outputs, 'accessConfig.authenticationMode')
    if (mode === 'CONFIG_MAP') {
      refuse(
        'InvalidRequestException',
        "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
      )
    }
    if (!/^arn:aws:iam::\d+:(role|user)\//.test(principal)) {
      refuse('InvalidParameterException', 'The principalArn parameter format is not valid')
    }
    const id = `${owner.id}:${principal}`
    const isCreator = owner.outputs['__createdBy'] === principal
    const isAdmin = flagAt(owner.outputs, 'accessConfig.bootstrapClusterCreatorAdminPermissions')
    if (view.find(kinds.accessEntry, id) || (isCreator && isAdmin)) {
      refuse(
        'ResourceInUseException',
        'The specified access entry resource is already in use on this cluster.',
        409,
      )
    }
    const moment = new Date(view.now).toISOString()
    return {
      id,
      outputs: {
        ...{ userName: principal, kubernetesGroups: [], ...inputs, createdAt: moment, modifiedAt: moment },
        accessEntryArn: arn(view, 'eks', `access-entry/${owner.id}/role/${view.account}/${freshHex(32)}`),
      },
    }
  },
}

export const accessPolicyAssociation: ResourceType = {
  token: kinds.accessPolicyAssociation,
  operations: operations('EKS', 'EKS Access Policy Association', [
    ...(['AssociateAccessPolicy', 'ListAssociatedAccessPolicies', 'AssociateAccessPolicy'] as const),
    'DisassociateAccessPolicy',
  ]),
  required: ['clusterName', 'principalArn', 'policyArn', 'accessScope'],
  replaceOn: ['clusterName', 'principalArn', 'policyArn', 'accessScope', 'region'],
  minutes: instantly,
  retries: { create: { codes: ['ResourceNotFoundException'], minutes: 2 } },
  make: ({ inputs, view }) => {
    const owner = clusterFor(view, textAt(inputs, 'clusterName'))
    const [principal, policy] = [textAt(inputs, 'principalArn'), textAt(inputs, 'policyArn') ?? '']
    if (!view.find(kinds.accessEntry, `${owner.id}:${principal}`)) {
      refuse(
        'ResourceNotFoundException',
        "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.",
        404,
      )
    }
    if (!policy.startsWith('arn:aws:eks::aws:cluster-access-policy/')) {
      refuse('InvalidParameterException', 'The policyArn parameter format is not valid')
    }
    const moment = new Date(view.now).toISOString()
    return { id: `${owner.id}#${principal}#${policy}`, outputs: { associatedAt: moment, modifiedAt: moment } }
  },
}

export const podIdentityAssociation: ResourceType = {
  token: kinds.podIdentityAssociation,
  operations: operations('EKS', 'EKS Pod Identity Association', [
    ...(['CreatePodIdentityAssociation', 'DescribePodIdentityAssociation'] as const),
    ...(['UpdatePodIdentityAssociation', 'DeletePodIdentityAssociation'] as const),
  ]),
  tagged: true,
  required: ['clusterName', 'namespace', 'serviceAccount', 'roleArn'],
  replaceOn: ['clusterName', 'namespace', 'serviceAccount', 'region'],
  minutes: instantly,
  retries: { create: { codes: ['InvalidParameterException'], says: /does not exist/, minutes: 2 } },
  make: ({ inputs, view }) => {
    const owner = clusterFor(view, textAt(inputs, 'clusterName'))
    if (!assumable(view, textAt(inputs, 'roleArn'), 'pods.eks.amazonaws.com')) {
      refuse('InvalidParameterException', 'Role provided in the request does not exist.')
    }
    const id = `a-${freshHex(17)}`
    return {
      id,
      outputs: {
        associationId: id,
        associationArn: arn(view, 'eks', `podidentityassociation/${owner.id}/${id}`),
      },
    }
  },
}
