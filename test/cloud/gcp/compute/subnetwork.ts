import { contains, overlap, type Range, rangeOf } from '../../frame/address-range.ts'
import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { listAt, type Properties, textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { regions } from '../catalogue.ts'
import {
  mustBeNew,
  mustBeUnused,
  nameProblems,
  needApi,
  needed,
  networkId,
  operations,
  selfLink,
  subnetworkId,
  usualNames,
} from '../fields.ts'
import * as kinds from '../kinds.ts'

export const subnetwork: ResourceType = {
  token: kinds.subnetwork,
  operations: operations('compute', 'Subnetwork', usualNames('subnetworks')),
  place: 'global',
  name: { property: 'name', longest: 63 },
  required: ['network', 'ipCidrRange'],
  replaceOn: ['name', 'network', 'project', 'region'],
  settledByCloud: ['project', 'region', 'purpose', 'privateIpv6GoogleAccess', 'stackType'],
  minutes: { create: 0.3, update: 0.2, delete: 0.3 },
  problems: nameProblems,
  make: ({ inputs, view, session }) => {
    needApi(view, 'compute.googleapis.com')
    const region = textAt(inputs, 'region') ?? session.region
    if (!(region in regions))
      refuse('invalid', `Invalid value for field 'region': '${region}'. Unknown region.`)
    const id = subnetworkId(view, region, textAt(inputs, 'name'))
    mustBeNew(view, kinds.subnetwork, id)
    const network = networkId(view, textAt(inputs, 'network'))
    needed(view, kinds.network, network)
    judgeRanges(view, inputs, network)
    return { id, outputs: { project: view.account, region, network, selfLink: selfLink(id) } }
  },
  change: ({ inputs, object }) => {
    const [before, now] = [object.inputs, inputs].map((each) => rangeOf(textAt(each, 'ipCidrRange')))
    if (before && now && !contains(now, before))
      refuse(
        'invalid',
        `Invalid value for field 'ipCidrRange': '${textAt(inputs, 'ipCidrRange')}'. New range must contain the old one.`,
      )
    return {}
  },
  unmake: ({ id }, view) => {
    const users = [kinds.instance, kinds.cluster].flatMap((type) =>
      view.list(type).filter(({ outputs }) => isIn(outputs, id)),
    )
    mustBeUnused('subnetwork', id, users)
  },
}

function isIn(outputs: Properties, id: string): boolean {
  return (textAt(outputs, 'subnetwork') ?? '').endsWith(id)
}

/** All blocks of a subnetwork, with what they are called. */
function blocksOf(inputs: Properties): readonly (readonly [text: string, range: Range])[] {
  const texts = [
    textAt(inputs, 'ipCidrRange'),
    ...listAt(inputs, 'secondaryIpRanges').map((range) => textAt(range, 'ipCidrRange')),
  ]
  return texts.flatMap((text) => {
    const range = rangeOf(text)
    return text !== undefined && range ? [[text, range] as const] : []
  })
}

function judgeRanges(view: View, inputs: Properties, network: string): void {
  const others = view.list(kinds.subnetwork).filter(({ outputs }) => textAt(outputs, 'network') === network)
  const own = blocksOf(inputs)
  for (const [text, range] of own) {
    const other = others.find((each: CloudObject) =>
      blocksOf(each.inputs).some(([, it]) => overlap(range, it)),
    )
    const itself = own.filter(([, it]) => overlap(range, it)).length > 1
    if (other || itself)
      refuse(
        'invalid',
        `Invalid value for field 'resource.ipCidrRange': '${text}'. Invalid IPCidrRange: ${text} conflicts with existing subnetwork '${textAt(other?.outputs, 'name') ?? textAt(inputs, 'name')}' in region '${textAt(inputs, 'region')}'.`,
      )
  }
}
