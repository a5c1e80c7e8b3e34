/** How Google Cloud's API tells of what there is: its own names for what the provider calls otherwise. */
import { type Properties, propertiesAt, textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { machines, regions, zonesOf } from '../catalogue.ts'
import { peeringName, peeringOf } from '../compute/peering.ts'
import { networkId, regionOf, selfLink } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { projectQuotas } from '../quotas.ts'

/** Of Compute Engine: kinds by what their lists are called. */
export const computeKinds: Readonly<Record<string, readonly string[]>> = {
  networks: [kinds.network],
  subnetworks: [kinds.subnetwork],
  routers: [kinds.router],
  addresses: [kinds.address, kinds.globalAddress],
  forwardingRules: [kinds.forwardingRule],
  firewalls: [kinds.firewall],
  networkEndpointGroups: [kinds.endpointGroup],
  disks: [kinds.disk],
}

export function computeResource(object: CloudObject, view: View): Properties {
  const { outputs, type, id } = object
  const { __service, ...told } = outputs
  const link = textAt(outputs, 'network')
  const [region, zone] = [textAt(outputs, 'region'), textAt(outputs, 'zone')]
  return {
    ...told,
    selfLink: selfLink(id),
    ...(link === undefined ? {} : { network: selfLink(networkId(view, link)) }),
    ...(region === undefined ? {} : { region: selfLink(`projects/${view.account}/regions/${region}`) }),
    ...(zone === undefined ? {} : { zone: selfLink(`projects/${view.account}/zones/${zone}`) }),
    ...(type === kinds.network ? peeringsOf(object, view) : {}),
    ...(type === kinds.router ? waysOut(object, view) : {}),
  }
}

function peeringsOf({ id }: CloudObject, view: View): Properties {
  return { peerings: peeringOf(view, id) ? [{ name: peeringName, state: 'ACTIVE' }] : [] }
}

function waysOut({ outputs }: CloudObject, view: View): Properties {
  const nats = view
    .list(kinds.routerNat)
    .filter((nat) => nat.outputs['router'] === outputs['name'] && nat.outputs['region'] === outputs['region'])
  return { nats: nats.map((nat) => ({ name: nat.outputs['name'] })) }
}

/** Where an object is in lists that go over all places: `regions/europe-west1`. */
export function scopeOf({ id }: CloudObject): string {
  return /\/((?:regions|zones)\/[\w-]+)\//.exec(id)?.[1] ?? 'global'
}

export function clusterResource(object: CloudObject, view: View): Properties {
  const { outputs, inputs, id, phase } = object
  const status = { creating: 'PROVISIONING', ready: 'RUNNING', updating: 'RECONCILING', deleting: 'STOPPING' }
  const pools = view.list(kinds.nodePool).filter((pool) => pool.id.startsWith(`${id}/nodePools/`))
  const owners = pools.map((pool) => `${pool.type} ${pool.id}`)
  const nodes = view.list(kinds.instance).filter(({ owner }) => owner !== undefined && owners.includes(owner))
  return {
    ...{ name: outputs['name'], location: outputs['location'], endpoint: outputs['endpoint'], selfLink: id },
    ...{
      status: phase === 'deleted' ? 'STOPPING' : status[phase],
      resourceLabels: outputs['resourceLabels'],
    },
    ...{ masterAuth: outputs['masterAuth'], currentMasterVersion: outputs['masterVersion'] },
    ...{ privateClusterConfig: propertiesAt(inputs, 'privateClusterConfig'), currentNodeCount: nodes.length },
    networkConfig: { network: outputs['network'], subnetwork: outputs['subnetwork'] },
  }
}

export function databaseResource({ outputs, phase }: CloudObject): Properties {
  const { settings, name, region, connectionName, databaseVersion } = outputs
  const state = phase === 'creating' ? 'PENDING_CREATE' : 'RUNNABLE'
  return { name, region, connectionName, databaseVersion, settings, state }
}

/** With how much of everything may be there, and is. */
export function regionResource(region: string, view: View): Properties {
  const metrics = ['CPUS', 'SSD_TOTAL_GB', 'STATIC_ADDRESSES', 'IN_USE_ADDRESSES']
  return {
    ...{ name: region, status: 'UP' },
    zones: zonesOf(region).map((zone) => selfLink(`projects/${view.account}/zones/${zone}`)),
    quotas: metrics.map((metric) => ({
      metric,
      limit: view.quota(metric),
      usage: usageOf(metric, region, view),
    })),
  }
}

export function projectResource(view: View): Properties {
  return {
    name: view.account,
    quotas: projectQuotas.map((metric) => ({
      ...{ metric, limit: view.quota(metric), usage: view.list(kinds.network).length },
    })),
  }
}

function usageOf(metric: string, region: string, view: View): number {
  const here = (type: string) =>
    view.list(type).filter(({ outputs }) => {
      const place = textAt(outputs, 'region') ?? textAt(outputs, 'zone') ?? ''
      return regionOf(place) === region
    })
  if (metric === 'CPUS')
    return sum(here(kinds.instance).map(({ outputs }) => machines[textAt(outputs, 'machineType') ?? ''] ?? 0))
  if (metric === 'SSD_TOTAL_GB')
    return sum(here(kinds.disk).map(({ outputs }) => Number(outputs['sizeGb'] ?? 0)))
  return metric === 'STATIC_ADDRESSES' ? here(kinds.address).length : here(kinds.forwardingRule).length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}

export const allRegions = Object.keys(regions)
