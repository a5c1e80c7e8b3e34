import { Attachment } from '@pulumi/aws/autoscaling/attachment.js'
import { Eip } from '@pulumi/aws/ec2/eip.js'
import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup.js'
import { Listener } from '@pulumi/aws/lb/listener.js'
import { LoadBalancer } from '@pulumi/aws/lb/loadBalancer.js'
import { TargetGroup } from '@pulumi/aws/lb/targetGroup.js'
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc/securityGroupIngressRule.js'
import type { Kubernetes } from './cluster.ts'
import type { Network } from './network.ts'
import type { Sample } from './program.ts'

/** A network load balancer in front of two ports of the nodes. */
export function loadBalancer(
  { options, provider }: Sample,
  { vpc, open, routes, gateway }: Network,
  { group }: Kubernetes,
) {
  const { name } = options
  const opts = { provider }
  const address = new Eip('server', { domain: 'vpc' }, { ...opts, dependsOn: [gateway] })
  const guard = new SecurityGroup('balancer', { vpcId: vpc.id, name: `${name}-balancer` }, opts)
  const mappings = open
    .slice(0, 1)
    .map(({ id: subnetId }) => ({ subnetId, allocationId: address.allocationId }))
  const balancer = new LoadBalancer(
    'server',
    { name, loadBalancerType: 'network', subnetMappings: mappings, securityGroups: [guard.id] },
    { ...opts, dependsOn: [gateway, ...routes] },
  )
  const scaler = group.resources.apply((resources) => resources[0]?.autoscalingGroups?.[0]?.name ?? '')
  for (const [port, nodePort] of [
    [80, 30080],
    [443, 30443],
  ] as const) {
    const rule = {
      securityGroupId: guard.id,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrIpv4: '0.0.0.0/0',
    }
    new SecurityGroupIngressRule(`balancer-${port}`, rule, opts)
    const target = new TargetGroup(
      `server-${port}`,
      { name: `${name}-${port}`, port: nodePort, protocol: 'TCP', targetType: 'instance', vpcId: vpc.id },
      opts,
    )
    const defaultActions = [{ type: 'forward', targetGroupArn: target.arn }]
    new Listener(
      `server-${port}`,
      { loadBalancerArn: balancer.arn, port, protocol: 'TCP', defaultActions },
      opts,
    )
    new Attachment(`server-${port}`, { autoscalingGroupName: scaler, lbTargetGroupArn: target.arn }, opts)
  }
  return address
}
