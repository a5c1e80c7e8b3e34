/** All that is wrong with a deployment at AWS, found out before anything is made. */
import { getCallerIdentity } from '@pulumi/aws/getCallerIdentity.js'
import { getRegions } from '@pulumi/aws/getRegions.js'
import { getSessionContext } from '@pulumi/aws/iam/getSessionContext.js'
import { Provider } from '@pulumi/aws/provider.js'
import type { Spec } from '../contract.ts'
import type { InquiryRequest, Preflight, PreflightFinding } from '../inquiry-contract.ts'
import { asked, valueOr } from '../shared/answers.ts'
import { findingsOf } from './findings.ts'
import { regionFinding } from './findings-offers.ts'
import { factsFor, type Identity } from './preflight-facts.ts'
import { settle } from './settle.ts'
import { explain } from './spec/explain.ts'
import { regionToAskIn } from './spec/regions.ts'

export async function preflight({ spec, stored }: InquiryRequest): Promise<Preflight> {
  const region = String(spec.options['region'])
  const home = regionToAskIn(region)
  const homeProvider = new Provider('aws', { region: home })
  const caller = await asked(getCallerIdentity({}, { provider: homeProvider }))
  if ('refusal' in caller) return withoutLogin(spec, caller.refusal)
  const identity = await identityOf(homeProvider, caller.value)
  const regions = await asked(getRegions({}, { provider: homeProvider }).then(({ names }) => names))
  const known = { where: `AWS account ${identity.account} in ${region}`, identity: identity.arn }
  const isOpen = regionFinding(region, regions).verdict !== 'fail'
  if (!isOpen) return { ...known, findings: [regionFinding(region, regions)], settled: {} }
  const provider = home === region ? homeProvider : new Provider('aws-region', { region })
  const facts = await factsFor(provider, { spec, identity, regions })
  const judged = { spec, stored, facts }
  return { ...known, findings: findingsOf(judged), settled: settle(judged) }
}

/** A session of a role stands for that role, which is what may enter a cluster. */
async function identityOf(
  provider: Provider,
  { accountId, arn }: { readonly accountId: string; readonly arn: string },
): Promise<Identity> {
  const session = await asked(getSessionContext({ arn }, { provider }))
  return { account: accountId, arn, principal: valueOr(session, undefined)?.issuerArn || roleOf(arn) }
}

/** For those who may not look at roles. The path that a role may have is not in the name of its sessions. */
export function roleOf(arn: string): string {
  return arn.replace(/^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\/.*$/, 'arn:$1:iam::$2:role/$3')
}

function withoutLogin(spec: Spec, refusal: string): Preflight {
  const { message, fix } = explain(refusal, spec) ?? {
    message: `AWS does not say who you are: ${refusal}`,
    fix: ['See whether this works: aws sts get-caller-identity'],
  }
  const finding: PreflightFinding = { id: 'aws-login', title: 'Login at AWS', verdict: 'fail', message, fix }
  return { where: `AWS in ${spec.options['region']}`, identity: '', findings: [finding], settled: {} }
}
