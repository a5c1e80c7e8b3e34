import { clusterOptions } from '../cluster-options.ts'
import type { Provider } from '../contract.ts'
import { databaseOptions } from '../database-options.ts'
import { exposureOptions } from '../exposure-options.ts'
import { pluginVersions } from '../plugin-versions.ts'
import { serverOptions } from '../server-options.ts'
import { clusterOf, dataOf, needsOf, placeOf } from '../server-place.ts'
import { serverProblems, serverWarnings } from '../server-problems.ts'
import { clusterIdOf, settle } from '../settle.ts'

export const kubernetes: Provider = {
  id: 'kubernetes',
  label: 'Kubernetes',
  summary: 'pods in a cluster that is there, with a database and an HTTPS address',
  defaultName: 'kubernetes',
  engine: 'pulumi',
  options: [...clusterOptions, ...databaseOptions, ...exposureOptions, ...serverOptions],
  problems: serverProblems,
  warnings: serverWarnings,
  program: {
    load: async () => (await import('./index.ts')).program,
    plugins: { kubernetes: pluginVersions.kubernetes },
    cluster: clusterOf,
    place: placeOf,
    settle,
    clusterId: clusterIdOf,
    needs: needsOf,
    estimate: () => ({ minutes: 3, monthlyUsd: 0, asOf: '2026-11-26' }),
    data: dataOf,
  },
  readme: {
    creates: 'a namespace with the server, a MySQL, and HTTPS at a load balancer, or what your options say',
    costs: 'nothing beyond your cluster',
    needs: 'a kubeconfig',
  },
}
