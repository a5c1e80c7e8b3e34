/** All that is wrong with a deployment at Google Cloud, found out before anything is made. */
import { getClientConfig } from '@pulumi/gcp/organizations/getClientConfig.js'
import { getClientOpenIdUserInfo } from '@pulumi/gcp/organizations/getClientOpenIdUserInfo.js'
import type { Spec } from '../contract.ts'
import type { InquiryRequest, Preflight } from '../inquiry-contract.ts'
import { asked, valueOr } from '../shared/answers.ts'
import { providerFor } from './cloud.ts'
import { findingsOf } from './findings.ts'
import { googleApi } from './google-api.ts'
import { factsFor } from './preflight-facts.ts'
import { settle } from './settle.ts'
import { explain } from './spec/explain.ts'
import { gcpSpecOf } from './spec/gcp-spec.ts'

export async function preflight({ spec, stored, env }: InquiryRequest): Promise<Preflight> {
  const gcp = gcpSpecOf(spec)
  const provider = providerFor(gcp)
  const login = await asked(getClientConfig({ provider }))
  if ('refusal' in login) return withoutLogin(spec, login.refusal)
  // Not every login has a name: the token of a job may be good for less.
  const email = valueOr(await asked(getClientOpenIdUserInfo({ provider })), undefined)?.email ?? ''
  const facts = await factsFor(
    googleApi(async () => login.value.accessToken, env),
    gcp,
  )
  const judged = { spec, stored, facts, email }
  return {
    where: whereOf(spec),
    identity: email === '' ? 'a login without a name' : email,
    findings: findingsOf(judged),
    settled: settle(judged),
  }
}

function whereOf({ options }: Spec): string {
  return `Google Cloud project ${options['project']} in ${options['region']}`
}

function withoutLogin(spec: Spec, refusal: string): Preflight {
  const { message, fix } = explain(refusal, spec) ?? {
    message: `Google Cloud does not accept your login: ${refusal}`,
    fix: ['See whether this works: gcloud auth application-default print-access-token'],
  }
  const about = { id: 'gcp-login', title: 'Login at Google Cloud' }
  return {
    ...{ where: whereOf(spec), identity: '', settled: {} },
    findings: [{ ...about, verdict: 'fail', message, fix }],
  }
}
