/** A MySQL that Azure runs: in a subnet of its own, encrypted, backed up, and not to be deleted by accident. */
import { Configuration } from '@pulumi/azure-native/dbformysql/configuration.js'
import { Database } from '@pulumi/azure-native/dbformysql/database.js'
import { Server } from '@pulumi/azure-native/dbformysql/server.js'
import { PrivateZone } from '@pulumi/azure-native/privatedns/privateZone.js'
import { VirtualNetworkLink } from '@pulumi/azure-native/privatedns/virtualNetworkLink.js'
import type { ResourceGroup } from '@pulumi/azure-native/resources/resourceGroup.js'
import { all, type CustomResourceOptions, type Output, type Resource, RunError } from '@pulumi/pulumi'
import { databaseUrl, databaseName as zenml } from '../shared/managed-database.ts'
import type { ManagedAccess } from '../shared/zenml-server.ts'
import { type Cloud, inCloud } from './cloud.ts'
import { databaseAuthority } from './database-authority.ts'
import type { NetworkPlace } from './network.ts'
import type { ManagedDatabase } from './spec/azure-spec.ts'
import { zoneName } from './spec/names.ts'

export interface MadeDatabase {
  readonly server: Server
  /** What has to be there before anybody uses it. */
  readonly ready: readonly Resource[]
}

interface DatabaseWish {
  readonly wish: ManagedDatabase
  readonly group: ResourceGroup
  readonly network: NetworkPlace
  readonly password: Output<string>
}

export function managedDatabase(
  cloud: Cloud,
  { wish, group, network, password }: DatabaseWish,
): MadeDatabase {
  const { region, tags } = cloud.azure
  const { zone, link } = privateZone(cloud, group, network)
  const server = new Server(
    'database',
    {
      ...{ resourceGroupName: group.name, serverName: wish.name, location: region, tags },
      ...{ createMode: 'Default', version: wish.version },
      ...{ administratorLogin: zenml, administratorLoginPassword: password },
      sku: { name: wish.size, tier: tierOf(wish.size) },
      storage: { storageSizeGB: wish.storage, autoGrow: 'Enabled', autoIoScaling: 'Enabled' },
      backup: { backupRetentionDays: wish.backupDays, geoRedundantBackup: 'Disabled' },
      highAvailability: { mode: wish.standby },
      network: {
        ...{ delegatedSubnetResourceId: network.databaseSubnet, privateDnsZoneResourceId: zone.id },
        publicNetworkAccess: 'Disabled',
      },
    },
    {
      ...inCloud(cloud, link),
      protect: isProtected(cloud),
      // Azure chooses the zone, and a later version is for somebody to decide.
      ignoreChanges: ['availabilityZone', 'version'],
      customTimeouts: { create: '90m', update: '90m', delete: '60m' },
    },
  )
  return { server, ready: partsOf(cloud, group, server) }
}

function isProtected({ leaving }: Cloud): boolean {
  return leaving === undefined || leaving === 'keep'
}

/** The name of the database is known in the network alone. */
function privateZone(cloud: Cloud, group: ResourceGroup, network: NetworkPlace) {
  const { name, tags } = cloud.azure
  const place = { resourceGroupName: group.name, location: 'global', tags }
  const zone = new PrivateZone('database-zone', { ...place, privateZoneName: zoneName(name) }, inCloud(cloud))
  const link = new VirtualNetworkLink(
    'database-zone-link',
    {
      ...{ ...place, privateZoneName: zone.name, virtualNetworkLinkName: 'network' },
      ...{ registrationEnabled: false, virtualNetwork: { id: network.id } },
    },
    inCloud(cloud),
  )
  return { zone, link }
}

/** `Standard_B1ms` is burstable, `Standard_E2ads_v5` has more memory. */
function tierOf(size: string): string {
  const letter = size.replace('Standard_', '').charAt(0)
  return { B: 'Burstable', E: 'MemoryOptimized' }[letter] ?? 'GeneralPurpose'
}

/** One after the other, since a server does one thing at a time. They go with it. */
function partsOf(cloud: Cloud, group: ResourceGroup, server: Server): readonly Resource[] {
  const place = { resourceGroupName: group.name, serverName: server.name }
  const options = (...after: readonly Resource[]): CustomResourceOptions => ({
    ...inCloud(cloud, ...after),
    deletedWith: server,
  })
  const database = new Database(
    'database-zenml',
    { ...place, databaseName: zenml, charset: 'utf8mb4', collation: 'utf8mb4_0900_ai_ci' },
    options(),
  )
  const parameter = (name: string, configurationName: string, ...after: readonly Resource[]) =>
    new Configuration(
      name,
      { ...place, configurationName, value: 'ON', source: 'user-override' },
      options(...after),
    )
  const tls = parameter('database-tls', 'require_secure_transport', database)
  // Migrations may make triggers, for which a user without SUPER needs this.
  const triggers = parameter('database-triggers', 'log_bin_trust_function_creators', tls)
  return [database, tls, triggers]
}

/** @throws RunError when nobody knows who signs the certificates of MySQL at Azure */
export function accessTo(
  { server }: MadeDatabase,
  {
    password,
    ca = databaseAuthority(),
  }: { readonly password: Output<string>; readonly ca?: string | undefined },
): Output<ManagedAccess> {
  if (ca === undefined)
    throw new RunError('Who signs the certificates of databases at Azure is not known: give --database-ca.')
  return all([server.fullyQualifiedDomainName, password]).apply(([host, secretText]) => ({
    url: databaseUrl(host),
    password: secretText,
    ca,
  }))
}
