/** From answers of AWS to findings: what is fine, what is not, and what to do about it. Pure. */
import type { Spec, Verdict } from '../contract.ts'
import type { PreflightFinding } from '../program-contract.ts'
import { type Answer, valueOr } from './answers.ts'
import { networkFindings } from './findings-network.ts'
import { offerFindings, regionFinding } from './findings-offers.ts'
import { quotaFinding } from './findings-quotas.ts'
import type { PreflightFacts, Taken } from './preflight-facts.ts'
import { type AwsSpec, awsSpecOf } from './spec/aws-spec.ts'
import { problemOfAccount, problemsOfChange } from './spec/immutable.ts'
import { roleName } from './spec/names.ts'

export interface Judged {
  readonly spec: Spec
  readonly stored: Spec | undefined
  readonly facts: PreflightFacts
}

export function findingsOf(judged: Judged): readonly PreflightFinding[] {
  const { spec, stored, facts } = judged
  const aws = awsSpecOf(spec)
  return [
    loginFinding(judged),
    ...changeFindings(judged),
    regionFinding(aws.region, facts.regions),
    ...offerFindings(aws, facts.offers),
    ...networkFindings(aws, facts),
    quotaFinding(facts.quotas),
    permissionFinding(facts.denied),
    ...(stored ? [] : [nameFinding(aws, facts.taken)]),
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

function changeFindings({ spec, stored }: Judged): readonly PreflightFinding[] {
  return problemsOfChange(spec, stored).map((problem) => ({
    ...{ id: 'aws-change', title: 'What can be changed', verdict: 'fail', message: `${problem}.` },
    fix: ['See what it was made with: zen show'],
  }))
}

/** @param denied all of it is named: whoever gives permissions wants to give them once */
function permissionFinding(denied: Answer<readonly string[]>): PreflightFinding {
  const common = { id: 'aws-permissions', title: 'Permissions at AWS' }
  if ('refusal' in denied)
    return {
      ...{ ...common, verdict: 'warn', message: 'Whether your login may do all this could not be checked.' },
      fix: [
        'What is missing shows while things are made; the same command then goes on. The whole policy is in docs/aws.md.',
      ],
    }
  if (denied.value.length === 0)
    return { ...common, verdict: 'pass', message: 'Your login may do all that is needed.', fix: [] }
  return {
    ...{ ...common, verdict: 'fail', message: `Your login may not: ${denied.value.join(', ')}.` },
    fix: ['Let an administrator give it the policy in docs/aws.md.'],
  }
}

const none: readonly string[] = []

/** Names of a deployment that no state of ours knows of. */
function nameFinding(aws: AwsSpec, { clusters, databases, roles }: Taken): PreflightFinding {
  const { cluster, database, name } = aws
  const wanted = [
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
  const common = { id: 'aws-names', title: 'Names at AWS' }
  if (wanted.length === 0)
    return { ...common, verdict: 'pass', message: `Nothing is called like "${name}" yet.`, fix: [] }
  const verdict: Verdict = 'fail'
  return {
    ...{ ...common, verdict, message: `There is already: ${wanted.join(', ')}.` },
    fix: [
      'If somebody deployed it with another --backend, use that one.',
      'Or choose another name: --name NAME',
    ],
  }
}
