/** The machines of a group of nodes, with what comes and goes with each: a disk, a network interface. */
import { numberAt, type Properties, propertiesAt, textAt, textsAt } from '../../frame/properties.ts'
import { type CloudObject, ownerKey, type View } from '../../frame/view.ts'
import { instanceTypes } from '../catalogue.ts'
import { arn, ec2Id } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { plugIn } from '../network/network-interface.ts'
import { type Blueprint, blueprintOf } from './launch-template.ts'

export interface Sizes {
  readonly minSize: number
  readonly maxSize: number
  readonly desiredSize: number
}

export function sizesOf(inputs: Properties): Sizes {
  const scaling = propertiesAt(inputs, 'scalingConfig')
  const size = (name: string) => numberAt(scaling, name) ?? 0
  return { minSize: size('minSize'), maxSize: size('maxSize'), desiredSize: size('desiredSize') }
}

export function machinesOf(view: View, group: Pick<CloudObject, 'type' | 'id'>): readonly CloudObject[] {
  return view.list(kinds.instance).filter(({ owner }) => owner === ownerKey(group))
}

/** As many as are wanted, as far as the quota goes. @param group of nodes, which may not be there yet */
export function scale(
  view: View,
  cluster: CloudObject,
  group: Pick<CloudObject, 'type' | 'id' | 'inputs'>,
): void {
  const { inputs } = group
  const type = textsAt(inputs, 'instanceTypes')[0] ?? 't3.medium'
  const present = machinesOf(view, group)
  const { desiredSize } = sizesOf(inputs)
  for (const machine of present.slice(desiredSize)) view.remove(machine)
  const blueprint = blueprintOf(view, inputs)
  for (let at = present.length; at < desiredSize && hasRoom(view, type); at += 1) {
    const subnets = textsAt(inputs, 'subnetIds')
    start(view, cluster, {
      type,
      subnetId: subnets[at % subnets.length] ?? '',
      owner: ownerKey(group),
      blueprint,
    })
  }
}

interface Machine {
  readonly type: string
  readonly subnetId: string
  readonly owner: string
  readonly blueprint: Blueprint | undefined
}

function start(view: View, cluster: CloudObject, { type, subnetId, owner, blueprint }: Machine): void {
  const id = ec2Id('i')
  const own = { [`kubernetes.io/cluster/${cluster.id}`]: 'owned', 'eks:cluster-name': cluster.id }
  const tags = (kind: string) => ({ ...blueprint?.tags(kind), ...own })
  const securityGroups = textsAt(
    { all: [textAt(cluster.outputs, 'vpcConfig.clusterSecurityGroupId')] },
    'all',
  )
  const machine = view.add({
    ...{ type: kinds.instance, id, owner, madeBy: 'cloud', inputs: {} },
    outputs: {
      instanceType: type,
      subnetId,
      arn: arn(view, 'ec2', `instance/${id}`),
      tagsAll: tags('instance'),
    },
  })
  const card = plugIn(view, {
    subnetId,
    securityGroups,
    owner: ownerKey(machine),
    description: `aws-K8S-${id}`,
  })
  view.change(card, { outputs: { ...card.outputs, tagsAll: tags('network-interface') } })
  const disk = ec2Id('vol')
  view.add({
    ...{ type: kinds.volume, id: disk, owner: ownerKey(machine), madeBy: 'cloud', inputs: {} },
    outputs: { arn: arn(view, 'ec2', `volume/${disk}`), tagsAll: tags('volume') },
  })
}

/** Whether this account may run one more. */
function hasRoom(view: View, type: string): boolean {
  const used = view
    .list(kinds.instance)
    .reduce((sum, { outputs }) => sum + (instanceTypes[textAt(outputs, 'instanceType') ?? ''] ?? 0), 0)
  return used + (instanceTypes[type] ?? 0) <= view.quota('L-1216C47A')
}
