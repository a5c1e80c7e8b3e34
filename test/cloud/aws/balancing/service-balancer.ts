/** Load balancers that a cluster makes for its services. */
import { listAt, textAt, textsAt } from '../../frame/properties.ts'
import type { ClusterService, Ingress } from '../../frame/public-side.ts'
import { type CloudObject, ownerKey, type View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import * as kinds from '../kinds.ts'
import { plugIn } from '../network/network-interface.ts'
import { letGo, take } from '../network/public-address.ts'

const annotation = 'service.beta.kubernetes.io/aws-load-balancer'

/** At addresses that the service names, if it does, and in its subnets. */
export function balance(cluster: CloudObject, { id, annotations }: ClusterService, view: View): Ingress {
  const given = listed(annotations, 'subnets')
  const subnets = given.length > 0 ? given : textsAt(cluster.outputs, 'vpcConfig.subnetIds')
  const allocations = listed(annotations, 'eip-allocations')
  const [title, number] = [`a${freshHex(31)}`, freshHex(16)]
  const arn = `arn:aws:elasticloadbalancing:${view.region}:${view.account}:loadbalancer/net/${title}/${number}`
  const dnsName = `${title}-${number}.elb.${view.region}.amazonaws.com`
  const tags = listed(annotations, 'additional-resource-tags').map((tag) => tag.split('='))
  const tagsAll = {
    ...Object.fromEntries(tags),
    ...{ [`kubernetes.io/cluster/${cluster.id}`]: 'owned', 'kubernetes.io/service-name': id },
  }
  const vpcId = textAt(view.find(kinds.subnet, subnets[0] ?? '')?.outputs, 'vpcId')
  const subnetMappings = subnets.map((subnetId, at) => ({ subnetId, allocationId: allocations[at] }))
  const outputs = {
    name: title,
    arn,
    dnsName,
    vpcId,
    subnets,
    subnetMappings,
    tagsAll,
    madeFor: keyOf(cluster, id),
  }
  const balancer = view.add({ type: kinds.loadBalancer, id: arn, madeBy: 'cloud', inputs: {}, outputs })
  for (const { subnetId, allocationId } of subnetMappings) {
    const publicIp = allocationId === undefined ? undefined : take(view, allocationId).publicIp
    const description = `ELB net/${title}/${number}`
    plugIn(view, { subnetId, securityGroups: [], description, owner: ownerKey(balancer), publicIp })
  }
  return { hostname: dnsName }
}

function listed(annotations: ClusterService['annotations'], name: string): readonly string[] {
  const text = annotations[`${annotation}-${name}`]
  return typeof text === 'string' ? text.split(',').filter(Boolean) : []
}

/** Which cluster of that name it was, too. */
function keyOf({ id, since }: CloudObject, service: string): string {
  return `${id} ${since} ${service}`
}

export function unbalance(cluster: CloudObject, { id }: Pick<ClusterService, 'id'>, view: View): void {
  const own = view.list(kinds.loadBalancer).filter(({ outputs }) => outputs['madeFor'] === keyOf(cluster, id))
  for (const balancer of own) {
    view.remove(balancer)
    for (const mapping of listAt(balancer.outputs, 'subnetMappings'))
      letGo(view, textAt(mapping, 'allocationId'))
  }
}
