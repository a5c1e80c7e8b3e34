import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import { freshAddress } from '../../frame/public-address.ts'
import {
  mustBeNew,
  mustBeUnused,
  nameProblems,
  needApi,
  operations,
  selfLink,
  usualNames,
} from '../fields.ts'
import * as kinds from '../kinds.ts'
import { peeringOf } from './peering.ts'

export const address: ResourceType = {
  token: kinds.address,
  operations: operations('compute', 'Address', usualNames('addresses')),
  place: 'global',
  name: { property: 'name', longest: 63 },
  tagged: true,
  required: [],
  defaults: () => ({ addressType: 'EXTERNAL' }),
  replaceOn: ['name', 'address', 'addressType', 'networkTier', 'project', 'purpose', 'region', 'subnetwork'],
  settledByCloud: ['address', 'networkTier', 'project', 'region', 'purpose'],
  minutes: { create: 0.2, update: 0.1, delete: 0.2 },
  problems: nameProblems,
  make: ({ inputs, view, session }) => {
    needApi(view, 'compute.googleapis.com')
    const region = textAt(inputs, 'region') ?? session.region
    const id = `projects/${view.account}/regions/${region}/addresses/${textAt(inputs, 'name')}`
    mustBeNew(view, kinds.address, id)
    const there = view.list(kinds.address)
    const here = there.filter(({ outputs }) => outputs['region'] === region)
    const most = view.quota('STATIC_ADDRESSES')
    if (here.length >= most)
      refuse(
        'quotaExceeded',
        `Quota 'STATIC_ADDRESSES' exceeded.  Limit: ${most}.0 in region ${region}.`,
        403,
      )
    const taken = there.map(({ outputs }) => textAt(outputs, 'address'))
    return {
      id,
      outputs: {
        ...{ project: view.account, region, networkTier: 'PREMIUM', selfLink: selfLink(id), users: [] },
        address: freshAddress(view.settings, taken),
      },
    }
  },
  unmake: ({ id, outputs }, view) => {
    const own = textAt(outputs, 'address')
    mustBeUnused(
      'address',
      id,
      view.list(kinds.forwardingRule).filter((rule) => rule.outputs['IPAddress'] === own),
    )
  },
}

/** A block of addresses that Google may use in a network. */
export const globalAddress: ResourceType = {
  token: kinds.globalAddress,
  operations: operations('compute', 'GlobalAddress', [
    ...(['globalAddresses.createInternal', 'globalAddresses.get', 'globalAddresses.setLabels'] as const),
    'globalAddresses.deleteInternal',
  ]),
  place: 'global',
  name: { property: 'name', longest: 63 },
  tagged: true,
  required: [],
  defaults: () => ({ addressType: 'EXTERNAL' }),
  replaceOn: ['name', 'address', 'addressType', 'network', 'prefixLength', 'project', 'purpose'],
  settledByCloud: ['address', 'project'],
  minutes: { create: 0.2, update: 0.1, delete: 0.2 },
  problems: nameProblems,
  make: ({ inputs, view }) => {
    needApi(view, 'compute.googleapis.com')
    const id = `projects/${view.account}/global/addresses/${textAt(inputs, 'name')}`
    mustBeNew(view, kinds.globalAddress, id)
    return { id, outputs: { project: view.account, selfLink: selfLink(id) } }
  },
  unmake: ({ id, outputs }, view) => {
    const peering = peeringOf(view, textAt(outputs, 'network') ?? '')
    const ranges = peering?.outputs['ranges']
    const isUsed = Array.isArray(ranges) && ranges.includes(outputs['name'])
    mustBeUnused('address', id, peering && isUsed ? [peering] : [])
  },
}
