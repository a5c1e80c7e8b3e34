/** Load balancers that a cluster gets from the cloud it runs in, for its services. */
import * as aws from '../aws/kinds.ts'
import { plugIn } from '../aws/network/network-interface.ts'
import { textAt, textsAt } from '../frame/properties.ts'
import { type CloudObject, ownerKey, type View } from '../frame/view.ts'
import { freshHex } from '../frame/world.ts'

/** What a cluster's own place is called: where its cloud has it, and which one of that name it is. */
export function placeOf(region: string, name: string, endpoint: string): string {
  return [region, name, new URL(endpoint).host].join('/')
}

/** The cloud around a cluster. */
function around(view: View): { readonly cloud: View; readonly name: string } {
  const [region = '', name = ''] = view.region.split('/')
  return { cloud: view.elsewhere({ package: 'aws', region }), name }
}

/** @param id of the service it is for @returns its name in the DNS */
export function balancerFor(view: View, id: string): string {
  const { cloud, name } = around(view)
  const subnets = textsAt(cloud.find(aws.cluster, name)?.outputs, 'vpcConfig.subnetIds')
  const [title, number] = [`a${freshHex(31)}`, freshHex(16)]
  const arn = `arn:aws:elasticloadbalancing:${cloud.region}:${cloud.account}:loadbalancer/net/${title}/${number}`
  const dnsName = `${title}-${number}.elb.${cloud.region}.amazonaws.com`
  const tagsAll = { [`kubernetes.io/cluster/${name}`]: 'owned', 'kubernetes.io/service-name': id }
  const vpcId = textAt(cloud.find(aws.subnet, subnets[0] ?? '')?.outputs, 'vpcId')
  const outputs = { name: title, arn, dnsName, vpcId, subnets, tagsAll, madeFor: `${view.region} ${id}` }
  const balancer = cloud.add({ type: aws.loadBalancer, id: arn, madeBy: 'cloud', inputs: {}, outputs })
  for (const subnetId of subnets) {
    const description = `ELB net/${title}/${number}`
    plugIn(cloud, { subnetId, securityGroups: [], description, owner: ownerKey(balancer) })
  }
  return dnsName
}

/** What was made for this service goes with it. When the cluster goes first, nobody does that. */
export function dropBalancer({ id }: CloudObject, view: View): void {
  const { cloud } = around(view)
  const own = cloud
    .list(aws.loadBalancer)
    .filter(({ outputs }) => outputs['madeFor'] === `${view.region} ${id}`)
  for (const balancer of own) cloud.remove(balancer)
}
