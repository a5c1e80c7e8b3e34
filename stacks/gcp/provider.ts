import type { Provider, Spec } from '../contract.ts'
import { pluginVersions } from '../plugin-versions.ts'
import { serverWarnings } from '../server-problems.ts'
import { dataOf } from '../shared/spec/cloud-server.ts'
import { estimate } from './spec/estimate.ts'
import { explain } from './spec/explain.ts'
import { gcpSpecOf } from './spec/gcp-spec.ts'
import { importId } from './spec/import-ids.ts'
import { gcpOptions } from './spec/options.ts'
import { partOf } from './spec/part-of.ts'
import { gcpProblems } from './spec/problems.ts'

export const gcp: Provider = {
  id: 'gcp',
  label: 'Google Cloud',
  summary: 'Kubernetes (GKE) and MySQL (Cloud SQL) in a Google Cloud project, with an HTTPS address',
  defaultName: 'gcp',
  engine: 'pulumi',
  options: gcpOptions,
  problems: gcpProblems,
  warnings: serverWarnings,
  program: {
    load: async () => (await import('./index.ts')).program,
    inquiries: async () => (await import('./inquiries.ts')).inquiries,
    importId,
    plugins: { gcp: pluginVersions.gcp, kubernetes: pluginVersions.kubernetes },
    estimate,
    makesCluster: (spec) => gcpSpecOf(spec).cluster.kind === 'new',
    partOf,
    explain,
    data: dataIn,
    // Only Cloud SQL makes a last backup.
    fates: (spec) => (gcpSpecOf(spec).database ? ['snapshot', 'keep', 'delete'] : ['keep', 'delete']),
  },
  readme: {
    creates:
      'a network, a cluster, a database, a load balancer with an HTTPS address, or what your options leave of it',
    costs: 'from $104 a month',
    needs: 'a login for a Google Cloud project',
  },
}

/** What the data lies in, as people look for it. */
function dataIn(spec: Spec): string | undefined {
  const { database, server, region } = gcpSpecOf(spec)
  return dataOf(server, database && `Cloud SQL database ${database.prefix}-… in ${region}`)
}
