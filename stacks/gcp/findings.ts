/** From answers of Google Cloud to findings: what is fine, what is not, and what to do about it. Pure. */
import type { Spec } from '../contract.ts'
import type { PreflightFinding } from '../inquiry-contract.ts'
import { valueOr } from '../shared/answers.ts'
import { changeFindings, nameFinding, permissionFinding } from '../shared/findings.ts'
import { quotaFinding } from '../shared/quotas.ts'
import { problemsOfChange } from '../shared/spec/immutable.ts'
import { networkFindings } from './findings-network.ts'
import { offerFindings } from './findings-offers.ts'
import { apiFindings, billingFindings, projectFinding } from './findings-project.ts'
import type { PreflightFacts } from './preflight-facts.ts'
import { apis } from './spec/apis.ts'
import { gcpSpecOf } from './spec/gcp-spec.ts'
import { fixed } from './spec/immutable.ts'

export interface Judged {
  readonly spec: Spec
  readonly stored: Spec | undefined
  readonly facts: PreflightFacts
  /** Of the login; empty where nobody tells. */
  readonly email: string
}

const quotaWords = {
  about: { id: 'gcp-quotas', title: 'Quotas at Google Cloud' },
  ...{ cloud: 'Google Cloud', owner: 'project', instead: '--network, --cluster' },
  page: 'https://console.cloud.google.com/iam-admin/quotas',
  allow: 'Allow compute.regions.get and compute.projects.get',
} as const

const none: readonly string[] = []

export function findingsOf(judged: Judged): readonly PreflightFinding[] {
  const { spec, stored, facts, email } = judged
  const gcp = gcpSpecOf(spec)
  const project = projectFinding(gcp, facts.project, email)
  if (project.verdict === 'fail') return [project]
  // Nobody answers at an API that is not enabled.
  const isOpen = !valueOr(facts.disabledApis, none).includes(apis.compute)
  return [
    project,
    ...changeFindings(
      { id: 'gcp-change', title: 'What can be changed' },
      problemsOfChange(spec, stored, fixed),
    ),
    ...billingFindings(gcp, facts.hasBilling),
    ...apiFindings(gcp, facts.disabledApis),
    ...(isOpen ? offerFindings(gcp, facts.offers) : []),
    ...(isOpen || gcp.network.kind === 'existing' ? networkFindings(judged) : []),
    ...(isOpen ? [quotaFinding(facts.quotas, quotaWords)] : []),
    permissionFinding({ id: 'gcp-permissions', title: 'Permissions at Google Cloud' }, facts.denied, {
      what: 'role',
      page: 'docs/gcp.md',
    }),
    ...(stored
      ? []
      : [nameFinding({ id: 'gcp-names', title: 'Names at Google Cloud' }, gcp.name, facts.taken)]),
  ]
}
