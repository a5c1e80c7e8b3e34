/** What AWS has to offer in a region: zones, sizes, versions. */
import { getInstanceTypeOfferings } from '@pulumi/aws/ec2/getInstanceTypeOfferings.js'
import { getClusterVersions } from '@pulumi/aws/eks/getClusterVersions.js'
import { getAvailabilityZones } from '@pulumi/aws/getAvailabilityZones.js'
import type { Provider } from '@pulumi/aws/provider.js'
import { getEngineVersion } from '@pulumi/aws/rds/getEngineVersion.js'
import { getOrderableDbInstance } from '@pulumi/aws/rds/getOrderableDbInstance.js'
import { type Answer, asked } from '../shared/answers.ts'
import type { AwsSpec, ManagedDatabase } from './spec/aws-spec.ts'

export interface Zone {
  /** In the words of this account: `eu-west-1a`. */
  readonly name: string
  /** The same in all accounts: `euw1-az1`. */
  readonly id: string
}

export interface Offers {
  readonly zones: Answer<readonly Zone[]>
  /** Names of zones that have nodes of that type; of a new cluster. */
  readonly nodeZones?: Answer<readonly string[]>
  /** Versions of Kubernetes; of a new cluster. */
  readonly kubernetes?: Answer<readonly string[]>
  /** Names of zones that have databases of that class; of a managed database. */
  readonly databaseZones?: Answer<readonly string[]>
}

export async function offersFor(provider: Provider, { cluster, database }: AwsSpec): Promise<Offers> {
  const options = { provider }
  const isNew = cluster.kind === 'new'
  const [zones, nodeZones, kubernetes, databaseZones] = await Promise.all([
    asked(zonesOf(provider)),
    isNew ? asked(zonesWithNodes(provider, cluster.nodeType)) : undefined,
    isNew
      ? asked(
          getClusterVersions({}, options).then(({ clusterVersions }) =>
            clusterVersions.map(({ clusterVersion }) => clusterVersion),
          ),
        )
      : undefined,
    database ? asked(zonesWithDatabases(provider, database)) : undefined,
  ])
  return {
    zones,
    ...(nodeZones ? { nodeZones } : {}),
    ...(kubernetes ? { kubernetes } : {}),
    ...(databaseZones ? { databaseZones } : {}),
  }
}

/** Not those near to somebody's factory, which have little of everything. */
async function zonesOf(provider: Provider): Promise<readonly Zone[]> {
  const usual = [{ name: 'zone-type', values: ['availability-zone'] }]
  const { names, zoneIds } = await getAvailabilityZones({ state: 'available', filters: usual }, { provider })
  return names.map((name, at) => ({ name, id: zoneIds[at] ?? '' }))
}

async function zonesWithNodes(provider: Provider, type: string): Promise<readonly string[]> {
  const filters = [{ name: 'instance-type', values: [type] }]
  const { locations } = await getInstanceTypeOfferings(
    { locationType: 'availability-zone', filters },
    { provider },
  )
  return locations
}

/** RDS answers with an error when there is none of that class. */
async function zonesWithDatabases(
  provider: Provider,
  { instanceClass, isMultiZone }: ManagedDatabase,
): Promise<readonly string[]> {
  const { versionActual } = await getEngineVersion(
    { engine: 'mysql', version: '8.4', latest: true },
    { provider },
  )
  const { availabilityZones } = await getOrderableDbInstance(
    {
      ...{ engine: 'mysql', engineVersion: versionActual, preferredInstanceClasses: [instanceClass] },
      ...{ storageType: 'gp3', vpc: true, ...(isMultiZone ? { supportsMultiAz: true } : {}) },
    },
    { provider },
  )
  return availabilityZones
}
