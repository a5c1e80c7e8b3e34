import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse, where } from '../../frame/fields.ts'
import { textAt, textsAt, valueAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { arn, ec2Id, needed, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

export const securityGroup: ResourceType = {
  token: kinds.securityGroup,
  operations: {
    ...operations('EC2', 'Security Group', [
      ...(['CreateSecurityGroup', 'DescribeSecurityGroups', 'AuthorizeSecurityGroupIngress'] as const),
      'DeleteSecurityGroup',
    ]),
    create: { service: 'EC2', name: 'CreateSecurityGroup', doing: 'creating Security Group ({name})' },
  },
  name: { property: 'name', longest: 255 },
  tagged: true,
  required: [],
  defaults: () => ({ description: 'Managed by Pulumi', revokeRulesOnDelete: false }),
  replaceOn: ['name', 'description', 'vpcId', 'region'],
  settledByCloud: ['vpcId', 'ingress', 'egress'],
  minutes: instantly,
  retries: { delete: { codes: ['DependencyViolation', 'InvalidGroup.InUse'], minutes: 15 } },
  problems: (inputs) => {
    const name = textAt(inputs, 'name') ?? ''
    return name.startsWith('sg-')
      ? [{ path: 'name', reason: `invalid value for name (cannot begin with sg-)` }]
      : []
  },
  make: ({ inputs, view }) => {
    const vpcId = textAt(inputs, 'vpcId')
    needed(view, kinds.vpc, vpcId, 'InvalidVpcID.NotFound', 'vpc ID')
    const name = textAt(inputs, 'name')
    if (where(view, kinds.securityGroup, 'vpcId', vpcId).some(({ outputs }) => outputs['name'] === name)) {
      refuse('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpcId}'`)
    }
    const id = ec2Id('sg')
    const arnOf = arn(view, 'ec2', `security-group/${id}`)
    return { id, outputs: { ingress: [], egress: [], ...inputs, arn: arnOf, ownerId: view.account } }
  },
  unmake: (object, view) => {
    if (isUsed(object, view)) refuse('DependencyViolation', `resource ${object.id} has a dependent object`)
  },
  gone: ({ id }, view) => {
    const rules = [kinds.ingressRule, kinds.egressRule].flatMap((type) =>
      where(view, type, 'securityGroupId', id),
    )
    for (const rule of rules) view.remove(rule)
  },
}

/** By a network interface, or by a rule of another group. */
export function isUsed({ id }: CloudObject, view: View): boolean {
  const cards = view.list(kinds.networkInterface)
  if (cards.some(({ outputs }) => textsAt(outputs, 'securityGroups').includes(id))) return true
  const rules = [kinds.ingressRule, kinds.egressRule].flatMap((type) => view.list(type))
  return rules.some(
    ({ outputs }) => outputs['referencedSecurityGroupId'] === id && outputs['securityGroupId'] !== id,
  )
}

const peers = ['cidrIpv4', 'cidrIpv6', 'prefixListId', 'referencedSecurityGroupId'] as const

function rule(token: string, direction: 'Ingress' | 'Egress'): ResourceType {
  return {
    token,
    operations: operations('EC2', `VPC Security Group ${direction} Rule`, [
      ...([
        `AuthorizeSecurityGroup${direction}`,
        'DescribeSecurityGroupRules',
        'ModifySecurityGroupRules',
      ] as const),
      `RevokeSecurityGroup${direction}`,
    ]),
    tagged: true,
    required: ['securityGroupId', 'ipProtocol'],
    replaceOn: ['securityGroupId', 'region'],
    minutes: instantly,
    problems: (inputs) =>
      peers.filter((peer) => inputs[peer] !== undefined).length === 1
        ? []
        : [
            {
              path: 'cidrIpv4',
              reason: `Exactly one of these attributes must be configured: [${peers.join(',')}]`,
            },
          ],
    make: ({ inputs, view }) => {
      const groupId = textAt(inputs, 'securityGroupId')
      needed(view, kinds.securityGroup, groupId, 'InvalidGroup.NotFound', 'security group')
      const peer = textAt(inputs, 'referencedSecurityGroupId')
      if (peer !== undefined)
        needed(view, kinds.securityGroup, peer, 'InvalidGroup.NotFound', 'security group')
      if (where(view, token, 'securityGroupId', groupId).some((other) => isSame(other, inputs))) {
        refuse('InvalidPermission.Duplicate', `the specified rule "${worded(inputs)}" already exists`)
      }
      const id = ec2Id('sgr')
      return { id, outputs: { arn: arn(view, 'ec2', `security-group-rule/${id}`), securityGroupRuleId: id } }
    },
  }
}

function isSame({ outputs }: CloudObject, inputs: Readonly<Record<string, unknown>>): boolean {
  return [...peers, 'ipProtocol', 'fromPort', 'toPort'].every((key) => outputs[key] === inputs[key])
}

function worded(inputs: Readonly<Record<string, unknown>>): string {
  const peer = peers.map((key) => textAt(inputs, key)).find((value) => value !== undefined)
  const protocol = String(valueAt(inputs, 'ipProtocol')).toUpperCase()
  return `peer: ${peer}, ${protocol}, from port: ${inputs['fromPort']}, to port: ${inputs['toPort']}, ALLOW`
}

export const ingressRule = rule(kinds.ingressRule, 'Ingress')
export const egressRule = rule(kinds.egressRule, 'Egress')
