/** A MySQL that Cloud SQL runs: private, encrypted, backed up, and not to be deleted by accident. */
import { Database as SqlDatabase } from '@pulumi/gcp/sql/database.js'
import { DatabaseInstance } from '@pulumi/gcp/sql/databaseInstance.js'
import { User } from '@pulumi/gcp/sql/user.js'
import { all, type Output, type Resource } from '@pulumi/pulumi'
import { databaseName, databaseUrl, nameWithSuffix } from '../shared/managed-database.ts'
import type { ManagedAccess } from '../shared/zenml-server.ts'
import { type Cloud, inCloud } from './cloud.ts'
import type { NetworkPlace } from './network.ts'
import { type PrivateAccess, privateAccess } from './private-access.ts'
import type { ManagedDatabase } from './spec/gcp-spec.ts'
import { lastBackupPrefix } from './spec/names.ts'

export interface Database {
  readonly instance: DatabaseInstance
  /** User and database in it, without which nobody can use it. */
  readonly contents: readonly Resource[]
  /** What the last backup is described as, by which it is found: Google Cloud gives it a number. */
  readonly lastBackup: Output<string>
}

interface DatabaseWish {
  readonly wish: ManagedDatabase
  readonly network: NetworkPlace
  readonly password: Output<string>
}

/** Days that the last backup of a database is kept, which is the longest that there is. */
const lastBackupDays = 365

export function managedDatabase(cloud: Cloud, { wish, network, password }: DatabaseWish): Database {
  const { project, region } = cloud.gcp
  const access = privateAccess(cloud, network)
  const lastBackup = nameWithSuffix('final-backup', lastBackupPrefix(wish.prefix))
  const isProtected = cloud.leaving === undefined || cloud.leaving === 'keep'
  const instance = new DatabaseInstance(
    'database',
    {
      // A name that was deleted is nobody's for a week, so each database has one of its own.
      name: nameWithSuffix('database-name', wish.prefix),
      ...{ project, region, databaseVersion: 'MYSQL_8_4', deletionProtection: isProtected },
      settings: settingsOf(cloud, { wish, network, access, isProtected }),
      ...(cloud.leaving === 'snapshot' ? { finalBackupDescription: lastBackup } : {}),
    },
    {
      ...inCloud(cloud, 'sql', ...access.ready),
      protect: isProtected,
      // It grows by itself, and Cloud SQL takes minor versions by itself.
      ignoreChanges: ['settings.diskSize'],
      customTimeouts: { create: '60m', update: '60m', delete: '60m' },
    },
  )
  return { instance, contents: contentsOf(cloud, instance, password), lastBackup }
}

interface Settings {
  readonly wish: ManagedDatabase
  readonly network: NetworkPlace
  readonly access: PrivateAccess
  readonly isProtected: boolean
}

function settingsOf({ gcp, leaving }: Cloud, { wish, network, access, isProtected }: Settings) {
  const { tier, storage, isRegional } = wish
  return {
    // Without it, new versions of MySQL are of the dearer edition.
    ...{ edition: 'ENTERPRISE', tier, availabilityType: isRegional ? 'REGIONAL' : 'ZONAL' },
    ...{ diskType: 'PD_SSD', diskSize: storage, diskAutoresize: true, diskAutoresizeLimit: storage * 5 },
    ...{ userLabels: { ...gcp.labels }, deletionProtectionEnabled: isProtected },
    // Whoever deletes it by hand still has its backups.
    retainBackupsOnDelete: isProtected,
    finalBackupConfig: {
      enabled: leaving === 'snapshot',
      ...(leaving === 'snapshot' ? { retentionDays: lastBackupDays } : {}),
    },
    // Migrations may make triggers, for which a user without SUPER needs this.
    databaseFlags: [{ name: 'log_bin_trust_function_creators', value: 'on' }],
    backupConfiguration: backups(wish),
    maintenanceWindow: { day: 7, hour: 3, updateTrack: 'stable' },
    ipConfiguration: {
      ...{ ipv4Enabled: false, privateNetwork: network.network, sslMode: 'ENCRYPTED_ONLY' },
      // An authority for this database alone: so it is known by its certificate, which has no name in it.
      serverCaMode: 'GOOGLE_MANAGED_INTERNAL_CA',
      ...(access.range ? { allocatedIpRange: access.range.name } : {}),
    },
  }
}

function backups({ backupDays }: ManagedDatabase) {
  return {
    ...{ enabled: true, binaryLogEnabled: true, startTime: '02:00' },
    transactionLogRetentionDays: 7,
    backupRetentionSettings: { retainedBackups: backupDays, retentionUnit: 'COUNT' },
  }
}

/** They go with the instance; one after the other, since it does one thing at a time. */
function contentsOf(cloud: Cloud, instance: DatabaseInstance, password: Output<string>): readonly Resource[] {
  const { project } = cloud.gcp
  const place = { project, instance: instance.name, name: databaseName, deletionPolicy: 'ABANDON' }
  const database = new SqlDatabase(
    'database',
    { ...place, charset: 'utf8mb4', collation: 'utf8mb4_0900_ai_ci' },
    inCloud(cloud, 'sql'),
  )
  const user = new User('database', { ...place, host: '%', password }, inCloud(cloud, 'sql', database))
  return [database, user]
}

/** @param ca of a person, for a database whose own is not to be trusted */
export function accessTo(
  { instance }: Database,
  { password, ca }: { readonly password: Output<string>; readonly ca?: string | undefined },
): Output<ManagedAccess> {
  const own = instance.serverCaCerts.apply((all) => all.map(({ cert }) => `${cert.trim()}\n`).join(''))
  return all([instance.privateIpAddress, password, own]).apply(([address, secretText, authorities]) => ({
    ...{ url: databaseUrl(address), password: secretText, ca: ca ?? authorities },
    isOwnAuthority: true as const,
  }))
}
