/** What AWS shows to its clusters, and to the internet. */

import { where } from '../frame/fields.ts'
import { listAt, numberAt, textAt } from '../frame/properties.ts'
import type { Door, PublicSide, Way } from '../frame/public-side.ts'
import type { CloudObject, View } from '../frame/view.ts'
import { balance, unbalance } from './balancing/service-balancer.ts'
import { attachDisk, removeDisk } from './eks/disk.ts'
import { nodesOf } from './eks/node-group.ts'
import { letsIn } from './eks/token.ts'
import * as kinds from './kinds.ts'

export const publicSide: PublicSide = {
  package: 'aws',
  clusterType: kinds.cluster,
  endpointOf: ({ outputs }) => textAt(outputs, 'endpoint'),
  versionOf: ({ outputs }) => `v${textAt(outputs, 'version') ?? ''}.4-eks-0a1b2c3`,
  letsIn,
  // In EKS none is the default one.
  storageClasses: [{ name: 'gp2', isDefault: false, provisioner: 'kubernetes.io/aws-ebs' }],
  nodesOf: (cluster, view) => nodesOf(view, cluster.id).map((machine) => nodeOf(machine, view)),
  balance,
  unbalance,
  attachDisk,
  removeDisk,
  addressesOf: (name, view) =>
    where(view, kinds.loadBalancer, 'dnsName', name).flatMap((balancer) =>
      addressesOfBalancer(balancer, view),
    ),
  wayFrom,
}

function nodeOf({ id, outputs }: CloudObject, view: View) {
  const subnet = view.find(kinds.subnet, textAt(outputs, 'subnetId') ?? '')
  const zone = textAt(subnet?.outputs, 'availabilityZone') ?? view.region
  return { name: `${id}.${view.region}.compute.internal`, providerId: `aws:///${zone}/${id}` }
}

function addressesOfBalancer({ outputs }: CloudObject, view: View): readonly string[] {
  return listAt(outputs, 'subnetMappings').flatMap((mapping) => {
    const address = view.find(kinds.eip, textAt(mapping, 'allocationId') ?? '')
    const publicIp = textAt(address?.outputs, 'publicIp')
    return publicIp === undefined ? [] : [publicIp]
  })
}

/** Elastic IP, network load balancer, listener, target group, Auto Scaling group, nodes. */
function wayFrom({ address, port }: Door, view: View): Way | undefined {
  const balancer = view.list(kinds.loadBalancer).find((it) => addressesOfBalancer(it, view).includes(address))
  const listener = where(view, kinds.listener, 'loadBalancerArn', balancer?.id).find(
    ({ outputs }) => outputs['port'] === port,
  )
  const [action] = listAt(listener?.outputs, 'defaultActions')
  const target = view.find(kinds.targetGroup, textAt(action, 'targetGroupArn') ?? '')
  const nodePort = numberAt(target?.outputs, 'port')
  const [attached] = where(view, kinds.autoscalingAttachment, 'lbTargetGroupArn', target?.id)
  const scaler = textAt(attached?.outputs, 'autoscalingGroupName')
  const nodes = view
    .list(kinds.nodeGroup)
    .find(({ outputs }) => textAt(outputs, 'resources.0.autoscalingGroups.0.name') === scaler)
  const cluster = view.find(kinds.cluster, textAt(nodes?.outputs, 'clusterName') ?? '')
  return balancer && cluster && nodePort !== undefined ? { cluster, nodePort } : undefined
}
