/** What Azure has to offer in a region: sizes, versions, zones. */
import { type Answer, asked } from '../shared/answers.ts'
import type { Values } from '../values.ts'
import { apiVersions } from './api-versions.ts'
import { listIn, textIn, textsIn } from './fields.ts'
import type { Management } from './management.ts'
import type { AzureSpec } from './spec/azure-spec.ts'

export interface MachineOffer {
  readonly cores: number
  /** Of quotas: `standardDASv5Family`. */
  readonly family: string
  readonly zones: readonly string[]
}

export interface DatabaseOffers {
  readonly versions: readonly string[]
  readonly sizes: readonly DatabaseOffer[]
}

export interface DatabaseOffer {
  readonly name: string
  /** Where a second one can be: `ZoneRedundant`, `SameZone`. */
  readonly standbys: readonly string[]
}

export interface Offers {
  /** `undefined` where this subscription gets none of that size; of a new cluster. */
  readonly machine?: Answer<MachineOffer | undefined>
  /** Minor versions of Kubernetes; of a new cluster. */
  readonly kubernetes?: Answer<readonly string[]>
  /** Of a managed database. */
  readonly database?: Answer<DatabaseOffers>
}

export async function offersFor(management: Management, home: string, azure: AzureSpec): Promise<Offers> {
  const { cluster, database, region } = azure
  const isNew = cluster.kind === 'new'
  const [machine, kubernetes, databases] = await Promise.all([
    isNew ? asked(machineOffer(management, home, { region, size: cluster.nodeType })) : undefined,
    isNew && cluster.version !== undefined ? asked(versionsOf(management, home, region)) : undefined,
    database ? asked(databaseOffers(management, home, region)) : undefined,
  ])
  return {
    ...(machine ? { machine } : {}),
    ...(kubernetes ? { kubernetes } : {}),
    ...(databases ? { database: databases } : {}),
  }
}

interface Wanted {
  readonly region: string
  readonly size: string
}

async function machineOffer(management: Management, home: string, { region, size }: Wanted) {
  const found = await management.get(`${home}/providers/Microsoft.Compute/skus`, apiVersions.compute, {
    $filter: `location eq '${region}'`,
  })
  const sku = listIn(found, 'value').find(
    (each) => textIn(each, 'resourceType') === 'virtualMachines' && textIn(each, 'name') === size,
  )
  if (!sku || isClosed(sku)) return undefined
  const cores = listIn(sku, 'capabilities').find((each) => textIn(each, 'name') === 'vCPUs')
  return {
    ...{ family: textIn(sku, 'family'), cores: Number(cores ? textIn(cores, 'value') : 0) },
    zones: zonesOf(sku),
  }
}

function isClosed(sku: Values): boolean {
  return listIn(sku, 'restrictions').some((each) => textIn(each, 'type') === 'Location')
}

function zonesOf(sku: Values): readonly string[] {
  const closed = listIn(sku, 'restrictions').flatMap((each) => textsIn(each, 'restrictionInfo.zones'))
  return listIn(sku, 'locationInfo')
    .flatMap((each) => textsIn(each, 'zones'))
    .filter((zone) => !closed.includes(zone))
    .toSorted()
}

async function versionsOf(management: Management, home: string, region: string): Promise<readonly string[]> {
  const path = `${home}/providers/Microsoft.ContainerService/locations/${region}/kubernetesVersions`
  const found = await management.get(path, apiVersions.clusters)
  return listIn(found, 'values').map((each) => textIn(each, 'version'))
}

async function databaseOffers(management: Management, home: string, region: string): Promise<DatabaseOffers> {
  const path = `${home}/providers/Microsoft.DBforMySQL/locations/${region}/capabilitySets/default`
  const found = await management.get(path, apiVersions.mysql)
  return {
    versions: listIn(found, 'properties.supportedServerVersions').map((each) => textIn(each, 'name')),
    sizes: listIn(found, 'properties.supportedFlexibleServerEditions')
      .flatMap((edition) => listIn(edition, 'supportedSkus'))
      .map((each) => ({ name: textIn(each, 'name'), standbys: textsIn(each, 'supportedHAMode') })),
  }
}
