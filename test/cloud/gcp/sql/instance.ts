import { addressIn, rangeOf } from '../../frame/address-range.ts'
import type { ResourceType } from '../../frame/definition.ts'
import { complain, refuse } from '../../frame/fields.ts'
import { flagAt, numberAt, type Properties, propertiesAt, textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { usePeering } from '../compute/peering.ts'
import { networkId, operations, usualNames } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { judgeInstance, judgeSettings } from './instance-rules.ts'

const isRegional = (inputs: Properties) => textAt(inputs, 'settings.availabilityType') === 'REGIONAL'
const takesBackup = (inputs: Properties) => flagAt(inputs, 'settings.finalBackupConfig.enabled')

export const databaseInstance: ResourceType = {
  token: kinds.databaseInstance,
  operations: {
    ...operations('cloudsql', 'instance', usualNames('instances')),
    create: {
      ...{ service: 'cloudsql', name: 'instances.create' },
      doing: 'Error, failed to create instance {name}',
    },
    update: {
      ...{ service: 'cloudsql', name: 'instances.update' },
      doing: 'Error, failed to update instance settings for {name}',
    },
    delete: {
      ...{ service: 'cloudsql', name: 'instances.delete' },
      doing: 'Error, failed to delete instance {name}',
    },
  },
  place: 'global',
  name: { property: 'name', longest: 80 },
  required: ['databaseVersion'],
  defaults: () => ({ deletionProtection: true }),
  replaceOn: ['name', 'region', 'project', 'encryptionKeyName', 'masterInstanceName'],
  settledByCloud: ['project', 'connectionName', 'maintenanceVersion', 'instanceType', 'settings.version'],
  minutes: {
    create: (inputs) => (isRegional(inputs) ? 13 : 9),
    update: (inputs) => (isRegional(inputs) ? 5 : 3),
    delete: (inputs) => (takesBackup(inputs) ? 6 : 2),
  },
  timeouts: { create: 40, update: 30, delete: 30 },
  retries: {
    update: { codes: ['operationInProgress'], minutes: 30 },
    delete: { codes: ['operationInProgress'], minutes: 30 },
  },
  make: ({ inputs, view }) => {
    const name = textAt(inputs, 'name') ?? ''
    judgeInstance(view, inputs, name)
    const network = textAt(inputs, 'settings.ipConfiguration.privateNetwork')
    if (network !== undefined) usePeering(view, networkId(view, network))
    return { id: name, outputs: settled(view, inputs, name) }
  },
  change: ({ inputs, object }) => {
    mustBeIdle(object)
    judgeSettings(inputs)
    const [before, now] = [object.inputs, inputs].map((each) => numberAt(each, 'settings.diskSize') ?? 0)
    if (Number(now) < Number(before)) refuse('invalid', 'Invalid request: Disk size can not be decreased.')
    return {}
  },
  outside: ({ outputs }) => textAt(outputs, 'privateIpAddress') === '0.0.0.0',
  unmake: (object) => {
    if (flagAt(object.outputs, 'deletionProtection'))
      complain(
        'Error, failed to delete instance because deletion_protection is set to true. Set it to false to proceed with instance deletion',
      )
    if (flagAt(object.outputs, 'settings.deletionProtectionEnabled'))
      refuse(
        'invalidRequest',
        'The instance is protected. Please disable the deletion protection and try again. To disable deletion protection, update the instance settings with deletionProtectionEnabled set to false.',
      )
    mustBeIdle(object)
  },
  gone: (object, view) => {
    const { id, inputs } = object
    view.add({ type: kinds.takenName, id, madeBy: 'account', inputs: {}, outputs: {} })
    for (const part of [kinds.database, kinds.user].flatMap((type) => view.list(type)))
      if (part.outputs['instance'] === id) view.remove(part)
    if (takesBackup(inputs)) leaveBackup(object, view, 'FINAL')
    if (flagAt(inputs, 'settings.retainBackupsOnDelete')) leaveBackup(object, view, 'AUTOMATED')
  },
}

/** @throws as it does while it is busy */
export function mustBeIdle({ phase }: CloudObject): void {
  if (phase === 'ready') return
  refuse(
    'operationInProgress',
    'Operation failed because another operation was already in progress. Try your request after the current operation is complete.',
    409,
  )
}

function leaveBackup({ id, inputs }: CloudObject, view: View, type: 'FINAL' | 'AUTOMATED'): void {
  const number = freshHex(32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
  const name = `projects/${view.account}/backups/${number}`
  const description = type === 'FINAL' ? textAt(inputs, 'finalBackupDescription') : undefined
  view.add({
    ...{ type: kinds.backup, id: name, madeBy: 'cloud', inputs: {} },
    outputs: {
      ...{ name, type, state: 'SUCCESSFUL', instance: `projects/${view.account}/instances/${id}` },
      ...(description === undefined ? {} : { description }),
      labels: propertiesAt(inputs, 'settings.userLabels'),
    },
  })
}

function settled(view: View, inputs: Properties, name: string): Properties {
  const region = textAt(inputs, 'region')
  // Whoever starts a real server says where it listens.
  const address = view.settings.realDatabases ? '0.0.0.0' : addressFor(view, inputs)
  const authority = `-----BEGIN CERTIFICATE-----\n${Buffer.from(`authority of ${name}`).toString('base64')}\n-----END CERTIFICATE-----`
  return {
    ...{ project: view.account, connectionName: `${view.account}:${region}:${name}` },
    ...{ selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/projects/${view.account}/instances/${name}` },
    ...{ privateIpAddress: address, firstIpAddress: address, instanceType: 'CLOUD_SQL_INSTANCE' },
    ipAddresses: [{ ipAddress: address, type: 'PRIVATE', timeToRetire: '' }],
    serverCaCerts: [
      {
        cert: authority,
        commonName: 'C=US,O=Google\\, Inc,CN=Google Cloud SQL Server CA',
        sha1Fingerprint: freshHex(40),
      },
    ],
  }
}

/** In the block that the network keeps for databases. */
function addressFor(view: View, inputs: Properties): string {
  const name = textAt(inputs, 'settings.ipConfiguration.allocatedIpRange')
  const range = view.find(kinds.globalAddress, `projects/${view.account}/global/addresses/${name}`)
  const block = rangeOf(
    `${textAt(range?.outputs, 'address') ?? '10.91.0.0'}/${numberAt(range?.outputs, 'prefixLength') ?? 20}`,
  )
  return block ? addressIn(block, 3 + view.list(kinds.databaseInstance).length) : '10.91.0.3'
}
