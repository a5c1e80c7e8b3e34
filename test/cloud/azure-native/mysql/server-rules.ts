/** What Azure refuses of a MySQL server: https://learn.microsoft.com/rest/api/mysql/flexibleserver/servers/create */

import type { Making } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { type Properties, textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { strangers } from '../administrator.ts'
import { databaseSizes, mysqlVersions, plainRegion, regionNamed, withoutMysql } from '../catalogue.ts'
import { isSameId, isWithin, nameOf, parentOf } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { isDelegatedTo } from '../network/subnet.ts'
import { referred } from '../resource.ts'

const delegation = 'Microsoft.DBforMySQL/flexibleServers'
const reserved = ['azure_superuser', 'admin', 'administrator', 'root', 'guest', 'public', 'mysql.sys', 'sa']

/** @throws what Azure answers */
export function judgeName({ view }: Making, id: string): void {
  const name = nameOf(id)
  if (!/^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/.test(name))
    refuse(
      'InvalidServerName',
      `Specified server name is not valid. The name can contain only lowercase letters, numbers, and the hyphen (-) character, and must be from 3 to 63 characters long.`,
    )
  if (holderOf(name, view)) refuse('ServerNameAlreadyExists', `Specified server name is already used.`, 409)
}

/** Names of servers are the same for everybody. */
export function holderOf(name: string, view: View): CloudObject | undefined {
  return [view, view.elsewhere({ account: strangers })]
    .flatMap((each) => each.list(kinds.server))
    .find((other) => nameOf(other.id) === name)
}

export function judgeServer({ inputs }: Making): void {
  const location = plainRegion(textAt(inputs, 'location') ?? '')
  if (withoutMysql.includes(location))
    refuse('ProvisionNotSupportedForRegion', 'Provisioning in requested region is not supported.')
  judgeLogin(textAt(inputs, 'administratorLogin'), textAt(inputs, 'administratorLoginPassword'))
  judgeSize(inputs)
  const version = textAt(inputs, 'version')
  if (version !== undefined && !mysqlVersions.includes(version)) outOfRange('Version', mysqlVersions)
}

function judgeLogin(login = '', password = ''): void {
  if (reserved.includes(login.toLowerCase()) || !/^[A-Za-z]\w{0,31}$/.test(login))
    refuse('InvalidAdminLoginName', `The login name '${login}' is reserved or not valid.`)
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((each) => each.test(password)).length
  const isFine = password.length >= 8 && password.length <= 128 && classes >= 3
  if (isFine && !hasPart(password.toLowerCase(), login.toLowerCase())) return
  const words =
    'Password validation failed. The password does not meet policy requirements because it is not complex enough.'
  refuse('PasswordNotComplexEnough', words)
}

/** Three letters of the login in a row are too many, as Azure's portal says. */
function hasPart(password: string, login: string): boolean {
  return [...login].some((_, at) => at + 3 <= login.length && password.includes(login.slice(at, at + 3)))
}

/** @throws what Azure answers */
export function judgeSize(inputs: Properties): void {
  const [name, tier] = [textAt(inputs, 'sku.name'), textAt(inputs, 'sku.tier')]
  const size = databaseSizes.find((each) => each.name === name && each.tier === tier)
  if (!size)
    outOfRange(
      'Sku',
      databaseSizes.map((each) => each.name),
    )
  const mode = textAt(inputs, 'highAvailability.mode') ?? 'Disabled'
  if (mode === 'Disabled') return
  if (size.tier === 'Burstable')
    refuse('HighAvailabilityNotSupported', 'High availability is not supported for the Burstable tier.')
  if (mode === 'ZoneRedundant' && !regionNamed(textAt(inputs, 'location') ?? '')?.hasZones)
    refuse(
      'ZoneRedundantHaIsNotSupported',
      'Zone redundant high availability is not supported in this region.',
    )
}

function outOfRange(what: string, values: readonly string[]): never {
  return refuse(
    'ParameterOutOfRange',
    `The value of the '${what}' should be in: [${values.join(',')}]. Verify that the specified parameter value is correct.`,
  )
}

/** In a subnet of its own, with a zone that is known in the subnet's network. @throws what Azure answers */
export function judgeNetwork({ inputs, view }: Making): void {
  const subnet = textAt(inputs, 'network.delegatedSubnetResourceId')
  if (subnet === undefined) return
  const place = referred(view, kinds.subnet, subnet, textAt(inputs, 'serverName') ?? '')
  if (!isDelegatedTo(place.inputs, delegation))
    refuse(
      'SubnetMissingRequiredDelegation',
      `Subnet ${subnet} referenced by resource is missing required delegation ${delegation}.`,
    )
  const zone = textAt(inputs, 'network.privateDnsZoneResourceId')
  if (zone === undefined)
    refuse('PrivateDnsZoneIdRequired', 'A private DNS zone is needed for private access.')
  judgeZone(zone, parentOf(subnet), view)
}

function judgeZone(zone: string, network: string, view: View): void {
  referred(view, kinds.privateZone, zone, network)
  if (!nameOf(zone).endsWith('.mysql.database.azure.com'))
    refuse(
      'InvalidPrivateDnsZoneName',
      `The private DNS zone name must end with 'mysql.database.azure.com': '${nameOf(zone)}'.`,
    )
  const isLinked = view
    .list(kinds.zoneLink)
    .filter((link) => isWithin(link.id, zone) && link.phase === 'ready')
    .some((link) => isSameId(textAt(link.outputs, 'virtualNetwork.id'), network))
  if (!isLinked)
    refuse(
      'PrivateDnsZoneIsNotLinkedToVnet',
      `The private DNS zone '${nameOf(zone)}' is not linked to the virtual network '${nameOf(network)}'.`,
      409,
    )
}
