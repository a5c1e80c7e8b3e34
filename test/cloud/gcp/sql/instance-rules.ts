/** What Cloud SQL refuses of an instance: https://cloud.google.com/sql/docs/mysql/create-instance */
import { refuse } from '../../frame/fields.ts'
import { flagAt, numberAt, type Properties, textAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { hasTier, regions } from '../catalogue.ts'
import { peeringOf } from '../compute/peering.ts'
import { needApi, networkId } from '../fields.ts'
import * as kinds from '../kinds.ts'

/** @throws what Cloud SQL answers */
export function judgeInstance(view: View, inputs: Properties, name: string): void {
  needApi(view, 'sqladmin.googleapis.com')
  judgeName(view, name)
  const region = textAt(inputs, 'region') ?? ''
  if (!(region in regions)) refuse('invalid', `Invalid value for region: ${region}.`)
  judgeSettings(inputs)
  const network = textAt(inputs, 'settings.ipConfiguration.privateNetwork')
  if (network !== undefined && !peeringOf(view, networkId(view, network)))
    refuse(
      'networkNotPeered',
      `Failed to create subnetwork. Couldn't find free blocks, or the network doesn't have at least 1 private services connection. Please create a new private services connection and try again.`,
    )
  if (network === undefined && !flagAt(inputs, 'settings.ipConfiguration.ipv4Enabled'))
    refuse('invalidRequest', 'At least one of Public IP or Private IP or PSC connectivity must be enabled.')
}

function judgeName(view: View, name: string): void {
  const whole = `${view.account}:${name}`
  if (!/^[a-z][a-z0-9-]*$/.test(name) || whole.length > 98)
    refuse('invalid', `Invalid request: instance name (${name}).`)
  if (!view.find(kinds.databaseInstance, name) && !view.find(kinds.takenName, name)) return
  refuse(
    'instanceAlreadyExists',
    "The Cloud SQL instance already exists. When you delete an instance, you can't reuse the name of the deleted instance until one week from the deletion date.",
    409,
  )
}

/** @throws what Cloud SQL answers, also to a change */
export function judgeSettings(inputs: Properties): void {
  const settings = 'settings'
  const tier = textAt(inputs, `${settings}.tier`) ?? ''
  // What nobody says is, for newer versions, the dearer one.
  const edition = textAt(inputs, `${settings}.edition`) ?? 'ENTERPRISE_PLUS'
  if (edition === 'ENTERPRISE_PLUS' ? !tier.startsWith('db-perf-optimized-') : !hasTier(tier))
    refuse(
      'invalid',
      `Invalid request: Invalid Tier (${tier}) for (${edition}) Edition. Use a predefined Tier like ${edition === 'ENTERPRISE' ? 'db-custom-1-3840' : 'db-perf-optimized-N-2'} instead. Please refer to https://cloud.google.com/sql/docs/mysql/create-instance for more details.`,
    )
  const version = textAt(inputs, 'databaseVersion') ?? ''
  if (!['MYSQL_8_0', 'MYSQL_8_4'].includes(version))
    refuse('invalid', `Invalid request: Invalid database version: ${version}.`)
  if ((numberAt(inputs, `${settings}.diskSize`) ?? 10) < 10)
    refuse('invalid', 'Invalid request: Disk size must be at least 10 GB.')
  const backups = `${settings}.backupConfiguration`
  const isSafe = flagAt(inputs, `${backups}.enabled`) && flagAt(inputs, `${backups}.binaryLogEnabled`)
  if (textAt(inputs, `${settings}.availabilityType`) === 'REGIONAL' && !isSafe)
    refuse(
      'invalid',
      'Invalid request: High availability requires automated backups and binary logging to be enabled.',
    )
}
