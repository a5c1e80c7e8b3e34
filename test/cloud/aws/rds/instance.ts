import type { ResourceType } from '../../frame/definition.ts'
import { refuse, where } from '../../frame/fields.ts'
import { flagAt, numberAt, type Properties, textAt, textsAt } from '../../frame/properties.ts'
import { type CloudObject, ownerKey, type View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { databaseClasses, mysqlVersions, zonesOf } from '../catalogue.ts'
import { arn, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { plugIn } from '../network/network-interface.ts'
import { identifierProblems, judgeValues } from './instance-problems.ts'
import { judgeSnapshot, leaveBehind, snapshotFor } from './snapshots.ts'

const isMultiAz = (inputs: Properties) => flagAt(inputs, 'multiAz')
const takesSnapshot = (inputs: Properties) => !flagAt(inputs, 'skipFinalSnapshot')

export const instance: ResourceType = {
  token: kinds.databaseInstance,
  operations: {
    ...operations('RDS', 'RDS DB Instance ({identifier})', [
      ...(['CreateDBInstance', 'DescribeDBInstances', 'ModifyDBInstance', 'DeleteDBInstance'] as const),
    ]),
    update: { service: 'RDS', name: 'ModifyDBInstance', doing: 'updating RDS DB Instance ({identifier})' },
    delete: { service: 'RDS', name: 'DeleteDBInstance', doing: 'deleting RDS DB Instance ({identifier})' },
  },
  name: { property: 'identifier', longest: 63 },
  isReadByName: true,
  tagged: true,
  required: ['instanceClass'],
  defaults: () => ({
    ...{
      skipFinalSnapshot: false,
      publiclyAccessible: false,
      copyTagsToSnapshot: false,
      monitoringInterval: 0,
    },
    ...{ autoMinorVersionUpgrade: true, deleteAutomatedBackups: true, performanceInsightsEnabled: false },
    ...{ iamDatabaseAuthenticationEnabled: false, allowMajorVersionUpgrade: false, applyImmediately: false },
  }),
  replaceOn: [
    ...['identifier', 'identifierPrefix', 'engine', 'username', 'dbName', 'storageEncrypted', 'kmsKeyId'],
    ...['availabilityZone', 'snapshotIdentifier', 'characterSetName', 'timezone', 'region'],
  ],
  settledByCloud: [
    ...['availabilityZone', 'backupWindow', 'maintenanceWindow', 'caCertIdentifier', 'engineVersion', 'port'],
    ...[
      'storageType',
      'kmsKeyId',
      'licenseModel',
      'optionGroupName',
      'networkType',
      'engineLifecycleSupport',
    ],
  ],
  minutes: {
    create: (inputs) => (isMultiAz(inputs) ? 12 : 6),
    update: 3,
    delete: (inputs) => (takesSnapshot(inputs) ? 10 : 4.5),
  },
  timeouts: { create: 40, update: 80, delete: 60 },
  retries: { update: { codes: ['InvalidDBInstanceState'], minutes: 80 } },
  status: {
    property: 'status',
    words: { creating: 'creating', ready: 'available', updating: 'modifying', deleting: 'deleting' },
  },
  problems: identifierProblems,
  make: ({ inputs, view }) => {
    const identifier = textAt(inputs, 'identifier') ?? ''
    judge(view, inputs, identifier)
    const id = `db-${freshHex(26).toUpperCase()}`
    const cards = textsAt(inputs, 'vpcSecurityGroupIds')
    for (const subnetId of placesOf(view, inputs).slice(0, isMultiAz(inputs) ? 2 : 1)) {
      const owner = ownerKey({ type: kinds.databaseInstance, id })
      plugIn(view, { subnetId, securityGroups: cards, owner, description: 'RDSNetworkInterface' })
    }
    return { id, outputs: settled(view, inputs, identifier, id) }
  },
  change: ({ inputs, object }) => {
    if (object.phase !== 'ready')
      refuse('InvalidDBInstanceState', `Database instance is not in available state.`)
    judgeSize(inputs)
    judgeValues(inputs)
    return flagAt(inputs, 'applyImmediately') ? {} : deferred(object)
  },
  outside: ({ outputs }) => numberAt(outputs, 'port') === 0,
  unmake: (object, view) => {
    const { inputs } = object
    if (flagAt(object.outputs, 'deletionProtection')) {
      refuse(
        'InvalidParameterCombination',
        'Cannot delete protected DB Instance, please disable deletion protection and try again.',
      )
    }
    if (takesSnapshot(inputs)) judgeSnapshot(view, textAt(inputs, 'finalSnapshotIdentifier'))
  },
  gone: leaveBehind,
}

function judge(view: View, inputs: Properties, identifier: string): void {
  if (where(view, kinds.databaseInstance, 'identifier', identifier).length > 0) {
    refuse('DBInstanceAlreadyExists', 'DB instance already exists')
  }
  if (view.list(kinds.databaseInstance).length >= view.quota('L-7B6409FD')) {
    refuse('InstanceQuotaExceeded', 'DB Instance quota exceeded')
  }
  judgeSize(inputs)
  judgeValues(inputs)
  const version = textAt(inputs, 'engineVersion')
  if (version !== undefined && actualVersion(version) === undefined) {
    refuse('InvalidParameterCombination', `Cannot find version ${version} for mysql`)
  }
  const snapshot = textAt(inputs, 'snapshotIdentifier')
  if (snapshot !== undefined) snapshotFor(view, snapshot)
  const group = textAt(inputs, 'dbSubnetGroupName')
  if (group !== undefined && !view.find(kinds.subnetGroup, group)) {
    refuse('DBSubnetGroupNotFoundFault', `DB subnet group '${group}' does not exist.`, 404)
  }
  const parameters = textAt(inputs, 'parameterGroupName')
  if (parameters !== undefined && !view.find(kinds.parameterGroup, parameters)) {
    refuse('DBParameterGroupNotFound', `DBParameterGroup not found: ${parameters}`, 404)
  }
}

function judgeSize(inputs: Properties): void {
  const size = textAt(inputs, 'instanceClass') ?? ''
  if (!(size in databaseClasses)) {
    refuse('InvalidParameterValue', `Invalid DB Instance class: ${size}`)
  }
}

/** The whole version of a major one, or of itself. */
function actualVersion(version: string): string | undefined {
  return mysqlVersions[version] ?? Object.values(mysqlVersions).find((known) => known === version)
}

function placesOf(view: View, inputs: Properties): readonly string[] {
  const group = view.find(kinds.subnetGroup, textAt(inputs, 'dbSubnetGroupName') ?? '')
  return textsAt(group?.outputs, 'subnetIds')
}

function settled(view: View, inputs: Properties, identifier: string, id: string): Properties {
  const address = `${identifier}.${freshHex(12)}.${view.region}.rds.amazonaws.com`
  // Whoever starts a real server says where it listens.
  const port = view.settings.realDatabases ? 0 : (numberAt(inputs, 'port') ?? 3306)
  const [placeId] = placesOf(view, inputs)
  const zone = textAt(view.find(kinds.subnet, placeId ?? '')?.outputs, 'availabilityZone')
  return {
    ...{
      storageType: 'gp2',
      backupWindow: '03:00-03:30',
      maintenanceWindow: 'sun:04:00-sun:04:30',
      multiAz: false,
    },
    ...{
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      licenseModel: 'general-public-license',
      networkType: 'IPV4',
      ...inputs,
    },
    ...{ arn: arn(view, 'rds', `db:${identifier}`), resourceId: id, hostedZoneId: 'Z29XKXDKYMONMX' },
    engineVersionActual: actualVersion(textAt(inputs, 'engineVersion') ?? '8.4'),
    availabilityZone: zone ?? zonesOf(view.region)[0]?.name,
    ...{ address, port, endpoint: `${address}:${port}` },
  }
}

/** What waits for the next maintenance window, as it is until then. */
function deferred({ outputs }: CloudObject): Properties {
  const { instanceClass, engineVersion, allocatedStorage, multiAz } = outputs
  return { instanceClass, engineVersion, allocatedStorage, multiAz }
}
