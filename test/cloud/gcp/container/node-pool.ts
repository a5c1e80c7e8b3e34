import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { numberAt, type Properties, textAt, textsAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { operations, usualNames } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { judgeMachines, mustBeIdle } from './cluster-rules.ts'
import { scale } from './nodes.ts'

export const nodePool: ResourceType = {
  token: kinds.nodePool,
  operations: {
    ...operations('container', 'NodePool', usualNames('clusters')),
    create: { service: 'container', name: 'clusters.update', doing: 'error creating NodePool' },
    delete: { service: 'container', name: 'clusters.update', doing: 'Error deleting NodePool' },
  },
  place: 'global',
  name: { property: 'name', longest: 40 },
  required: ['cluster'],
  replaceOn: [
    ...['name', 'cluster', 'location', 'project', 'initialNodeCount', 'maxPodsPerNode'],
    ...['nodeConfig.serviceAccount', 'nodeConfig.oauthScopes', 'nodeConfig.shieldedInstanceConfig'],
  ],
  settledByCloud: ['location', 'project', 'nodeLocations', 'version', 'maxPodsPerNode', 'nodeCount'],
  minutes: { create: 1.5, update: 2, delete: 2.5 },
  timeouts: { create: 30, update: 30, delete: 30 },
  retries: {
    create: { codes: ['failedPrecondition'], minutes: 30 },
    update: { codes: ['failedPrecondition'], minutes: 30 },
    delete: { codes: ['failedPrecondition'], minutes: 30 },
  },
  make: ({ inputs, view }) => {
    const owner = clusterFor(view, inputs)
    mustBeIdle(owner)
    const id = `${owner.id}/nodePools/${textAt(inputs, 'name')}`
    if (view.find(kinds.nodePool, id)) refuse('alreadyExists', `Already exists: ${id}.`, 409)
    judge(view, inputs, owner)
    scale(view, { id, inputs, cluster: owner })
    const groups = textsAt(inputs, 'nodeLocations').map(
      (zone) =>
        `https://www.googleapis.com/compute/v1/projects/${view.account}/zones/${zone}/instanceGroups/gke-zen`,
    )
    return {
      id,
      outputs: {
        ...{
          project: view.account,
          location: owner.outputs['location'],
          version: owner.outputs['masterVersion'],
        },
        ...{ instanceGroupUrls: groups, managedInstanceGroupUrls: groups },
      },
    }
  },
  change: ({ inputs, object, view }) => {
    const owner = clusterFor(view, inputs)
    mustBeIdle(owner)
    judge(view, inputs, owner)
    scale(view, { id: object.id, inputs, cluster: owner })
    return {}
  },
  unmake: ({ outputs }, view) => {
    const owner = view.find(kinds.cluster, pathOf(view, outputs))
    if (owner && owner.phase !== 'deleting') mustBeIdle(owner)
  },
}

function pathOf(view: View, values: Properties): string {
  const name = textAt(values, 'cluster') ?? ''
  return name.includes('/')
    ? name
    : `projects/${view.account}/locations/${textAt(values, 'location')}/clusters/${name}`
}

function clusterFor(view: View, inputs: Properties): CloudObject {
  const path = pathOf(view, inputs)
  return view.find(kinds.cluster, path) ?? refuse('notFound', `Not found: ${path}.`, 404)
}

function judge(view: View, inputs: Properties, owner: CloudObject): void {
  const [least, most] = [
    numberAt(inputs, 'autoscaling.totalMinNodeCount') ?? 0,
    numberAt(inputs, 'autoscaling.totalMaxNodeCount') ?? Number.POSITIVE_INFINITY,
  ]
  if (least > most)
    refuse(
      'badRequest',
      'Invalid autoscaling: total_min_node_count must not be larger than total_max_node_count.',
    )
  const email = textAt(inputs, 'nodeConfig.serviceAccount')
  if (email !== undefined && !view.seen(kinds.account).some(({ outputs }) => outputs['email'] === email))
    refuse('badRequest', `Service account "${email}" does not exist.`)
  const location = textAt(owner.outputs, 'location') ?? ''
  const zones = textsAt(inputs, 'nodeLocations')
  judgeMachines({
    type: textAt(inputs, 'nodeConfig.machineType') ?? 'e2-medium',
    zones: zones.length > 0 ? zones : [location],
  })
}
