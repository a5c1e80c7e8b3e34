/** From answers of Azure to findings: what is fine, what is not, and what to do about it. Pure. */
import type { Spec } from '../contract.ts'
import type { PreflightFinding } from '../inquiry-contract.ts'
import { valueOr } from '../shared/answers.ts'
import { changeFindings, nameFinding, permissionFinding } from '../shared/findings.ts'
import { quotaFinding } from '../shared/quotas.ts'
import { problemsOfChange } from '../shared/spec/immutable.ts'
import { networkFindings } from './findings-network.ts'
import { offerFindings, regionFinding, serviceFinding } from './findings-offers.ts'
import type { PreflightFacts } from './preflight-facts.ts'
import { azureSpecOf } from './spec/azure-spec.ts'
import { fixed, problemOfSubscription, problemsOfNodes } from './spec/immutable.ts'
import { quotaPage } from './spec/limit-rules.ts'

export interface Judged {
  readonly spec: Spec
  readonly stored: Spec | undefined
  readonly facts: PreflightFacts
}

const quotaWords = {
  about: { id: 'azure-quotas', title: 'Quotas at Azure' },
  ...{ cloud: 'Azure', owner: 'subscription', instead: '--cluster' },
  page: quotaPage,
  allow: 'Allow Microsoft.Compute/locations/usages/read and Microsoft.Network/locations/usages/read',
} as const

export function findingsOf(judged: Judged): readonly PreflightFinding[] {
  const { spec, stored, facts } = judged
  const azure = azureSpecOf(spec)
  const problems = [...problemsOfChange(spec, stored, fixed), ...problemsOfNodes(spec, stored)]
  return [
    loginFinding(judged),
    ...changeFindings({ id: 'azure-change', title: 'What can be changed' }, problems),
    regionFinding(azure.region, facts.regions),
    serviceFinding(facts.unregistered, facts.mayRegister),
    ...offerFindings(azure, facts.offers),
    ...networkFindings(judged),
    quotaFinding(facts.quotas, quotaWords),
    permissionFinding({ id: 'azure-permissions', title: 'Permissions at Azure' }, facts.denied, {
      what: 'role',
      page: 'docs/azure.md',
    }),
    ...(stored ? [] : [namesFinding(judged)]),
  ]
}

function namesFinding({ spec: { name }, facts }: Judged): PreflightFinding {
  const groups = valueOr(facts.names.groups, []).map((group) => `resource group ${group}`)
  return nameFinding({ id: 'azure-names', title: 'Names at Azure' }, name, groups)
}

function loginFinding({ stored, facts: { identity } }: Judged): PreflightFinding {
  const about = { id: 'azure-login', title: 'Login at Azure' }
  const problem = stored && problemOfSubscription(stored, identity.subscription)
  if (problem)
    return {
      ...{ ...about, verdict: 'fail', message: `${problem}.` },
      fix: [
        'Leave --subscription and ARM_SUBSCRIPTION_ID out, or as they were.',
        'Or choose another --name.',
      ],
    }
  return {
    ...{ ...about, verdict: 'pass', fix: [] },
    message: `You are ${identity.who}, in the subscription ${identity.where}.`,
  }
}
