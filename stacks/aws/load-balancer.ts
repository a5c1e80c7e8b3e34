/**
 * The load balancer of a cluster that zen made. It is a resource of the program, not of the cluster: so it goes when the
 * program says so, also where nobody can ask the cluster any more.
 */
import { Attachment } from '@pulumi/aws/autoscaling/attachment.js'
import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup.js'
import type { NodeGroup } from '@pulumi/aws/eks/nodeGroup.js'
import { Listener } from '@pulumi/aws/lb/listener.js'
import { LoadBalancer } from '@pulumi/aws/lb/loadBalancer.js'
import { TargetGroup } from '@pulumi/aws/lb/targetGroup.js'
import { SecurityGroupEgressRule } from '@pulumi/aws/vpc/securityGroupEgressRule.js'
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc/securityGroupIngressRule.js'
import type { Input, Resource } from '@pulumi/pulumi'
import type { NodePorts } from '../shared/address-service.ts'
import { type Addresses, addressesFor, zonesOfAddress } from './address.ts'
import { type Cloud, inCloud, nameTag } from './cloud.ts'
import type { NetworkPlace } from './network.ts'
import { balancerName } from './spec/names.ts'

/** Of every node: the cluster is ours alone, so nobody else has them. */
export const nodePorts: NodePorts = { http: 30_080, https: 30_443 }

const everywhere = '0.0.0.0/0'

interface Port {
  readonly name: 'http' | 'https'
  readonly port: number
  readonly nodePort: number
}

export interface Balancer extends Addresses {
  readonly group: SecurityGroup
  readonly targets: readonly (readonly [Port, TargetGroup])[]
  readonly listeners: readonly Resource[]
}

export function loadBalancer(cloud: Cloud, network: NetworkPlace, isTls: boolean): Balancer {
  const ports = portsOf(isTls)
  const subnets = network.publicSubnets.slice(0, zonesOfAddress(cloud))
  const { addresses, host } = addressesFor(cloud, subnets.length, network.waysIn)
  const group = securityGroup(cloud, network, ports)
  const balancer = new LoadBalancer(
    'server',
    {
      name: balancerName(cloud.aws.name, 'server'),
      loadBalancerType: 'network',
      subnetMappings: addresses.flatMap(({ allocationId }, at) => {
        const subnetId = subnets[at]
        return subnetId === undefined ? [] : [{ subnetId, allocationId }]
      }),
      securityGroups: [group.id],
      // One address reaches the pods in all zones.
      enableCrossZoneLoadBalancing: true,
      tags: nameTag(cloud, 'server'),
    },
    inCloud(cloud, ...network.waysIn),
  )
  const targets = ports.map((port) => [port, targetGroup(cloud, network, port)] as const)
  const listeners = targets.map(([port, target]) => listener(cloud, balancer, { port, target }))
  return { addresses, host, group, targets, listeners }
}

function portsOf(isTls: boolean): readonly Port[] {
  const http = { name: 'http', port: 80, nodePort: nodePorts.http } as const
  return isTls ? [http, { name: 'https', port: 443, nodePort: nodePorts.https }] : [http]
}

function securityGroup(cloud: Cloud, network: NetworkPlace, ports: readonly Port[]): SecurityGroup {
  const group = new SecurityGroup(
    'server',
    {
      name: balancerName(cloud.aws.name, 'server'),
      description: 'The load balancer: reached from everywhere, reaches the nodes',
      vpcId: network.vpcId,
      tags: nameTag(cloud, 'server'),
    },
    inCloud(cloud),
  )
  for (const { name, port } of ports) {
    const rule = `server-${name}`
    new SecurityGroupIngressRule(
      rule,
      { ...opening(port), securityGroupId: group.id, cidrIpv4: everywhere, tags: nameTag(cloud, rule) },
      inCloud(cloud),
    )
  }
  new SecurityGroupEgressRule(
    'server-out',
    { securityGroupId: group.id, ipProtocol: '-1', cidrIpv4: everywhere, tags: nameTag(cloud, 'server-out') },
    inCloud(cloud),
  )
  return group
}

function opening(port: number) {
  return { ipProtocol: 'tcp', fromPort: port, toPort: port }
}

function targetGroup(cloud: Cloud, { vpcId }: NetworkPlace, { name, nodePort }: Port): TargetGroup {
  return new TargetGroup(
    `server-${name}`,
    {
      name: balancerName(cloud.aws.name, name),
      ...{ port: nodePort, protocol: 'TCP', targetType: 'instance', vpcId },
      // The server sees who asks, and a node without a pod behind the port is left out.
      preserveClientIp: 'true',
      deregistrationDelay: 30,
      healthCheck: { protocol: 'TCP', interval: 10, healthyThreshold: 2, unhealthyThreshold: 2 },
      tags: nameTag(cloud, `server-${name}`),
    },
    inCloud(cloud),
  )
}

interface Listening {
  readonly port: Port
  readonly target: TargetGroup
}

function listener(cloud: Cloud, balancer: LoadBalancer, { port, target }: Listening): Listener {
  const name = `server-${port.name}`
  return new Listener(
    name,
    {
      loadBalancerArn: balancer.arn,
      ...{ port: port.port, protocol: 'TCP' },
      defaultActions: [{ type: 'forward', targetGroupArn: target.arn }],
      tags: nameTag(cloud, name),
    },
    inCloud(cloud),
  )
}

/** Sends to the nodes what comes in. @param nodesGroup the security group that they are in */
export function attachNodes(
  cloud: Cloud,
  { group, targets }: Balancer,
  { nodes, nodesGroup }: { readonly nodes: NodeGroup; readonly nodesGroup: Input<string> },
): readonly Resource[] {
  const autoscalingGroupName = nodes.resources.apply(([first]) => first?.autoscalingGroups?.[0]?.name ?? '')
  return targets.flatMap(([{ name, nodePort }, { arn }]) => {
    const rule = `server-to-nodes-${name}`
    return [
      new Attachment(`server-${name}`, { autoscalingGroupName, lbTargetGroupArn: arn }, inCloud(cloud)),
      new SecurityGroupIngressRule(
        rule,
        {
          ...opening(nodePort),
          securityGroupId: nodesGroup,
          referencedSecurityGroupId: group.id,
          tags: nameTag(cloud, rule),
        },
        inCloud(cloud),
      ),
    ]
  })
}
