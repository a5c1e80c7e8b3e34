/** Whether there is a project, and whether things can be made in it. */
import type { PreflightFinding } from '../inquiry-contract.ts'
import { type Answer, valueOr } from '../shared/answers.ts'
import type { PreflightFacts } from './preflight-facts.ts'
import { apis } from './spec/apis.ts'
import type { GcpSpec } from './spec/gcp-spec.ts'

export function projectFinding(
  { project }: GcpSpec,
  found: PreflightFacts['project'],
  email: string,
): PreflightFinding {
  const about = { id: 'gcp-login', title: 'Login at Google Cloud' }
  const who = email === '' ? 'Your login' : `You are ${email}, which`
  if ('refusal' in found)
    return {
      ...{ ...about, verdict: /SERVICE_DISABLED|accessNotConfigured/.test(found.refusal) ? 'warn' : 'fail' },
      message: `There is no project ${project} that your login may see.`,
      fix: [
        'See which there are: gcloud projects list',
        `Choose one by its id: --project PROJECT. What Google Cloud says: ${found.refusal}`,
      ],
    }
  if (found.value.state !== 'ACTIVE')
    return {
      ...{ ...about, verdict: 'fail', message: `The project ${project} is being deleted.` },
      fix: [
        `Take that back: gcloud projects undelete ${project}`,
        'Or choose another one: --project PROJECT',
      ],
    }
  return { ...about, verdict: 'pass', message: `${who} may see the project ${project}.`, fix: [] }
}

/** Who may not see that is told nothing: it then shows when the first thing is made. */
export function billingFindings({ project }: GcpSpec, has: Answer<boolean>): readonly PreflightFinding[] {
  if (valueOr(has, true)) return []
  return [
    {
      ...{ id: 'gcp-billing', title: 'Billing', verdict: 'fail' },
      message: `The project ${project} has no billing account, without which nothing can be made in it.`,
      fix: [`Link one: https://console.cloud.google.com/billing/linkedaccount?project=${project}`],
    },
  ]
}

export function apiFindings(
  { project, region }: GcpSpec,
  disabled: PreflightFacts['disabledApis'],
): readonly PreflightFinding[] {
  const about = { id: 'gcp-apis', title: 'APIs of Google Cloud' }
  if ('refusal' in disabled)
    return [
      {
        ...{ ...about, verdict: 'warn', message: 'Which APIs are enabled could not be checked.' },
        fix: ['Allow serviceusage.services.list.'],
      },
    ]
  if (disabled.value.length === 0)
    return [{ ...about, verdict: 'pass', message: 'All APIs that are needed are enabled.', fix: [] }]
  const list = disabled.value.join(', ')
  if (!disabled.value.includes(apis.compute))
    return [{ ...about, verdict: 'pass', message: `These will be enabled, and stay so: ${list}.`, fix: [] }]
  return [
    {
      ...{ ...about, verdict: 'warn' },
      message: `These will be enabled, and stay so: ${list}. What ${region} has, and quotas, can't be checked before.`,
      fix: [`To have it checked first: gcloud services enable ${apis.compute} --project ${project}`],
    },
  ]
}
