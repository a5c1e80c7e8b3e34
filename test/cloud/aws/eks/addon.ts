import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { listAt, textAt } from '../../frame/properties.ts'
import { freshHex } from '../../frame/world.ts'
import { addonVersions } from '../catalogue.ts'
import { arn, operations } from '../fields.ts'
import { assumable } from '../iam/role.ts'
import * as kinds from '../kinds.ts'
import { clusterFor } from './cluster.ts'
import { nodesOf } from './node-group.ts'

/** They run as ordinary pods, for which there has to be a node. */
const needingNodes = ['coredns', 'aws-ebs-csi-driver', 'metrics-server']

export const addon: ResourceType = {
  token: kinds.addon,
  operations: {
    ...operations('EKS', 'EKS Add-On', ['CreateAddon', 'DescribeAddon', 'UpdateAddon', 'DeleteAddon']),
    create: { service: 'EKS', name: 'CreateAddon', doing: 'creating EKS Add-On ({clusterName}:{addonName})' },
  },
  tagged: true,
  required: ['clusterName', 'addonName'],
  replaceOn: ['clusterName', 'addonName', 'region'],
  settledByCloud: ['addonVersion'],
  minutes: { create: 0.8, update: 0.8, delete: 0.3 },
  timeouts: { create: 20, update: 20, delete: 40 },
  retries: { create: { codes: ['InvalidParameterException'], says: /does not exist/, minutes: 2 } },
  make: ({ inputs, view }) => {
    const owner = clusterFor(view, textAt(inputs, 'clusterName'))
    const name = textAt(inputs, 'addonName') ?? ''
    const usual = addonVersions[name]
    if (usual === undefined)
      refuse(
        'InvalidParameterException',
        `Addon ${name} specified is not supported in ${textAt(owner.outputs, 'version')} kubernetes version`,
      )
    if (view.find(kinds.addon, `${owner.id}:${name}`))
      refuse('ResourceInUseException', 'Addon already exists.', 409)
    const version = textAt(inputs, 'addonVersion') ?? usual
    if (version !== usual) refuse('InvalidParameterException', `Addon version specified is not supported`)
    for (const link of listAt(inputs, 'podIdentityAssociations')) {
      const roleArn = textAt(link, 'roleArn')
      if (!assumable(view, roleArn, 'pods.eks.amazonaws.com')) {
        refuse('InvalidParameterException', `Role provided in the request does not exist.`)
      }
    }
    const moment = new Date(view.now).toISOString()
    return {
      id: `${owner.id}:${name}`,
      outputs: {
        ...{ addonVersion: version, createdAt: moment, modifiedAt: moment },
        arn: arn(view, 'eks', `addon/${owner.id}/${name}/${freshHex(32)}`),
      },
    }
  },
  trouble: ({ id, outputs }, view) => {
    const [clusterName = '', name = ''] = [textAt(outputs, 'clusterName'), textAt(outputs, 'addonName')]
    if (!needingNodes.includes(name) || nodesOf(view, clusterName).length > 0) return undefined
    const wait = "timeout while waiting for state to become 'ACTIVE' (last state: 'DEGRADED', timeout: 20m0s)"
    return `waiting for EKS Add-On (${id}) create: ${wait}`
  },
}
