/** Everything that Azure is asked before anything is made, all at once. */
import type { Spec } from '../contract.ts'
import { type Answer, asked, valueOr } from '../shared/answers.ts'
import type { OtherNetwork } from '../shared/network-range.ts'
import type { QuotaUse } from '../shared/quotas.ts'
import { apiVersions } from './api-versions.ts'
import { listIn, numberIn, textIn, textsIn } from './fields.ts'
import { isNotFound, type Management } from './management.ts'
import { type ExistingPlace, existingPlace } from './preflight-existing.ts'
import { type Names, namesFor } from './preflight-names.ts'
import { type Offers, offersFor } from './preflight-offers.ts'
import { quotasFor } from './preflight-quotas.ts'
import { type AzureSpec, azureSpecOf } from './spec/azure-spec.ts'
import { armId, clusterId, groupId } from './spec/ids.ts'
import { deniedAmong, type Grant, neededActions, neededServices } from './spec/permissions.ts'

export interface Identity {
  readonly subscription: string
  /** Name of the subscription, or its id. */
  readonly where: string
  /** As whom one is there: the address of a person, or an application. */
  readonly who: string
}

export interface PreflightFacts {
  readonly identity: Identity
  /** Regions that this subscription may use. */
  readonly regions: Answer<readonly string[]>
  /** Services that are needed and not registered yet. */
  readonly unregistered: Answer<readonly string[]>
  /** Whether this login may register them. */
  readonly mayRegister: boolean
  readonly offers: Offers
  readonly quotas: readonly QuotaUse[]
  /** Actions that this login may not do, out of those that are needed. */
  readonly denied: Answer<readonly string[]>
  readonly names: Names
  /** Of others, in the subscription; asked only where one is made. */
  readonly networks: Answer<readonly OtherNetwork[]>
  /** What was there before and is to be used. */
  readonly existing: ExistingPlace
  /** How many nodes a cluster of ours has by now; 0 where there is none yet. */
  readonly nodes: Answer<number>
  /** Gigabytes that a database of ours has by now. */
  readonly storage: Answer<number | undefined>
}

interface FactRequest {
  readonly spec: Spec
  readonly stored: Spec | undefined
  readonly identity: Identity
}

export async function factsFor(management: Management, request: FactRequest): Promise<PreflightFacts> {
  const { spec, stored, identity } = request
  const azure = { ...azureSpecOf(spec), subscription: identity.subscription }
  const home = `/subscriptions/${identity.subscription}`
  const asking = { offers: offersFor(management, home, azure), nodes: asked(nodesOf(management, azure)) }
  const [regions, unregistered, offers, quotas, grants, names, networks, existing, nodes, storage] =
    await Promise.all([
      asked(regionsOf(management, home)),
      asked(unregisteredServices(management, home, azure)),
      asking.offers,
      quotasFor(management, home, azure, asking),
      asked(grantsOf(management, home)),
      namesFor(management, { home, spec, stored, identity }),
      asked(otherNetworks(management, home, azure)),
      existingPlace(management, home, azure),
      asking.nodes,
      asked(storageOf(management, azure, stored)),
    ])
  return {
    ...{ identity, regions, unregistered, offers, quotas, names, networks, existing, nodes, storage },
    mayRegister: mayRegister(unregistered, grants),
    denied: 'refusal' in grants ? grants : { value: deniedAmong(neededActions(azure), grants.value) },
  }
}

async function regionsOf(management: Management, home: string): Promise<readonly string[]> {
  const found = await management.get(`${home}/locations`, apiVersions.subscriptions)
  return listIn(found, 'value')
    .filter((region) => textIn(region, 'metadata.regionType') !== 'Logical')
    .map((region) => textIn(region, 'name'))
}

async function unregisteredServices(management: Management, home: string, azure: AzureSpec) {
  const states = neededServices(azure).map(async (service) => {
    const found = await management.get(`${home}/providers/${service}`, apiVersions.resources)
    return textIn(found, 'registrationState') === 'Registered' ? [] : [service]
  })
  return (await Promise.all(states)).flat()
}

/** Of the subscription: what is given for a part of it only is not seen here. */
async function grantsOf(management: Management, home: string): Promise<readonly Grant[]> {
  const found = await management.get(
    `${home}/providers/Microsoft.Authorization/permissions`,
    apiVersions.permissions,
  )
  return listIn(found, 'value').map((grant) => ({
    actions: textsIn(grant, 'actions'),
    notActions: textsIn(grant, 'notActions'),
  }))
}

/** What nobody tells may be allowed. */
function mayRegister(services: Answer<readonly string[]>, grants: Answer<readonly Grant[]>): boolean {
  const actions = valueOr(services, []).map((service) => `${service}/register/action`)
  return 'refusal' in grants || deniedAmong(actions, grants.value).length === 0
}

async function otherNetworks(
  management: Management,
  home: string,
  { network, group }: AzureSpec,
): Promise<readonly OtherNetwork[]> {
  if (network.kind === 'existing') return []
  const found = await management.get(
    `${home}/providers/Microsoft.Network/virtualNetworks`,
    apiVersions.network,
  )
  return listIn(found, 'value')
    .filter((each) => !textIn(each, 'id').toLowerCase().includes(`/resourcegroups/${group.toLowerCase()}/`))
    .map((each) => ({
      name: textIn(each, 'name'),
      cidrs: textsIn(each, 'properties.addressSpace.addressPrefixes'),
    }))
}

/** Databases grow by themselves, and never get smaller. */
async function storageOf(management: Management, azure: AzureSpec, stored: Spec | undefined) {
  const { database, subscription = '', group } = azure
  if (!database || !stored) return undefined
  const id = armId(groupId(subscription, group), 'Microsoft.DBforMySQL/flexibleServers', database.name)
  const found = await asked(management.get(id, apiVersions.mysql))
  if ('value' in found) return numberIn(found.value, 'properties.storage.storageSizeGB')
  if (isNotFound(found.refusal)) return undefined
  throw new Error(found.refusal)
}

async function nodesOf(management: Management, { cluster, subscription = '' }: AzureSpec): Promise<number> {
  if (cluster.kind === 'existing') return 0
  const id = clusterId(subscription, cluster.group, cluster.name)
  const found = await asked(management.get(id, apiVersions.clusters))
  if ('refusal' in found) {
    if (isNotFound(found.refusal)) return 0
    throw new Error(found.refusal)
  }
  const pools = listIn(found.value, 'properties.agentPoolProfiles')
  return pools.reduce((sum, pool) => sum + numberIn(pool, 'count'), 0)
}
