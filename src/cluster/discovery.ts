/** What kinds of objects a cluster knows, its extensions included. */
import { ZenError } from '../errors/zen-error.ts'
import type { KubernetesApi } from './api.ts'
import { fieldAt, listAt, textAt } from './fields.ts'

export interface KnownKind {
  /** `PersistentVolumeClaim` */
  readonly kind: string
  /** `/api/v1` or `/apis/GROUP/VERSION` */
  readonly group: string
  /** `persistentvolumeclaims` */
  readonly resource: string
  readonly isNamespaced: boolean
  readonly isDeletable: boolean
}

/** Not objects of anybody: what happened, who leads, how busy. */
const passing = new Set(['Event', 'Lease', 'PodMetrics', 'NodeMetrics', 'ComponentStatus'])

/** All that can be listed. An extension that does not answer is left out. */
export async function knownKinds(api: KubernetesApi, signal?: AbortSignal): Promise<readonly KnownKind[]> {
  const groups = listAt(await api.find('/apis', { signal }), 'groups')
  const versions = groups.map((it) => `/apis/${textAt(it, 'preferredVersion', 'groupVersion')}`)
  const found = await Promise.all(
    ['/api/v1', ...versions].map(async (group) => {
      const resources = listAt(await api.find(group, { signal }).catch(unlessInterrupted), 'resources')
      return resources.map((it) => kindOf(it, group)).filter(isListed)
    }),
  )
  return found.flat()
}

function unlessInterrupted(error: unknown): undefined {
  if (!(error instanceof ZenError) || ['INTERRUPTED', 'CLUSTER_UNREACHABLE'].includes(error.code)) throw error
  return undefined
}

interface Listed extends KnownKind {
  readonly isListable: boolean
}

function kindOf(resource: unknown, group: string): Listed {
  const verbs = listAt(resource, 'verbs')
  return {
    ...{ kind: textAt(resource, 'kind'), group, resource: textAt(resource, 'name') },
    isNamespaced: fieldAt(resource, 'namespaced') === true,
    isDeletable: verbs.includes('delete'),
    isListable: verbs.includes('list'),
  }
}

function isListed({ kind, resource, isListable }: Listed): boolean {
  return isListable && !passing.has(kind) && !resource.includes('/')
}
