/** What EKS refuses of a cluster. */

import { refuse } from '../../frame/fields.ts'
import { type Properties, textAt, textsAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { clusterVersions, zonesOf, zonesWithoutEks } from '../catalogue.ts'
import { assumable } from '../iam/role.ts'
import * as kinds from '../kinds.ts'

/** @throws what EKS answers */
export function judgeCluster(view: View, inputs: Properties, name: string): void {
  if (view.find(kinds.cluster, name)) {
    refuse('ResourceInUseException', `Cluster already exists with name: ${name}`, 409)
  }
  if (view.list(kinds.cluster).length >= view.quota('L-1194D53C')) {
    refuse(
      'ResourceLimitExceededException',
      `Clusters per region limit exceeded: ${view.quota('L-1194D53C')}`,
    )
  }
  const roleArn = textAt(inputs, 'roleArn')
  if (!assumable(view, roleArn, 'eks.amazonaws.com')) {
    const words = 'could not be assumed because it does not exist or the trusted entity is not correct'
    refuse('InvalidParameterException', `Role with arn: ${roleArn}, ${words}`)
  }
  const version = textAt(inputs, 'version')
  if (version !== undefined && !clusterVersions.some((offered) => offered.version === version)) {
    refuse('InvalidParameterException', `unsupported Kubernetes version ${version}`)
  }
}

/** Where its control plane gets its network interfaces. @throws what EKS answers */
export function networkOf(view: View, inputs: Properties) {
  const subnetIds = textsAt(inputs, 'vpcConfig.subnetIds')
  const places = subnetIds.map((id) => {
    const found = view.find(kinds.subnet, id)
    return (
      found ??
      refuse(
        'InvalidParameterException',
        `The subnet ID '${id}' does not exist (Service: AmazonEC2; Status Code: 400; Error Code: InvalidSubnetID.NotFound)`,
      )
    )
  })
  const zones = new Set(places.map(({ outputs }) => textAt(outputs, 'availabilityZone')))
  if (zones.size < 2)
    refuse('InvalidParameterException', 'Subnets specified must be in at least two different AZs')
  const bad = zonesOf(view.region).find(({ name, id }) => zones.has(name) && zonesWithoutEks.includes(id))
  if (bad) {
    refuse(
      'UnsupportedAvailabilityZoneException',
      `Cannot create cluster because ${bad.name}, the targeted Availability Zone, does not currently have sufficient capacity to support the cluster.`,
    )
  }
  const vpcIds = new Set(places.map(({ outputs }) => textAt(outputs, 'vpcId')))
  if (vpcIds.size > 1) refuse('InvalidParameterException', 'Subnets specified must be in the same VPC')
  return { subnetIds, vpcId: textAt(places[0]?.outputs, 'vpcId') ?? '' }
}

/** @throws what EKS answers */
export function judgeVersion(old: string, wanted: string | undefined): void {
  if (wanted === undefined || wanted === old) return
  const minor = (version: string) => Number(version.split('.')[1])
  if (minor(wanted) !== minor(old) + 1) {
    refuse(
      'InvalidParameterException',
      `Unsupported Kubernetes minor version update from ${old} to ${wanted}`,
    )
  }
}
