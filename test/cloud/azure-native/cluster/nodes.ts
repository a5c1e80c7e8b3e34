/** The second resource group of a cluster: its nodes, the way out, and what its services and volumes are made of. */
import { listAt, numberAt, type Properties, textAt } from '../../frame/properties.ts'
import type { Node } from '../../frame/public-side.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { machines } from '../catalogue.ts'
import { armId, groupId, nameOf } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { judgeCount, newAddress } from '../network/public-address.ts'
import { judgePools } from './cluster-rules.ts'

interface Wish {
  /** Of the cluster. */
  readonly id: string
  /** Name of the group. */
  readonly nodes: string
  readonly inputs: Properties
}

export function furnishNodes(view: View, { id, nodes, inputs }: Wish): void {
  const group = groupId(view.account, nodes)
  const { location, tags } = inputs
  const cloud = { madeBy: 'cloud', inputs: {} } as const
  view.add({
    ...{ ...cloud, type: kinds.resourceGroup, id: group },
    outputs: { name: nodes, location, managedBy: id, tags: { ...tagsOf(tags) } },
  })
  const add = (type: string, arm: string, name: string, more: Properties = {}) =>
    view.add({
      ...{ ...cloud, type, id: armId(group, arm, [name]) },
      outputs: { name, type: arm, location, tags: tagsOf(tags), ...more },
    })
  add(kinds.identity, 'Microsoft.ManagedIdentity/userAssignedIdentities', `${nameOf(id)}-agentpool`)
  add(kinds.securityGroup, 'Microsoft.Network/networkSecurityGroups', 'aks-agentpool-1-nsg')
  add(kinds.loadBalancer, 'Microsoft.Network/loadBalancers', 'kubernetes', { services: {} })
  judgeCount(view)
  const way = add(kinds.publicAddress, 'Microsoft.Network/publicIPAddresses', `${nameOf(id)}-out`)
  view.change(way, { outputs: { ...way.outputs, ipAddress: newAddress(view) } })
  for (const pool of listAt(inputs, 'agentPoolProfiles')) {
    const name = `aks-${textAt(pool, 'name')}-1-vmss`
    add(kinds.scaleSet, 'Microsoft.Compute/virtualMachineScaleSets', name, machinesOf(pool))
  }
}

function tagsOf(tags: unknown): Properties {
  return typeof tags === 'object' && tags !== null ? { ...tags } : {}
}

function machinesOf(pool: unknown): Properties {
  const machine = machines.find(({ name }) => name === textAt(pool, 'vmSize'))
  return {
    ...{ pool: textAt(pool, 'name'), subnet: textAt(pool, 'vnetSubnetID'), family: machine?.family },
    count: numberAt(pool, 'count') ?? 1,
    cores: (machine?.cores ?? 0) * (numberAt(pool, 'count') ?? 1),
  }
}

/** @throws what Azure says when there is no room for so many */
export function resizeNodes(view: View, { outputs }: CloudObject, inputs: Properties): void {
  const group = groupId(view.account, textAt(outputs, 'nodeResourceGroup') ?? '')
  const sets = view.list(kinds.scaleSet).filter(({ id }) => id.startsWith(`${group}/`))
  for (const set of sets) view.remove(set)
  judgePools(inputs, view)
  for (const set of sets) {
    const pool = listAt(inputs, 'agentPoolProfiles').find(
      (each) => textAt(each, 'name') === set.outputs['pool'],
    )
    view.add({ ...set, outputs: { ...set.outputs, ...machinesOf(pool) } })
  }
}

export function nodesOf({ outputs }: CloudObject, view: View): readonly Node[] {
  const group = groupId(view.account, textAt(outputs, 'nodeResourceGroup') ?? '')
  const sets = view.list(kinds.scaleSet).filter(({ id }) => id.startsWith(`${group}/`))
  return sets.flatMap(({ id, outputs: told }) =>
    Array.from({ length: numberAt(told, 'count') ?? 0 }, (_, at) => ({
      name: `${nameOf(id)}${String(at).padStart(6, '0')}`,
      providerId: `azure://${id}/virtualMachines/${at}`,
    })),
  )
}
