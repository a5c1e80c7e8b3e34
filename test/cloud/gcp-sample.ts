/** The things at Google Cloud that most other things need, made by direct calls. */
import { type SimulatedCloud, simulatedCloud } from './cloud.ts'
import { type Direct, direct, type Made } from './direct.ts'
import type { Properties } from './frame/properties.ts'
import type { Settings } from './frame/view.ts'
import { administrator, environmentOf } from './gcp/administrator.ts'
import { gcp } from './gcp/gcp.ts'
import * as kinds from './gcp/kinds.ts'

export const region = 'europe-west1'
const zone = 'europe-west1-b'

function googleOn(cloud: SimulatedCloud, config: Properties = {}): Direct {
  return direct(cloud, {
    ...{ definition: gcp, env: environmentOf(administrator) },
    config: { project: administrator.account, region, ...config },
  })
}

/** A project in which these APIs are enabled; impatient, since nothing that is refused here is going to pass by itself. */
export async function project(settings: Partial<Settings> = {}, apis = allApis) {
  const cloud = await simulatedCloud({ patienceMs: 0, ...settings })
  const google = googleOn(cloud)
  for (const api of apis) await google.create(kinds.service, api, { service: `${api}.googleapis.com` })
  return { cloud, google, account: cloud.account(administrator.account, gcp) }
}

const allApis = ['compute', 'container', 'sqladmin', 'servicenetworking', 'iam', 'cloudresourcemanager']

export interface SampleNetwork {
  readonly network: Made
  readonly subnetwork: Made
}

export async function sampleNetwork(google: Direct, name = 'net'): Promise<SampleNetwork> {
  const network = await google.create(kinds.network, name, { name, autoCreateSubnetworks: false })
  const subnetwork = await google.create(kinds.subnetwork, name, {
    ...{ name: `${name}-nodes`, region, network: network.id, ipCidrRange: '10.42.0.0/20' },
    secondaryIpRanges: [
      { rangeName: 'pods', ipCidrRange: '10.42.128.0/17' },
      { rangeName: 'services', ipCidrRange: '10.42.16.0/20' },
    ],
  })
  return { network, subnetwork }
}

/** What leads from a network to Google's own. */
export async function privateAccess(google: Direct, { network }: SampleNetwork, more: Properties = {}) {
  const range = await google.create(kinds.globalAddress, 'databases', {
    ...{ name: 'databases', purpose: 'VPC_PEERING', addressType: 'INTERNAL', network: network.id },
    ...{ address: '10.42.32.0', prefixLength: 20 },
  })
  const connection = await google.create(kinds.connection, 'databases', {
    ...{ network: network.id, service: 'servicenetworking.googleapis.com' },
    ...{ reservedPeeringRanges: ['databases'], ...more },
  })
  return { range, connection }
}

export function databaseInputs({ network }: SampleNetwork, settings: Properties = {}): Properties {
  return {
    ...{ name: 'zen-1', region, databaseVersion: 'MYSQL_8_4', deletionProtection: false },
    settings: {
      ...{ tier: 'db-g1-small', edition: 'ENTERPRISE' },
      ipConfiguration: { ipv4Enabled: false, privateNetwork: network.id },
      ...settings,
    },
  }
}

export function clusterInputs({ network, subnetwork }: SampleNetwork, more: Properties = {}): Properties {
  return {
    ...{ name: 'zen', location: zone, network: network.id, subnetwork: subnetwork.id },
    ...{ initialNodeCount: 1, deletionProtection: false },
    ipAllocationPolicy: { clusterSecondaryRangeName: 'pods', servicesSecondaryRangeName: 'services' },
    ...more,
  }
}

export function poolInputs(nodes = 1, more: Properties = {}): Properties {
  return {
    ...{ name: 'nodes', location: zone, cluster: 'zen', nodeLocations: [zone] },
    autoscaling: { totalMinNodeCount: nodes, totalMaxNodeCount: 99 },
    nodeConfig: { machineType: 'e2-standard-2', diskSizeGb: 50 },
    ...more,
  }
}
