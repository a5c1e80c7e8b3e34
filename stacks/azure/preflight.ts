/** All that is wrong with a deployment at Azure, found out before anything is made. */
import { getClientConfig } from '@pulumi/azure-native/authorization/getClientConfig.js'
import { Provider } from '@pulumi/azure-native/provider.js'
import type { Spec } from '../contract.ts'
import type { InquiryRequest, Preflight, PreflightFinding } from '../inquiry-contract.ts'
import { asked } from '../shared/answers.ts'
import type { Values } from '../values.ts'
import { apiVersions } from './api-versions.ts'
import { textIn } from './fields.ts'
import { findingsOf } from './findings.ts'
import { type Management, managementBy } from './management.ts'
import { factsFor, type Identity } from './preflight-facts.ts'
import { settle } from './settle.ts'
import { azureSpecOf } from './spec/azure-spec.ts'
import { explain } from './spec/explain.ts'

export async function preflight({ spec, stored }: InquiryRequest): Promise<Preflight> {
  const { region } = azureSpecOf(spec)
  const provider = providerFor(stored && !spec.options['subscription'] ? stored : spec)
  const config = await asked(getClientConfig({ provider }))
  if ('refusal' in config) return withoutLogin(spec, config.refusal)
  const management = await asked(managementBy(provider))
  if ('refusal' in management) return withoutLogin(spec, management.refusal)
  const identity = await asked(identityOf(management.value, config.value.subscriptionId))
  if ('refusal' in identity) return withoutLogin(spec, identity.refusal)
  const facts = await factsFor(management.value, { spec, stored, identity: identity.value })
  const judged = { spec, stored, facts }
  return {
    where: `Azure subscription ${identity.value.where} in ${region}`,
    identity: identity.value.who,
    findings: findingsOf(judged),
    settled: settle(judged),
  }
}

/** With the subscription that a deployment is in, or that somebody named, or the login's own. */
export function providerFor(spec: Spec): Provider {
  const { subscription, region } = azureSpecOf(spec)
  return new Provider('azure', {
    location: region,
    ...(subscription === undefined ? {} : { subscriptionId: subscription }),
  })
}

async function identityOf(management: Management, subscription: string): Promise<Identity> {
  const found = await management.get(`/subscriptions/${subscription}`, apiVersions.subscriptions)
  const name = textIn(found, 'displayName')
  return {
    subscription,
    where: name === '' ? subscription : `${name} (${subscription})`,
    who: whoIs(management.claims),
  }
}

/** A person has an address; everything else is an application. */
function whoIs(claims: Values): string {
  const person = ['upn', 'unique_name', 'preferred_username'].map((key) => textIn(claims, key)).find(Boolean)
  return person ?? `application ${textIn(claims, 'app_displayname') || textIn(claims, 'appid')}`
}

function withoutLogin(spec: Spec, refusal: string): Preflight {
  const { message, fix } = explain(refusal, spec) ?? {
    message: `Azure does not say who you are: ${refusal}`,
    fix: ['See whether this works: az account show'],
  }
  const finding: PreflightFinding = {
    id: 'azure-login',
    title: 'Login at Azure',
    verdict: 'fail',
    message,
    fix,
  }
  return { where: `Azure in ${spec.options['region']}`, identity: '', findings: [finding], settled: {} }
}
