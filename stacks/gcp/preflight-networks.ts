/** Networks of others in a project, whose addresses a new one should not have. */
import type { OtherNetwork } from '../shared/network-range.ts'
import type { GoogleApi } from './google-api.ts'
import { type Json, listAt, numberAt, textAt } from './json.ts'
import type { GcpSpec } from './spec/gcp-spec.ts'
import { lastPart, networkPath, resourceName } from './spec/names.ts'

/** With all that they have: nodes, pods and services in any region, and what Google's own services got by peering. */
export async function otherNetworks(
  api: GoogleApi,
  { project, name, network }: GcpSpec,
): Promise<readonly OtherNetwork[]> {
  if (network.kind === 'existing') return []
  const [subnetworks, addresses] = await Promise.all([
    api.everywhere(project, 'subnetworks'),
    api.list('compute', `projects/${project}/global/addresses`),
  ])
  const blocks = addresses.filter((address) => textAt(address, 'purpose') === 'VPC_PEERING')
  const own = `/${networkPath(project, resourceName(name, 'network'))}`
  return [
    ...subnetworks.map((part) => ({ network: textAt(part, 'network'), cidrs: rangesOf(part) })),
    ...blocks.map((block) => ({ network: textAt(block, 'network'), cidrs: [rangeOf(block)] })),
  ]
    .filter((part) => !part.network.endsWith(own))
    .map((part) => ({ name: lastPart(part.network), cidrs: part.cidrs }))
}

function rangesOf(subnetwork: Json): readonly string[] {
  const further = listAt(subnetwork, 'secondaryIpRanges').map((range) => textAt(range, 'ipCidrRange'))
  return [textAt(subnetwork, 'ipCidrRange'), ...further]
}

function rangeOf(address: Json): string {
  return `${textAt(address, 'address')}/${numberAt(address, 'prefixLength')}`
}
