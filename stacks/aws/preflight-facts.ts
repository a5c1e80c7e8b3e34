/** What AWS is asked before a deployment, all at once. */
import { getVpc } from '@pulumi/aws/ec2/getVpc.js'
import { getVpcs } from '@pulumi/aws/ec2/getVpcs.js'
import { getClusters } from '@pulumi/aws/eks/getClusters.js'
import { getPrincipalPolicySimulation } from '@pulumi/aws/iam/getPrincipalPolicySimulation.js'
import { getRoles } from '@pulumi/aws/iam/getRoles.js'
import type { Provider } from '@pulumi/aws/provider.js'
import { getInstances } from '@pulumi/aws/rds/getInstances.js'
import type { Spec } from '../contract.ts'
import { type Answer, asked } from '../shared/answers.ts'
import type { OtherNetwork } from '../shared/network-range.ts'
import type { QuotaUse } from '../shared/quotas.ts'
import { baseName } from '../shared/spec/names.ts'
import { type ExistingPlace, existingPlace } from './preflight-existing.ts'
import { type Offers, offersFor } from './preflight-offers.ts'
import { quotasFor } from './preflight-quotas.ts'
import { type AwsSpec, awsSpecOf } from './spec/aws-spec.ts'
import { neededActions } from './spec/permissions.ts'
import { deploymentTag } from './spec/tags.ts'

export interface Identity {
  readonly account: string
  /** As whom one is there: the session of a role, or a user. */
  readonly arn: string
  /** The role, or the user. */
  readonly principal: string
}

export interface PreflightFacts {
  readonly identity: Identity
  readonly regions: Answer<readonly string[]>
  readonly offers: Offers
  readonly quotas: readonly QuotaUse[]
  /** Actions that this login may not do, out of those that are needed. */
  readonly denied: Answer<readonly string[]>
  readonly taken: Taken
  /** Of others, in the region; asked only where one is made. */
  readonly networks: Answer<readonly OtherNetwork[]>
  /** What was there before and is to be used. */
  readonly existing: ExistingPlace
}

/** Names that are in use. */
export interface Taken {
  readonly clusters: Answer<readonly string[]>
  readonly databases: Answer<readonly string[]>
  readonly roles: Answer<readonly string[]>
}

interface FactRequest {
  readonly spec: Spec
  readonly identity: Identity
  /** Regions that this account may use. */
  readonly regions: Answer<readonly string[]>
}

export async function factsFor(
  provider: Provider,
  { spec, identity, regions }: FactRequest,
): Promise<PreflightFacts> {
  const aws = awsSpecOf(spec)
  const [offers, quotas, denied, taken, networks, existing] = await Promise.all([
    offersFor(provider, aws),
    quotasFor(provider, aws),
    asked(deniedActions(provider, aws, identity)),
    takenNames(provider, aws),
    asked(otherNetworks(provider, aws)),
    existingPlace(provider, aws),
  ])
  return { identity, regions, offers, quotas, denied, taken, networks, existing }
}

async function deniedActions(provider: Provider, aws: AwsSpec, { principal }: Identity) {
  const actionNames = [...neededActions(aws)]
  const { results } = await getPrincipalPolicySimulation(
    { policySourceArn: principal, actionNames },
    { provider },
  )
  return results.flatMap(({ allowed, actionName }) => (allowed ? [] : [actionName]))
}

async function takenNames(provider: Provider, aws: AwsSpec): Promise<Taken> {
  const options = { provider }
  const nameRegex = `^${baseName(aws.name)}-${aws.region}-(cluster|nodes|volumes)$`
  const [clusters, databases, roles] = await Promise.all([
    asked(getClusters({}, options).then(({ names }) => names)),
    asked(getInstances({}, options).then(({ instanceIdentifiers }) => instanceIdentifiers)),
    asked(getRoles({ nameRegex }, options).then(({ names }) => names)),
  ])
  return { clusters, databases, roles }
}

async function otherNetworks(
  provider: Provider,
  { name, network }: AwsSpec,
): Promise<readonly OtherNetwork[]> {
  if (network.kind === 'existing') return []
  const [all, ours] = await Promise.all([
    getVpcs({}, { provider }),
    getVpcs({ tags: { [deploymentTag]: name } }, { provider }),
  ])
  const others = all.ids.filter((id) => !ours.ids.includes(id))
  return Promise.all(others.map((id) => networkFacts(provider, id)))
}

/** A VPC may have been given further blocks later. */
async function networkFacts(provider: Provider, id: string): Promise<OtherNetwork> {
  const { tags, cidrBlock, cidrBlockAssociations } = await getVpc({ id }, { provider })
  return {
    name: tags['Name'] === undefined ? id : `${id} (${tags['Name']})`,
    cidrs: [...new Set([cidrBlock, ...cidrBlockAssociations.map((more) => more.cidrBlock)])],
  }
}
