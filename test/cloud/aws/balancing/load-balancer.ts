import type { ResourceType } from '../../frame/definition.ts'
import { refuse, where } from '../../frame/fields.ts'
import { flagAt, listAt, type Properties, textAt, textsAt } from '../../frame/properties.ts'
import { ownerKey, type View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { arn, needed, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { plugIn } from '../network/network-interface.ts'
import { letGo, take } from '../network/public-address.ts'
import { isPublic } from '../network/routing.ts'

export const loadBalancer: ResourceType = {
  token: kinds.loadBalancer,
  operations: {
    ...operations('Elastic Load Balancing v2', 'ELBv2 Load Balancer', [
      ...([
        'CreateLoadBalancer',
        'DescribeLoadBalancers',
        'SetSecurityGroups',
        'DeleteLoadBalancer',
      ] as const),
    ]),
    create: {
      ...{ service: 'Elastic Load Balancing v2', name: 'CreateLoadBalancer' },
      doing: 'creating ELBv2 {loadBalancerType} Load Balancer ({name})',
    },
  },
  name: { property: 'name', longest: 32 },
  tagged: true,
  required: [],
  defaults: () => ({ loadBalancerType: 'application', enableDeletionProtection: false }),
  replaceOn: [
    'name',
    'namePrefix',
    'internal',
    'loadBalancerType',
    'subnetMappings',
    'customerOwnedIpv4Pool',
    'region',
  ],
  settledByCloud: ['internal', 'ipAddressType', 'securityGroups', 'subnets', 'subnetMappings'],
  minutes: { create: 2.5, update: 0.5, delete: 0.5 },
  timeouts: { create: 10, update: 10, delete: 10 },
  problems: (inputs) => {
    const name = textAt(inputs, 'name') ?? 'fine'
    if (name.length > 32)
      return [{ path: 'name', reason: `"name" cannot be longer than 32 characters: "${name}"` }]
    if (!/^[0-9A-Za-z-]+$/.test(name))
      return [{ path: 'name', reason: 'only alphanumeric characters and hyphens allowed in "name"' }]
    if (/^-|-$/.test(name)) return [{ path: 'name', reason: '"name" cannot begin or end with a hyphen' }]
    return []
  },
  make: ({ inputs, view }) => {
    const name = textAt(inputs, 'name') ?? ''
    judge(view, inputs, name)
    const kind = textAt(inputs, 'loadBalancerType') === 'network' ? 'net' : 'app'
    const suffix = `${kind}/${name}/${freshHex(16)}`
    const id = arn(view, 'elasticloadbalancing', `loadbalancer/${suffix}`)
    const placed = place(view, inputs, id, suffix)
    const dns = `${name}-${suffix.split('/').at(-1)}.elb.${view.region}.amazonaws.com`
    const own = { arn: id, arnSuffix: suffix, dnsName: dns, zoneId: 'Z2IFOLAFXWLO4F' }
    return { id, outputs: { internal: false, ipAddressType: 'ipv4', ...inputs, ...own, ...placed } }
  },
  change: ({ inputs, object }) => {
    const had = textsAt(object.outputs, 'securityGroups').length > 0
    if (!had && textsAt(inputs, 'securityGroups').length > 0) {
      refuse(
        'InvalidConfigurationRequest',
        'You cannot add security groups to a Network Load Balancer that was created without any',
      )
    }
    return {}
  },
  unmake: ({ id, outputs }) => {
    if (flagAt(outputs, 'enableDeletionProtection')) {
      refuse(
        'OperationNotPermitted',
        `Load balancer '${id}' cannot be deleted because deletion protection is enabled`,
      )
    }
  },
  gone: ({ id, outputs }, view) => {
    for (const part of where(view, kinds.listener, 'loadBalancerArn', id)) view.remove(part)
    for (const mapping of listAt(outputs, 'subnetMappings')) letGo(view, textAt(mapping, 'allocationId'))
    lingering(view, outputs)
  },
}

function judge(view: View, inputs: Properties, name: string): void {
  if (where(view, kinds.loadBalancer, 'name', name).length > 0) {
    refuse(
      'DuplicateLoadBalancerName',
      `A load balancer with the same name '${name}' exists, but with different settings`,
    )
  }
  const networks = view.list(kinds.loadBalancer).filter(({ id }) => id.includes('/net/'))
  if (networks.length >= view.quota('L-69A177A2')) {
    refuse('TooManyLoadBalancers', 'The limit of load balancers has been reached')
  }
  const groups = textsAt(inputs, 'securityGroups')
  const missing = groups.find((id) => !view.find(kinds.securityGroup, id))
  if (missing) refuse('InvalidSecurityGroup', `One or more security groups are invalid: '${missing}'`)
}

/** One network interface for each subnet, with the address that was given for it. */
function place(view: View, inputs: Properties, id: string, suffix: string) {
  const mappings = listAt(inputs, 'subnetMappings')
  const places = [
    ...mappings.map((mapping) => ({
      subnetId: textAt(mapping, 'subnetId'),
      allocationId: textAt(mapping, 'allocationId'),
    })),
    ...textsAt(inputs, 'subnets').map((subnetId) => ({ subnetId, allocationId: undefined })),
  ]
  const found = places.map(({ subnetId }) =>
    needed(view, kinds.subnet, subnetId, 'SubnetNotFound', 'subnet ID'),
  )
  if (found.length === 0) refuse('ValidationError', 'At least one subnet must be specified')
  const zones = found.map(({ outputs }) => textAt(outputs, 'availabilityZone'))
  if (new Set(zones).size < zones.length) {
    refuse(
      'InvalidConfigurationRequest',
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    )
  }
  const vpcId = textAt(found[0]?.outputs, 'vpcId')
  const isInternal = flagAt(inputs, 'internal')
  const closed = found.find((subnet) => !isInternal && !isPublic(view, subnet.id))
  if (closed) refuse('InvalidSubnet', `VPC ${vpcId} has no internet gateway`)
  for (const { subnetId = '', allocationId } of places) {
    const publicIp = allocationId === undefined ? freeAddress(isInternal) : take(view, allocationId).publicIp
    plugIn(view, {
      ...{ subnetId, securityGroups: textsAt(inputs, 'securityGroups'), publicIp },
      ...{ description: `ELB ${suffix}`, owner: ownerKey({ type: kinds.loadBalancer, id }) },
    })
  }
  return { vpcId, subnets: found.map((subnet) => subnet.id) }
}

/** Of AWS's own pool, when nobody brought one. */
function freeAddress(isInternal: boolean): string | undefined {
  return isInternal ? undefined : '192.0.2.254'
}

/** Network interfaces stay for a while after their load balancer: one to five minutes in the real cloud. */
function lingering(view: View, outputs: Properties): void {
  if (view.settings.minuteMs === 0) return
  for (const subnetId of textsAt(outputs, 'subnets')) {
    const card = plugIn(view, {
      ...{ subnetId, securityGroups: textsAt(outputs, 'securityGroups'), owner: undefined },
      description: `ELB ${outputs['arnSuffix']}`,
    })
    view.change(card, { phase: 'deleting', until: view.now + view.milliseconds(2) })
  }
}
