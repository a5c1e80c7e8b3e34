import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse, where } from '../../frame/fields.ts'
import { listAt, type Properties, textAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { arn, needed, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

const service = 'Elastic Load Balancing v2'

export const targetGroup: ResourceType = {
  token: kinds.targetGroup,
  operations: {
    ...operations(service, 'ELBv2 Target Group', [
      ...(['CreateTargetGroup', 'DescribeTargetGroups', 'ModifyTargetGroup', 'DeleteTargetGroup'] as const),
    ]),
    create: { service, name: 'CreateTargetGroup', doing: 'creating ELBv2 Target Group ({name})' },
  },
  name: { property: 'name', longest: 32 },
  tagged: true,
  required: [],
  defaults: () => ({ targetType: 'instance' }),
  replaceOn: ['name', 'namePrefix', 'port', 'protocol', 'targetType', 'vpcId', 'ipAddressType', 'region'],
  settledByCloud: ['healthCheck', 'stickiness', 'preserveClientIp', 'ipAddressType', 'connectionTermination'],
  minutes: instantly,
  retries: { delete: { codes: ['ResourceInUse'], minutes: 5 } },
  problems: (inputs) => {
    const name = textAt(inputs, 'name') ?? 'fine'
    if (name.length <= 32) return []
    return [{ path: 'name', reason: `expected length of name to be in the range (1 - 32), got ${name}` }]
  },
  make: ({ inputs, view }) => {
    needed(view, kinds.vpc, textAt(inputs, 'vpcId'), 'ValidationError', 'vpc ID')
    const name = textAt(inputs, 'name') ?? ''
    if (where(view, kinds.targetGroup, 'name', name).length > 0) {
      refuse(
        'DuplicateTargetGroupName',
        `A target group with the same name '${name}' exists, but with different settings`,
      )
    }
    const suffix = `targetgroup/${name}/${freshHex(16)}`
    const id = arn(view, 'elasticloadbalancing', suffix)
    return { id, outputs: { arn: id, arnSuffix: suffix, loadBalancerArns: [] } }
  },
  unmake: ({ id }, view) => {
    const isUsed = view.list(kinds.listener).some(({ outputs }) => targetsOf(outputs).includes(id))
    if (isUsed) refuse('ResourceInUse', `Target group '${id}' is currently in use by a listener or a rule`)
  },
}

function targetsOf(listener: Properties): readonly (string | undefined)[] {
  return listAt(listener, 'defaultActions').map((action) => textAt(action, 'targetGroupArn'))
}

export const listener: ResourceType = {
  token: kinds.listener,
  operations: {
    ...operations(service, 'ELBv2 Listener', [
      ...(['CreateListener', 'DescribeListeners', 'ModifyListener', 'DeleteListener'] as const),
    ]),
    create: { service, name: 'CreateListener', doing: 'creating ELBv2 Listener ({loadBalancerArn})' },
  },
  tagged: true,
  required: ['loadBalancerArn', 'defaultActions'],
  replaceOn: ['loadBalancerArn', 'region'],
  settledByCloud: ['protocol', 'sslPolicy', 'tcpIdleTimeoutSeconds'],
  minutes: instantly,
  make: ({ inputs, view }) => {
    const [balancerArn = '', port] = [textAt(inputs, 'loadBalancerArn'), inputs['port']]
    if (!view.find(kinds.loadBalancer, balancerArn)) {
      refuse('LoadBalancerNotFound', `Load balancer '${balancerArn}' not found`)
    }
    judgeTargets(view, inputs)
    if (
      where(view, kinds.listener, 'loadBalancerArn', balancerArn).some(
        ({ outputs }) => outputs['port'] === port,
      )
    ) {
      refuse('DuplicateListener', 'A listener already exists on this port for this load balancer')
    }
    const id = `${balancerArn.replace(':loadbalancer/', ':listener/')}/${freshHex(16)}`
    return { id, outputs: { arn: id } }
  },
  change: ({ inputs, view }) => {
    judgeTargets(view, inputs)
    return {}
  },
}

function judgeTargets(view: View, inputs: Properties): void {
  for (const target of targetsOf(inputs)) {
    if (target !== undefined && !view.find(kinds.targetGroup, target)) {
      refuse('TargetGroupNotFound', `Target groups '${target}' not found`)
    }
  }
}

export const autoscalingAttachment: ResourceType = {
  token: kinds.autoscalingAttachment,
  operations: {
    ...operations('Auto Scaling', 'Auto Scaling Group Attachment', [
      ...(['AttachLoadBalancerTargetGroups', 'DescribeAutoScalingGroups'] as const),
      ...(['AttachLoadBalancerTargetGroups', 'DetachLoadBalancerTargetGroups'] as const),
    ]),
    create: {
      ...{ service: 'Auto Scaling', name: 'AttachLoadBalancerTargetGroups' },
      doing: 'attaching Auto Scaling Group ({autoscalingGroupName}) target group ({lbTargetGroupArn})',
    },
  },
  required: ['autoscalingGroupName'],
  replaceOn: ['autoscalingGroupName', 'elb', 'lbTargetGroupArn', 'region'],
  minutes: { create: 0.2, update: 0.1, delete: 0.5 },
  make: ({ inputs, view }) => {
    const [name = '', target = ''] = [
      textAt(inputs, 'autoscalingGroupName'),
      textAt(inputs, 'lbTargetGroupArn'),
    ]
    if (!view.find(kinds.autoscalingGroup, name)) {
      refuse('ValidationError', `AutoScalingGroup name not found - ${name}`)
    }
    if (!view.find(kinds.targetGroup, target)) {
      refuse(
        'ValidationError',
        `Provided Target Groups may not be valid. Please ensure they exist and try again.`,
      )
    }
    // Attached twice is attached once.
    const links = where(view, kinds.autoscalingAttachment, 'lbTargetGroupArn', target)
    const known = links.find(({ outputs }) => outputs['autoscalingGroupName'] === name)
    return { id: known?.id ?? `${name}-${freshHex(26)}` }
  },
}
