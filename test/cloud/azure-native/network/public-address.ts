import type { Making, ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { type Properties, textAt } from '../../frame/properties.ts'
import { freshAddress } from '../../frame/public-address.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { strangers } from '../administrator.ts'
import { plainRegion } from '../catalogue.ts'
import * as kinds from '../kinds.ts'
import { armType } from '../resource.ts'

/** What its names end with: `label.westeurope.cloudapp.azure.com`. */
const domain = 'cloudapp.azure.com'

export const publicAddress: ResourceType = armType({
  token: kinds.publicAddress,
  arm: 'Microsoft.Network/publicIPAddresses',
  names: ['publicIpAddressName'],
  longest: 80,
  hasLocation: true,
  replaceOn: ['sku', 'publicIPAllocationMethod', 'publicIPAddressVersion', 'zones'],
  settledByCloud: ['zones', 'idleTimeoutInMinutes', 'publicIPAddressVersion', 'ddosSettings'],
  inside: ['dnsSettings.fqdn', 'ipAddress'],
  minutes: { create: 0.1, update: 0.1, delete: 0.2 },
  make: (making) => {
    const { inputs, view } = making
    if (textAt(inputs, 'sku.name') === 'Standard' && textAt(inputs, 'publicIPAllocationMethod') !== 'Static')
      refuse('StandardSkuPublicIPAddressMustBeStatic', 'Standard sku publicIp address must be static.')
    judgeCount(view)
    return told(making, newAddress(view))
  },
  change: ({ object, ...making }) => told(making, textAt(object.outputs, 'ipAddress') ?? ''),
  unmake: ({ id, outputs }) => {
    const user = textAt(outputs, 'ipConfiguration.id')
    if (user === undefined) return
    const words = `Public IP address ${id} can not be deleted since it is still allocated to resource ${user}. In order to delete the public IP, disassociate/detach the Public IP address from the resource.  To learn how to do this, see aka.ms/deletepublicip.`
    refuse('PublicIPAddressCannotBeDeleted', words)
  },
})

export function newAddress(view: View): string {
  const taken = view.list(kinds.publicAddress).map(({ outputs }) => textAt(outputs, 'ipAddress'))
  return freshAddress(view.settings, taken)
}

export function judgeCount(view: View): void {
  const most = view.quota('StandardSkuPublicIpAddresses')
  if (view.list(kinds.publicAddress).length < most) return
  refuse(
    'PublicIPCountLimitReached',
    `Cannot create more than ${most} public IP addresses for this subscription in this region.`,
  )
}

function told({ inputs, view }: Pick<Making, 'inputs' | 'view'>, ipAddress: string): Properties {
  const label = textAt(inputs, 'dnsSettings.domainNameLabel')
  const fqdn = label === undefined ? undefined : nameFor(label, textAt(inputs, 'location') ?? '')
  if (fqdn !== undefined) judgeName(fqdn, inputs, view)
  return { ipAddress, ...(fqdn === undefined ? {} : { dnsSettings: { domainNameLabel: label, fqdn } }) }
}

function judgeName(fqdn: string, inputs: Properties, view: View): void {
  const holder = holderOf(fqdn, view)
  const isOwn = holder?.account === view.account && holder.outputs['name'] === inputs['publicIpAddressName']
  if (holder && !isOwn) refuse('DnsRecordInUse', `DNS record ${fqdn} is already used by another public IP.`)
}

export function nameFor(label: string, location: string): string {
  return `${label}.${plainRegion(location)}.${domain}`
}

/** Whoever has it, in any subscription. */
export function holderOf(fqdn: string, view: View): CloudObject | undefined {
  return [view, view.elsewhere({ account: strangers })]
    .flatMap((each) => each.list(kinds.publicAddress))
    .find(({ outputs }) => textAt(outputs, 'dnsSettings.fqdn') === fqdn)
}
