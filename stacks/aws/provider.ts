import type { Provider, Spec } from '../contract.ts'
import { pluginVersions } from '../plugin-versions.ts'
import { serverWarnings } from '../server-problems.ts'
import { dataOf } from '../shared/spec/cloud-server.ts'
import { awsSpecOf } from './spec/aws-spec.ts'
import { estimate } from './spec/estimate.ts'
import { explain } from './spec/explain.ts'
import { importId } from './spec/import-ids.ts'
import { awsOptions } from './spec/options.ts'
import { partOf } from './spec/part-of.ts'
import { awsProblems } from './spec/problems.ts'
import { settledOf } from './spec/settled.ts'

export const aws: Provider = {
  id: 'aws',
  label: 'AWS',
  summary: 'Kubernetes (EKS) and MySQL (RDS) in an AWS account, with an HTTPS address',
  defaultName: 'aws',
  engine: 'pulumi',
  options: awsOptions,
  problems: awsProblems,
  warnings: serverWarnings,
  program: {
    load: async () => (await import('./index.ts')).program,
    inquiries: async () => (await import('./inquiries.ts')).inquiries,
    importId,
    plugins: { aws: pluginVersions.aws, kubernetes: pluginVersions.kubernetes },
    estimate,
    where: whereOf,
    makesCluster: (spec) => awsSpecOf(spec).cluster.kind === 'new',
    partOf,
    explain,
    data: dataIn,
    // Only RDS makes a last snapshot.
    snapshotFlag: 'database-snapshot',
    fates: (spec) => (awsSpecOf(spec).database ? ['snapshot', 'keep', 'delete'] : ['keep', 'delete']),
  },
  readme: {
    creates:
      'a network, a cluster, a database, a load balancer with an HTTPS address, or what your options leave of it',
    costs: 'from $220 a month',
    needs: 'a login of an AWS account',
  },
}

function whereOf({ options }: Spec): string {
  const { account } = settledOf(options)
  return `AWS${account === undefined ? '' : ` account ${account}`} in ${options['region']}`
}

/** What the data lies in, as people look for it. */
function dataIn(spec: Spec): string | undefined {
  const { database, server, region } = awsSpecOf(spec)
  return dataOf(server, database && `RDS database ${database.name} in ${region}`)
}
