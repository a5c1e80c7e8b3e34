import type { Provider, Spec } from '../contract.ts'
import { pluginVersions } from '../plugin-versions.ts'
import { serverWarnings } from '../server-problems.ts'
import { dataOf } from '../shared/spec/cloud-server.ts'
import { azureSpecOf } from './spec/azure-spec.ts'
import { estimate } from './spec/estimate.ts'
import { explain } from './spec/explain.ts'
import { importIdIn } from './spec/import-ids.ts'
import { azureOptions } from './spec/options.ts'
import { partOf } from './spec/part-of.ts'
import { azureProblems } from './spec/problems.ts'

export const azure: Provider = {
  id: 'azure',
  label: 'Azure',
  summary: 'Kubernetes (AKS) and MySQL (Flexible Server) in an Azure subscription, with an HTTPS address',
  defaultName: 'azure',
  engine: 'pulumi',
  options: azureOptions,
  problems: azureProblems,
  warnings: serverWarnings,
  program: {
    load: async () => (await import('./index.ts')).program,
    inquiries: async () => (await import('./inquiries.ts')).inquiries,
    importId: (type, inputs, spec) => importIdIn(azureSpecOf(spec).subscription ?? '', type, inputs),
    plugins: { 'azure-native': pluginVersions['azure-native'], kubernetes: pluginVersions.kubernetes },
    estimate,
    makesCluster: (spec) => azureSpecOf(spec).cluster.kind === 'new',
    partOf,
    explain,
    data: dataIn,
  },
  readme: {
    creates:
      'a network, a cluster, a database, a load balancer with an HTTPS address, or what your options leave of it',
    costs: 'from $113 a month',
    needs: 'a login of an Azure subscription',
  },
}

/** What the data lies in, as people look for it. */
function dataIn(spec: Spec): string | undefined {
  const { database, server, region } = azureSpecOf(spec)
  return dataOf(server, database && `MySQL server ${database.name} in ${region}`)
}
