/** What EKS refuses of a group of nodes, and what makes its machines no nodes. */

import { refuse } from '../../frame/fields.ts'
import { type Properties, textAt, textsAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { instanceTypes } from '../catalogue.ts'
import { assumable, policiesOf } from '../iam/role.ts'
import * as kinds from '../kinds.ts'
import { reachesOut } from '../network/routing.ts'
import { blueprintOf } from './launch-template.ts'
import { machinesOf, sizesOf } from './machines.ts'

/** @throws what EKS answers */
export function judgeNodeGroup(view: View, inputs: Properties, owner: CloudObject, name: string): void {
  if (owner.phase === 'creating' || owner.phase === 'deleting') {
    refuse('InvalidRequestException', `Cluster '${owner.id}' is not in ACTIVE status`)
  }
  if (view.find(kinds.nodeGroup, `${owner.id}:${name}`)) {
    refuse(
      'ResourceInUseException',
      `NodeGroup already exists with name ${name} and cluster name ${owner.id}`,
      409,
    )
  }
  if (!assumable(view, textAt(inputs, 'nodeRoleArn'), 'ec2.amazonaws.com')) {
    refuse(
      'InvalidParameterException',
      'Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole',
      400,
    )
  }
  const unknown = textsAt(inputs, 'instanceTypes').find((type) => !(type in instanceTypes))
  if (unknown)
    refuse('InvalidParameterException', `The following supplied instance types do not exist: [${unknown}]`)
  const missing = textsAt(inputs, 'subnetIds').find((id) => !view.find(kinds.subnet, id))
  if (missing) refuse('InvalidParameterException', `The subnet ID '${missing}' does not exist`)
  if (blueprintOf(view, inputs) && inputs['diskSize'] !== undefined) {
    refuse('InvalidParameterException', 'Disk size must be specified within the launch template.')
  }
  judgeScaling(inputs)
}

export function judgeScaling(inputs: Properties): void {
  const { minSize, maxSize, desiredSize } = sizesOf(inputs)
  if (minSize > desiredSize) {
    refuse(
      'InvalidParameterException',
      `Minimum capacity ${minSize} can't be greater than desired size ${desiredSize}`,
    )
  }
  if (desiredSize > maxSize) {
    refuse(
      'InvalidParameterException',
      `desired capacity ${desiredSize} can't be greater than max size ${maxSize}`,
    )
  }
}

/** Why its machines don't become nodes, in EKS's words. */
export function whyNotJoining(object: CloudObject, view: View): string | undefined {
  const machines = machinesOf(view, object)
  const { desiredSize } = sizesOf(object.inputs)
  if (machines.length < desiredSize) {
    return `${object.id}: AsgInstanceLaunchFailures: You've reached your quota for maximum Fleet Requests for this account. VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of ${view.quota('L-1216C47A')} allows for the instance bucket that the specified instance type belongs to. Launching EC2 instance failed.`
  }
  const ids = machines.map(({ id }) => id).join(', ')
  const failure = `${ids}: NodeCreationFailure: Instances failed to join the kubernetes cluster`
  return canJoin(object, view) ? undefined : failure
}

const nodePolicies = ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy']
const registryPolicies = ['AmazonEC2ContainerRegistryPullOnly', 'AmazonEC2ContainerRegistryReadOnly']

function canJoin({ inputs }: CloudObject, view: View): boolean {
  const clusterName = textAt(inputs, 'clusterName') ?? ''
  const owner = view.find(kinds.cluster, clusterName)
  const hasNetwork =
    owner?.outputs['bootstrapSelfManagedAddons'] === true || view.find(kinds.addon, `${clusterName}:vpc-cni`)
  const roleName = (textAt(inputs, 'nodeRoleArn') ?? '').replace(/^.*\//, '')
  const policies = policiesOf(view, roleName)
  return (
    Boolean(hasNetwork) &&
    nodePolicies.every((policy) => policies.includes(policy)) &&
    registryPolicies.some((policy) => policies.includes(policy)) &&
    textsAt(inputs, 'subnetIds').every((id) => reachesOut(view, id))
  )
}
