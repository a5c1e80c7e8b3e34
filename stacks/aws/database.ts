/** A MySQL that RDS runs: private, encrypted, backed up, and not to be deleted by accident. */
import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup.js'
import { Instance } from '@pulumi/aws/rds/instance.js'
import { ParameterGroup } from '@pulumi/aws/rds/parameterGroup.js'
import { SubnetGroup } from '@pulumi/aws/rds/subnetGroup.js'
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc/securityGroupIngressRule.js'
import { all, type Input, type Output, type Resource, RunError } from '@pulumi/pulumi'
import {
  databaseUrl,
  nameWithSuffix,
  databasePort as port,
  databaseName as zenml,
} from '../shared/managed-database.ts'
import type { ManagedAccess } from '../shared/zenml-server.ts'
import { type Cloud, inCloud, nameTag } from './cloud.ts'
import { databaseAuthority } from './database-authority.ts'
import type { NetworkPlace } from './network.ts'
import type { ManagedDatabase } from './spec/aws-spec.ts'

export interface Database {
  readonly instance: Instance
  readonly group: SecurityGroup
  /** Name of the snapshot that it leaves, unless it leaves none. */
  readonly lastSnapshot: Output<string>
}

interface DatabaseWish {
  readonly wish: ManagedDatabase
  readonly network: NetworkPlace
  readonly password: Output<string>
}

export function managedDatabase(cloud: Cloud, { wish, network, password }: DatabaseWish): Database {
  const { name } = wish
  const group = new SecurityGroup(
    'database',
    {
      name: `${name}-database`,
      description: 'The database: reached from the cluster alone',
      vpcId: network.vpcId,
      tags: nameTag(cloud, 'database'),
    },
    inCloud(cloud),
  )
  const subnets = new SubnetGroup(
    'database',
    { name, subnetIds: [...network.privateSubnets], tags: nameTag(cloud, 'database') },
    inCloud(cloud),
  )
  // In the state from the start, since RDS takes a name once, and a destroy must not need a new one.
  const lastSnapshot = nameWithSuffix('final-snapshot', `${name}-final`)
  const isProtected = cloud.leaving === undefined || cloud.leaving === 'keep'
  const instance = new Instance(
    'database',
    {
      identifier: name,
      ...engine(cloud, name),
      ...size(wish),
      ...access(wish, password),
      ...lifeAndDeath(cloud, isProtected),
      finalSnapshotIdentifier: lastSnapshot,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [group.id],
      backupRetentionPeriod: wish.backupDays,
      tags: nameTag(cloud, 'database'),
    },
    {
      ...inCloud(cloud),
      protect: isProtected,
      // RDS takes minor versions by itself, and what a snapshot was started from is history.
      ignoreChanges: ['engineVersion', 'snapshotIdentifier'],
      customTimeouts: { create: '60m', update: '80m', delete: '60m' },
    },
  )
  return { instance, group, lastSnapshot }
}

function engine(cloud: Cloud, name: string) {
  const parameters = new ParameterGroup(
    'database',
    {
      name,
      family: 'mysql8.4',
      parameters: [
        { name: 'require_secure_transport', value: '1' },
        // Migrations may make triggers, for which a user without SUPER needs this.
        { name: 'log_bin_trust_function_creators', value: '1' },
      ],
      tags: nameTag(cloud, 'database'),
    },
    inCloud(cloud),
  )
  return {
    ...{ engine: 'mysql', engineVersion: '8.4', parameterGroupName: parameters.name },
    ...{ autoMinorVersionUpgrade: true, caCertIdentifier: 'rds-ca-rsa2048-g1' },
    engineLifecycleSupport: 'open-source-rds-extended-support-disabled',
  }
}

function size({ instanceClass, storage, isMultiZone }: ManagedDatabase) {
  return {
    ...{ instanceClass, multiAz: isMultiZone, storageType: 'gp3', storageEncrypted: true },
    ...{ allocatedStorage: storage, maxAllocatedStorage: Math.min(storage * 5, 65_536) },
  }
}

/** With a snapshot RDS knows database and user from there. */
function access({ snapshot }: ManagedDatabase, password: Output<string>) {
  const names = snapshot === undefined ? { dbName: zenml, username: zenml } : { snapshotIdentifier: snapshot }
  return { ...names, password, port, publiclyAccessible: false }
}

function lifeAndDeath({ leaving }: Cloud, isProtected: boolean) {
  return {
    ...{ applyImmediately: true, deletionProtection: isProtected, copyTagsToSnapshot: true },
    // Whoever deletes it by hand still has a week of backups.
    ...{ skipFinalSnapshot: leaving === 'delete', deleteAutomatedBackups: !isProtected },
  }
}

/** Lets these security groups in, and nobody else. */
export function letIn(cloud: Cloud, { group }: Database, from: Readonly<Record<string, Input<string>>>) {
  return Object.entries(from).map(
    ([name, referencedSecurityGroupId]): Resource =>
      new SecurityGroupIngressRule(
        `database-from-${name}`,
        {
          securityGroupId: group.id,
          referencedSecurityGroupId,
          ...{ ipProtocol: 'tcp', fromPort: port, toPort: port },
          tags: nameTag(cloud, `database-from-${name}`),
        },
        inCloud(cloud),
      ),
  )
}

/** @throws RunError when nobody knows who signs the certificates of RDS there */
export function accessTo(
  { aws: { region } }: Cloud,
  { instance }: Database,
  {
    password,
    ca = databaseAuthority(region),
  }: { readonly password: Output<string>; readonly ca?: string | undefined },
): Output<ManagedAccess> {
  if (ca === undefined)
    throw new RunError(
      `Who signs the certificates of databases in ${region} is not known: give --database-ca.`,
    )
  return all([instance.address, password]).apply(([address, secretText]) => ({
    url: databaseUrl(address),
    password: secretText,
    ca,
  }))
}
