/** A cloud that nobody has: what a provider needs at least. */
import { cloudExposureOptions, nodesOption, regionOption } from '../../../stacks/cloud-options.ts'
import type { Provider } from '../../../stacks/contract.ts'
import { databaseOptions } from '../../../stacks/database-options.ts'
import { pluginVersions } from '../../../stacks/plugin-versions.ts'
import { serverOptions } from '../../../stacks/server-options.ts'
import { dataOf } from '../../../stacks/server-place.ts'
import { serverProblems, serverWarnings } from '../../../stacks/server-problems.ts'

export const meadow: Provider = {
  id: 'meadow',
  label: 'Meadow',
  summary: 'Kubernetes in a meadow, with a database and an HTTPS address',
  defaultName: 'meadow',
  engine: 'pulumi',
  options: [
    { ...regionOption, suggestions: ['north', 'south'] },
    { ...nodesOption, default: 1 },
    ...cloudExposureOptions,
    ...databaseOptions,
    ...serverOptions,
  ],
  problems: serverProblems,
  warnings: serverWarnings,
  program: {
    load: async () => (await import('./index.ts')).program,
    inquiries: async () => (await import('./inquiries.ts')).inquiries,
    plugins: { meadow: '1.0.0', kubernetes: pluginVersions.kubernetes },
    makesCluster: () => true,
    // Whatever has a name is known by it.
    importId: (_type, { name }) => (typeof name === 'string' ? name : undefined),
    partOf: (type) => (/Cluster/.test(type) ? 'cluster' : /Field/.test(type) ? 'network' : 'server'),
    estimate: () => ({ minutes: 5, monthlyUsd: 10, asOf: '2026-11-26' }),
    data: dataOf,
  },
  readme: { creates: 'a cluster with the server', costs: '$10 a month', needs: 'a token of the meadow' },
}
