import type { ResourceType } from '../../frame/definition.ts'
import { where } from '../../frame/fields.ts'
import { type Properties, textAt, textsAt } from '../../frame/properties.ts'
import { type CloudObject, ownerKey, type View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { arn, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { plugIn } from '../network/network-interface.ts'
import { clusterFor } from './cluster.ts'
import { scale } from './machines.ts'
import { judgeNodeGroup, judgeScaling, whyNotJoining } from './node-group-rules.ts'

export const nodeGroup: ResourceType = {
  token: kinds.nodeGroup,
  operations: {
    ...operations('EKS', 'EKS Node Group', [
      ...(['CreateNodegroup', 'DescribeNodegroup', 'UpdateNodegroupConfig', 'DeleteNodegroup'] as const),
    ]),
    create: {
      ...{ service: 'EKS', name: 'CreateNodegroup' },
      doing: 'creating EKS Node Group ({clusterName}:{nodeGroupName})',
    },
  },
  name: { property: 'nodeGroupName', longest: 63 },
  tagged: true,
  required: ['clusterName', 'nodeRoleArn', 'subnetIds', 'scalingConfig'],
  replaceOn: [
    ...['clusterName', 'nodeGroupName', 'nodeRoleArn', 'subnetIds', 'instanceTypes', 'amiType', 'diskSize'],
    ...['capacityType', 'remoteAccess', 'region'],
  ],
  settledByCloud: [
    'amiType',
    'capacityType',
    'diskSize',
    'instanceTypes',
    'releaseVersion',
    'version',
    'updateConfig',
  ],
  minutes: { create: 3, update: 2, delete: 4 },
  timeouts: { create: 60, update: 60, delete: 60 },
  retries: { create: { codes: ['InvalidParameterException'], says: /trust relationships/, minutes: 2 } },
  status: {
    property: 'status',
    words: { creating: 'CREATING', ready: 'ACTIVE', updating: 'UPDATING', deleting: 'DELETING' },
  },
  make: ({ inputs, view }) => {
    const owner = clusterFor(view, textAt(inputs, 'clusterName'))
    const name = textAt(inputs, 'nodeGroupName') ?? ''
    judgeNodeGroup(view, inputs, owner, name)
    const id = `${owner.id}:${name}`
    const key = ownerKey({ type: kinds.nodeGroup, id })
    const scaler = `eks-${name}-${freshHex(32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')}`
    const group = {
      name: scaler,
      arn: arn(view, 'autoscaling', `autoScalingGroup:${freshHex(8)}:autoScalingGroupName/${scaler}`),
    }
    const clusterTag = { [`kubernetes.io/cluster/${owner.id}`]: 'owned', 'eks:nodegroup-name': name }
    view.add({
      type: kinds.autoscalingGroup,
      id: scaler,
      owner: key,
      madeBy: 'cloud',
      inputs: {},
      outputs: { ...group, tagsAll: clusterTag },
    })
    scale(view, owner, { type: kinds.nodeGroup, id, inputs })
    return {
      id,
      outputs: {
        ...usual(owner, inputs),
        arn: arn(view, 'eks', `nodegroup/${owner.id}/${name}/${freshHex(32)}`),
        resources: [{ autoscalingGroups: [{ name: scaler }], remoteAccessSecurityGroupId: '' }],
      },
    }
  },
  change: ({ inputs, object, view }) => {
    judgeScaling(inputs)
    scale(view, clusterFor(view, textAt(inputs, 'clusterName')), { ...object, inputs })
    return {}
  },
  trouble: (object, view) => {
    const reason = whyNotJoining(object, view)
    if (reason === undefined) return undefined
    return `waiting for EKS Node Group (${object.id}) create: unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. last error: ${reason}`
  },
  gone: (object, view) => {
    const clusterName = textAt(object.outputs, 'clusterName') ?? ''
    if (view.find(kinds.addon, `${clusterName}:vpc-cni`)) return
    leaveCardsBehind(object, view)
  },
}

function usual(owner: CloudObject, inputs: Properties): Properties {
  return {
    ...{
      amiType: 'AL2023_x86_64_STANDARD',
      capacityType: 'ON_DEMAND',
      diskSize: 20,
      instanceTypes: ['t3.medium'],
    },
    ...{ version: owner.outputs['version'], releaseVersion: '1.34.1-20251120', ...inputs },
  }
}

/** Without the network add-on nobody takes the interfaces of dead nodes away. */
function leaveCardsBehind({ inputs, outputs }: CloudObject, view: View): void {
  const owner = view.find(kinds.cluster, textAt(outputs, 'clusterName') ?? '')
  const group = textAt(owner?.outputs, 'vpcConfig.clusterSecurityGroupId')
  for (const subnetId of textsAt(inputs, 'subnetIds').slice(0, 1)) {
    const card = plugIn(view, {
      subnetId,
      securityGroups: group ? [group] : [],
      owner: undefined,
      description: 'aws-K8S-left',
    })
    view.change(card, { outputs: { ...card.outputs, status: 'available' } })
  }
}

/** Machines that run in this cluster. */
export function nodesOf(view: View, clusterName: string): readonly CloudObject[] {
  const ready = where(view, kinds.nodeGroup, 'clusterName', clusterName).filter(
    ({ phase }) => phase !== 'creating',
  )
  const groups = ready.map(ownerKey)
  return view.list(kinds.instance).filter(({ owner }) => owner !== undefined && groups.includes(owner))
}
