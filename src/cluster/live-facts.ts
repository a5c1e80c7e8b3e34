/** What is so right now about a server in a cluster. */
import type { LiveFacts } from '../engine/live.ts'
import { messageOf } from '../errors/zen-error.ts'
import { certificateExpiry } from './certificate.ts'
import type { Cluster } from './cluster.ts'
import { troublesOf } from './diagnosis.ts'
import { listAt, numberAt, textAt } from './fields.ts'
import { components, pathIn, SERVER, selectorOf } from './names.ts'
import { clusterVersion } from './open-cluster.ts'
import { snapshotOf } from './snapshot.ts'

/** People wait for it. */
const TIMEOUT_MS = 5000

export interface Looked {
  /** Where people reach the server; left out where nothing leads to it. */
  readonly url?: string
}

/** Never throws: what can't be asked is a trouble, or missing. */
export async function liveFactsOf(cluster: Cluster, { url }: Looked = {}): Promise<LiveFacts> {
  try {
    const { api, place } = cluster
    // A cluster out of reach would keep each of the questions below waiting.
    await clusterVersion(cluster, undefined, TIMEOUT_MS)
    const query = { labelSelector: selectorOf(place, components.server) }
    const [deployments, snapshot, expiry] = await Promise.all([
      api.list(pathIn(place, 'apps/deployments'), { query }),
      snapshotOf(cluster),
      certificateExpiry(cluster, url).catch(() => undefined),
    ])
    const [deployment] = deployments
    const plain = troublesOf(snapshot, place).filter(({ isSuspicion }) => !isSuspicion)
    const troubles = plain.map(({ error }) => error('').message)
    if (deployment === undefined)
      return { troubles: [`The server is not in namespace ${place.namespace}.`, ...troubles] }
    return {
      replicas: {
        ready: numberAt(deployment, 'status', 'readyReplicas'),
        wanted: numberAt(deployment, 'spec', 'replicas'),
      },
      ...withVersion(deployment),
      ...(expiry === undefined ? {} : { certificateExpiresAt: expiry }),
      troubles: [...new Set(troubles)],
    }
  } catch (error) {
    return { troubles: [messageOf(error)] }
  }
}

/** The tag of the server's image, without a digest. */
function withVersion(deployment: unknown): { readonly version?: string } {
  const containers = listAt(deployment, 'spec', 'template', 'spec', 'containers')
  const image = textAt(
    containers.find((it) => textAt(it, 'name') === SERVER.container),
    'image',
  )
  const [, version] = /:([\w][\w.-]*)(?:@.*)?$/.exec(image) ?? []
  return version === undefined ? {} : { version }
}
