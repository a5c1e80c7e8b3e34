/** Stands in for everything that zen asks a cluster itself, so that tests can say what it answers and see what is asked. */
import { KubeConfig } from '@kubernetes/client-node'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import type { EngineParts } from '../../../src/engine/pulumi/engine-parts.ts'
import { ZenError } from '../../../src/errors/zen-error.ts'

export interface MadeUpCluster {
  readonly parts: EngineParts['cluster']
  /** What was asked, in order. */
  readonly asked: string[]
  /** It is certain that the release will not come up. */
  giveUp(error: ZenError): void
  readonly answers: {
    /** Whose kube-system it has. */
    id: string
    isThere: boolean
    diagnosis: ZenError | undefined
    mended: string | undefined
    remains: readonly string[]
    /** Why nobody may look for remains. */
    refusal: ZenError | undefined
    /** A port that leads to the server. */
    forwardedUrl: string
  }
}

export function trouble(message: string): ZenError {
  return new ZenError({ code: 'POD_TROUBLE', message, fix: [] })
}

export function madeUpCluster(): MadeUpCluster {
  const asked: string[] = []
  const answers: MadeUpCluster['answers'] = {
    ...{ id: 'attic', isThere: true, diagnosis: undefined, mended: undefined, remains: [], forwardedUrl: '' },
    refusal: undefined,
  }
  let giveUp: (error: ZenError) => void = () => undefined
  const parts: EngineParts['cluster'] = {
    open: async (place) => clusterAt(place, answers),
    checks: () => [],
    answers: async () => answers.isThere,
    watch: () => {
      asked.push('watch')
      const failure = new Promise<ZenError>((resolve) => {
        giveUp = resolve
      })
      return { failure, stop: async () => void asked.push('stop watching') }
    },
    diagnose: async () => answers.diagnosis,
    mend: async (_cluster, { isKnown }) => {
      asked.push(`mend ${isKnown ? 'a known release' : 'what is not known'}`)
      return answers.mended
    },
    removeRemains: async (_cluster, { data }) => {
      asked.push(`remove remains, ${data} data`)
      if (answers.refusal) throw answers.refusal
    },
    remains: async () => answers.remains,
    log: async function* (_cluster, { tail }) {
      yield `the last ${tail} lines`
    },
    forward: async (_cluster, { port }) => {
      asked.push(`forward ${port}`)
      const close = async () => void asked.push('close the way')
      return { url: answers.forwardedUrl, ended: new Promise(() => undefined), close }
    },
    liveFacts: async () => ({ replicas: { ready: 1, wanted: 1 }, troubles: [] }),
  }
  return { parts, asked, answers, giveUp: (error) => giveUp(error) }
}

function clusterAt(place: Cluster['place'], answers: MadeUpCluster['answers']): Cluster {
  const unasked = () => {
    throw new Error('Nobody should ask this')
  }
  return {
    place,
    kubeConfig: new KubeConfig(),
    ...{ address: 'https://192.0.2.1:6443', where: 'context "attic" (https://192.0.2.1:6443)' },
    api: {
      find: async (path) => {
        if (!answers.isThere)
          throw new ZenError({ code: 'CLUSTER_UNREACHABLE', message: 'Silence.', fix: [] })
        return path.endsWith('/kube-system') ? { metadata: { uid: answers.id } } : {}
      },
      ...{ list: unasked, create: unasked, patch: unasked, remove: unasked, lines: unasked },
    },
  }
}
