/** What a real zen works with: each part is loaded when it is first used. */
import { clusterChecks } from '../../cluster/checks.ts'
import { watchRelease } from '../../cluster/watch-release.ts'
import type { EngineParts } from './engine-parts.ts'
import { engineChecks, ensureEngine } from './install/engine-program.ts'

export const realParts: EngineParts = {
  ensureEngine,
  engineChecks,
  cluster: {
    open: async (place, env) => (await import('../../cluster/open-cluster.ts')).openCluster(place, env),
    answers: async (cluster, signal) =>
      (await import('../../cluster/open-cluster.ts')).clusterAnswers(cluster, signal),
    checks: clusterChecks,
    watch: watchRelease,
    diagnose: async (cluster) => (await import('../../cluster/diagnosis.ts')).diagnoseRelease(cluster),
    mend: async (cluster, mending) =>
      (await import('../../cluster/mend-release.ts')).mendRelease(cluster, mending),
    removeRemains: async (cluster, decision, listener, signal) =>
      (await import('../../cluster/remains.ts')).removeRemains(cluster, decision, listener, signal),
    remains: async (cluster, decision) =>
      (await import('../../cluster/remains.ts')).remainsOf(cluster, decision),
    log: async function* (cluster, options) {
      yield* (await import('../../cluster/server-log.ts')).serverLog(cluster, options)
    },
    forward: async (cluster, options) =>
      (await import('../../cluster/forward.ts')).forwardToServer(cluster, options),
    liveFacts: async (cluster, looked) =>
      (await import('../../cluster/live-facts.ts')).liveFactsOf(cluster, looked),
  },
}
