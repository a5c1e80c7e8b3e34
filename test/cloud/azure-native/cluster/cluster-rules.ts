/** What AKS refuses. */

import { overlap, rangeOf } from '../../frame/address-range.ts'
import type { Making } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { listAt, numberAt, type Properties, textAt, textsAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { clusterVersions, machines, plainRegion } from '../catalogue.ts'
import { isGranted } from '../identity/role-assignment.ts'
import { groupId, nameOf, parentOf } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { referred } from '../resource.ts'

/** @throws what AKS answers */
export function judgeCluster({ inputs, view }: Making, id: string): void {
  const [name, prefix] = [nameOf(id), textAt(inputs, 'dnsPrefix') ?? '']
  if (!/^[a-zA-Z0-9](?:[-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(name)) invalid('resourceName', name)
  if (!/^[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,52}[a-zA-Z0-9])?$/.test(prefix)) invalid('dnsPrefix', prefix)
  const nodes = textAt(inputs, 'nodeResourceGroup') ?? ''
  if (nodes.length > 80)
    refuse(
      'InvalidParameter',
      `The length of the node resource group name is too long. The maximum length is 80 and the length of the value provided is ${nodes.length}.`,
    )
  if (nodes !== '' && view.find(kinds.resourceGroup, groupId(view.account, nodes)))
    refuse('NodeResourceGroupAlreadyExists', `The node resource group ${nodes} already exists.`)
  judgeVersion(textAt(inputs, 'kubernetesVersion'))
  judgePools(inputs, view)
}

function invalid(parameter: string, value: string): never {
  return refuse(
    'InvalidParameter',
    `The value of parameter ${parameter} is invalid. Error details: ${value}. Please see https://aka.ms/aks-naming-rules for more details.`,
  )
}

function judgeVersion(version: string | undefined): void {
  if (version === undefined || minorOf(version) in clusterVersions) return
  refuse(
    'K8sVersionNotSupported',
    `Managed cluster is on version ${version}, which is not supported in this region. Please use [az aks get-versions] command to get the supported version list in this region. For more information, please check https://aka.ms/supported-version-list`,
  )
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** @throws what AKS answers */
export function judgePools(inputs: Properties, view: View): void {
  const pools = listAt(inputs, 'agentPoolProfiles')
  if (!pools.some((pool) => textAt(pool, 'mode') === 'System'))
    refuse('InvalidParameter', 'The managed cluster must define at least one agent pool of mode System.')
  for (const pool of pools) {
    const name = textAt(pool, 'name') ?? ''
    if (!/^[a-z][a-z0-9]{0,11}$/.test(name)) invalid('agentPoolProfile.name', name)
    judgeMachine(pool, textAt(inputs, 'location') ?? '', view)
    judgeBounds(pool)
  }
}

function judgeMachine(pool: unknown, location: string, view: View): void {
  const size = textAt(pool, 'vmSize') ?? ''
  const region = plainRegion(location)
  const machine = machines.find(({ name }) => name.toLowerCase() === size.toLowerCase())
  if (!machine || machine.closedIn?.includes(region)) {
    const there = machines
      .filter((each) => !each.closedIn?.includes(region))
      .map(({ name }) => name.toLowerCase())
    refuse(
      'BadRequest',
      `The VM size of ${size} is not allowed in your subscription in location '${region}'. The available VM sizes are '${there.join(',')}'. For more details, please visit https://aka.ms/aks/quotas-skus-regions`,
    )
  }
  const wanted = machine.cores * (numberAt(pool, 'count') ?? 1)
  for (const [quota, words] of [
    ['cores', 'regional vcpu'],
    [machine.family, 'vcpu'],
  ] as const) {
    const left = view.quota(quota) - usedCores(view, quota === 'cores' ? undefined : machine.family)
    if (wanted > left)
      refuse(
        'ErrCode_InsufficientVCPUQuota',
        `Insufficient ${words} quota requested ${wanted}, remaining ${left} for family ${machine.family} for region ${region}. Surge nodes would also consume vcpu quota. Please consider use smaller maxSurge or use maxUnavailable to proceed upgrade without surge nodes, details under aka.ms/aks/maxUnavailable.`,
      )
  }
}

/** By what runs already. */
export function usedCores(view: View, family: string | undefined): number {
  return view
    .list(kinds.scaleSet)
    .filter(({ outputs }) => family === undefined || outputs['family'] === family)
    .reduce((sum, { outputs }) => sum + (numberAt(outputs, 'cores') ?? 0), 0)
}

function judgeBounds(pool: unknown): void {
  const [least, most, count] = ['minCount', 'maxCount', 'count'].map((key) => numberAt(pool, key))
  if (least === undefined || most === undefined) return
  if (least > most || (count !== undefined && (count < least || count > most)))
    refuse(
      'InvalidParameter',
      `The value of parameter agentPoolProfile.count is invalid. Error details: node count ${count} is not in the range of minCount ${least} and maxCount ${most}.`,
    )
}

/** In subnets that it may use, at addresses that nobody else has. @throws what AKS answers */
export function judgePlaces({ inputs, view }: Making, id: string): void {
  const services = rangeOf(textAt(inputs, 'networkProfile.serviceCidr') ?? '10.0.0.0/16')
  for (const pool of listAt(inputs, 'agentPoolProfiles')) {
    const subnet = textAt(pool, 'vnetSubnetID')
    if (subnet === undefined) continue
    const place = referred(view, kinds.subnet, subnet, id)
    const prefix = textAt(place.outputs, 'addressPrefix') ?? ''
    const range = rangeOf(prefix)
    if (services && range && overlap(services, range))
      refuse(
        'ServiceCidrOverlapExistingSubnetsCidr',
        `The specified service CIDR ${textAt(inputs, 'networkProfile.serviceCidr') ?? '10.0.0.0/16'} is conflicted with an existing subnet CIDR ${prefix}`,
      )
    judgeGrant(view, inputs, subnet)
  }
}

function judgeGrant(view: View, inputs: Properties, subnet: string): void {
  const principal = principalOf(view, inputs)
  if (principal === undefined || isGranted(view, principal, subnet, 'Network Contributor')) return
  refuse(
    'CustomVNetMissingPermission',
    `Managed identity ${principal} does not have permission Microsoft.Network/virtualNetworks/subnets/join/action on subnet ${subnet}. Please grant it Network Contributor on the virtual network ${nameOf(parentOf(subnet))}.`,
  )
}

/** As whom it acts, where that is an identity that somebody gave it. */
export function principalOf(view: View, inputs: Properties): string | undefined {
  const [id] = textsAt(inputs, 'identity.userAssignedIdentities')
  return textAt(view.list(kinds.identity).find((each) => each.id === id)?.outputs, 'principalId')
}

/** What can't be another one. @throws what AKS answers */
export function judgeChange(inputs: Properties, { outputs, id }: CloudObject): void {
  const [before, after] = [outputs, inputs].map((each) => listAt(each, 'agentPoolProfiles'))
  for (const pool of before ?? []) {
    const twin = after?.find((each) => textAt(each, 'name') === textAt(pool, 'name'))
    for (const key of ['vmSize', 'vnetSubnetID', 'osDiskSizeGB', 'availabilityZones'])
      if (JSON.stringify(propertyOf(twin, key)) !== JSON.stringify(propertyOf(pool, key)))
        refuse('PropertyChangeNotAllowed', `Changing property 'properties.${key}' is not allowed.`)
  }
  const [old, now] = [textAt(outputs, 'currentKubernetesVersion') ?? '', textAt(inputs, 'kubernetesVersion')]
  judgeVersion(now)
  const step = now === undefined ? 0 : Number(now.split('.')[1]) - Number(old.split('.')[1])
  if (step < 0 || step > 1)
    refuse(
      'OperationNotAllowed',
      `Upgrading Kubernetes version ${old} to ${now} is not allowed for managed cluster ${nameOf(id)}. Available upgrades: one minor version at a time. Please see https://aka.ms/aks-supported-k8s-ver for version details.`,
    )
}

function propertyOf(pool: unknown, key: string): unknown {
  return typeof pool === 'object' && pool !== null
    ? Object.getOwnPropertyDescriptor(pool, key)?.value
    : undefined
}
