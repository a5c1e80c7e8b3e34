/** From answers of AWS to findings: what is fine, what is not, and what to do about it. Pure. */
import type { Spec } from '../contract.ts'
import type { PreflightFinding } from '../inquiry-contract.ts'
import { valueOr } from '../shared/answers.ts'
import { changeFindings, nameFinding, permissionFinding } from '../shared/findings.ts'
import { quotaFinding } from '../shared/quotas.ts'
import { problemsOfChange } from '../shared/spec/immutable.ts'
import { networkFindings } from './findings-network.ts'
import { offerFindings, regionFinding } from './findings-offers.ts'
import type { PreflightFacts, Taken } from './preflight-facts.ts'
import { type AwsSpec, awsSpecOf } from './spec/aws-spec.ts'
import { fixed, problemOfAccount } from './spec/immutable.ts'
import { roleName } from './spec/names.ts'

export interface Judged {
  readonly spec: Spec
  readonly stored: Spec | undefined
  readonly facts: PreflightFacts
}

const quotaWords = {
  about: { id: 'aws-quotas', title: 'Quotas at AWS' },
  ...{ cloud: 'AWS', owner: 'account', instead: '--vpc-id, --cluster' },
  page: 'https://console.aws.amazon.com/servicequotas/',
  allow: 'Allow servicequotas:GetServiceQuota',
} as const

export function findingsOf(judged: Judged): readonly PreflightFinding[] {
  const { spec, stored, facts } = judged
  const aws = awsSpecOf(spec)
  return [
    loginFinding(judged),
    ...changeFindings(
      { id: 'aws-change', title: 'What can be changed' },
      problemsOfChange(spec, stored, fixed),
    ),
    regionFinding(aws.region, facts.regions),
    ...offerFindings(aws, facts.offers),
    ...networkFindings(judged),
    quotaFinding(facts.quotas, quotaWords),
    permissionFinding({ id: 'aws-permissions', title: 'Permissions at AWS' }, facts.denied, {
      what: 'policy',
      page: 'docs/aws.md',
    }),
    ...(stored
      ? []
      : [nameFinding({ id: 'aws-names', title: 'Names at AWS' }, aws.name, namesOf(aws, facts.taken))]),
  ]
}

function loginFinding({ stored, facts: { identity } }: Judged): PreflightFinding {
  const problem = stored && problemOfAccount(stored, identity.account)
  const common = { id: 'aws-login', title: 'Login at AWS' }
  if (problem)
    return {
      ...{ ...common, verdict: 'fail', message: `${problem}.` },
      fix: [
        'Use a login of the other account, for example: export AWS_PROFILE=PROFILE',
        'Or choose another --name.',
      ],
    }
  const message = `You are ${identity.arn}, in account ${identity.account}.`
  if (identity.arn.endsWith(':root'))
    return {
      ...{
        ...common,
        verdict: 'warn',
        message: 'This is the login of the account itself (root), which may do everything.',
      },
      fix: ['Better use a role or a user, which can be given to others and taken away.'],
    }
  return { ...common, verdict: 'pass', message, fix: [] }
}

const none: readonly string[] = []

/** Names of a deployment that no state of ours knows of. */
function namesOf(aws: AwsSpec, { clusters, databases, roles }: Taken): readonly string[] {
  const { cluster, database } = aws
  return [
    ...(cluster.kind === 'new' && valueOr(clusters, none).includes(cluster.name)
      ? [`EKS cluster ${cluster.name}`]
      : []),
    ...(database && valueOr(databases, none).includes(database.name)
      ? [`RDS database ${database.name}`]
      : []),
    ...['cluster', 'nodes', 'volumes']
      .map((use) => roleName(aws, use))
      .filter((role) => cluster.kind === 'new' && valueOr(roles, none).includes(role))
      .map((role) => `IAM role ${role}`),
  ]
}
