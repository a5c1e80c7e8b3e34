/** What GKE refuses of a cluster. */
import { refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { hasMachine, masterVersions, regions, zonesOf } from '../catalogue.ts'
import { needApi, needed, networkId, regionOf, subnetworkId } from '../fields.ts'
import * as kinds from '../kinds.ts'

/** @throws what GKE answers */
export function judgeCluster(view: View, inputs: Readonly<Record<string, unknown>>, location: string): void {
  needApi(view, 'container.googleapis.com')
  const region = regionOf(location)
  if (!(region in regions) || (location !== region && !zonesOf(region).includes(location)))
    refuse('badRequest', `Location "${location}" does not exist.`)
  judgeVersion(textAt(inputs, 'minMasterVersion'))
  needed(view, kinds.network, networkId(view, textAt(inputs, 'network')))
  const place = subnetworkId(view, region, textAt(inputs, 'subnetwork'))
  const found = view.find(kinds.subnetwork, place)
  if (!found) refuse('badRequest', `Subnetwork "${place}" not found in region ${region}.`)
  const range = textAt(inputs, 'ipAllocationPolicy.clusterSecondaryRangeName')
  const names = JSON.stringify(found?.inputs['secondaryIpRanges'] ?? [])
  if (range !== undefined && !names.includes(`"rangeName":"${range}"`))
    refuse('badRequest', `Pod secondary range not found in subnet "${place}".`)
}

export function judgeVersion(version: string | undefined): void {
  if (version === undefined || masterVersions.some((one) => one === version || one.startsWith(`${version}.`)))
    return
  refuse('badRequest', `Master version "${version}" is unsupported.`)
}

/** The whole version of a part of one. */
export function wholeVersion(version: string | undefined, otherwise: string): string {
  return masterVersions.find((one) => version !== undefined && one.startsWith(version)) ?? otherwise
}

/** @throws when it does something else at the moment */
export function mustBeIdle({ id, phase }: CloudObject): void {
  if (phase === 'ready') return
  refuse(
    'failedPrecondition',
    `Cluster is running incompatible operation operation-1764150000000-zen: ${id} is ${phase}.`,
    400,
  )
}

interface MachineWish {
  readonly type: string
  readonly zones: readonly string[]
}

/** @throws what GKE answers when a zone has no such machine */
export function judgeMachines({ type, zones }: MachineWish): void {
  const lacking = zones.find((zone) => !hasMachine(zone, type))
  if (lacking === undefined) return
  refuse('badRequest', `Machine type "${type}" is not available in zone "${lacking}".`, 400)
}
