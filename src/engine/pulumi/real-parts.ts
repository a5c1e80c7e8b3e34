/** What a real zen works with: each part is loaded when it is first used. */
import type { EngineParts } from './engine-parts.ts'
import { engineChecks, ensureEngine } from './install/engine-program.ts'

const later = (): never => {
  throw new Error('Not there yet')
}

export const realParts: EngineParts = {
  ensureEngine,
  engineChecks,
  cluster: {
    open: async (place, env) => (await import('../../cluster/open-cluster.ts')).openCluster(place, env),
    answers: async (cluster, signal) =>
      (await import('../../cluster/open-cluster.ts')).clusterAnswers(cluster, signal),
    checks: () => [],
    watch: () => ({ failure: new Promise(() => undefined), stop: async () => undefined }),
    diagnose: async () => undefined,
    mend: async () => undefined,
    removeRemains: async () => undefined,
    remains: async () => [],
    log: later,
    forward: later,
    liveFacts: later,
  },
}
