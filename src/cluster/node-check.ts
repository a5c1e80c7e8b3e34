import type { Finding } from '../../stacks/contract.ts'
import type { Cluster } from './cluster.ts'
import { fieldAt, listAt, textAt } from './fields.ts'
import { fail, pass, warn } from './finding.ts'

/** API groups of what makes nodes as they are needed: Karpenter, GKE Autopilot, EKS Auto Mode, Cluster API. */
const growers = ['karpenter.sh', 'auto.gke.io', 'eks.amazonaws.com', 'cluster.x-k8s.io']

/** ZenML publishes its image for linux/amd64 only. */
export async function checkNodes({ api }: Cluster, signal?: AbortSignal): Promise<Finding> {
  const [nodes, groups] = await Promise.all([
    api.list('/api/v1/nodes', { signal }),
    api.find('/apis', { signal }),
  ])
  const fitting = nodes.filter((node) => isFor(node, 'linux', 'amd64'))
  const open = fitting.filter((node) => takesPods(node))
  if (open.length > 0)
    return pass(`${open.length} of ${nodes.length} nodes can run the server's image (linux/amd64).`)
  const known = listAt(groups, 'groups').map((it) => textAt(it, 'name'))
  if (growers.some((group) => known.includes(group)) || nodes.length === 0)
    return warn('No node can run the server yet: the cluster has to add one for linux/amd64.')
  const add = 'Add a node for linux/amd64, then run the same command again.'
  if (fitting.length === 0) {
    const others = [...new Set(nodes.map((node) => labelOf(node, 'arch')))].join(', ')
    return fail(
      `No node can run the server: ZenML's image is for linux/amd64, and the nodes are for ${others}.`,
      add,
    )
  }
  const look = 'See which and why: kubectl describe nodes'
  if (fitting.some(isUp))
    return warn(
      'All nodes for linux/amd64 have taints, which keep the server away.',
      'Let it tolerate them: "tolerations" in a file for --values FILE.',
      look,
    )
  return fail('All nodes for linux/amd64 are cordoned or not ready.', look, add)
}

function labelOf(node: unknown, name: string): string {
  return textAt(node, 'metadata', 'labels', `kubernetes.io/${name}`)
}

function isFor(node: unknown, os: string, arch: string): boolean {
  return labelOf(node, 'os') === os && labelOf(node, 'arch') === arch
}

function isUp(node: unknown): boolean {
  const isReady = listAt(node, 'status', 'conditions').some(
    (it) => textAt(it, 'type') === 'Ready' && textAt(it, 'status') === 'True',
  )
  return isReady && fieldAt(node, 'spec', 'unschedulable') !== true
}

function takesPods(node: unknown): boolean {
  const effects = listAt(node, 'spec', 'taints').map((it) => textAt(it, 'effect'))
  return isUp(node) && !effects.some((effect) => effect === 'NoSchedule' || effect === 'NoExecute')
}
