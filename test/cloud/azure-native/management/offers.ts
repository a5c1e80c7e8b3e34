/** What Azure has to offer in a region, what is left of it, and whether names are free. */
import { refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import {
  clusterVersions,
  databaseSizes,
  defaultClusterVersion,
  machines,
  mysqlVersions,
  plainRegion,
  regionNamed,
  regions,
  withoutMysql,
} from '../catalogue.ts'
import { usedCores } from '../cluster/cluster-rules.ts'
import * as kinds from '../kinds.ts'
import { holderOf as holderOfName } from '../mysql/server-rules.ts'
import { holderOf, nameFor } from '../network/public-address.ts'
import { type Quota, quotas } from '../quotas.ts'
import { type Route, route } from './route.ts'

const location = '([\\w%]+)'

export const offers: readonly Route[] = [
  route('locations', 'locations', 'Microsoft.Resources/subscriptions/locations/read', () => ({
    value: regions.map(({ name, words, hasZones }) => ({
      ...{ name, displayName: words, metadata: { regionType: 'Physical' } },
      ...(hasZones
        ? { availabilityZoneMappings: ['1', '2', '3'].map((logicalZone) => ({ logicalZone })) }
        : {}),
    })),
  })),
  route('machines', 'providers/Microsoft.Compute/skus', 'Microsoft.Compute/skus/read', ({ query }) => ({
    value: machinesIn(/location eq '([^']+)'/.exec(query.get('$filter') ?? '')?.[1] ?? ''),
  })),
  route(
    'kubernetesVersions',
    `providers/Microsoft.ContainerService/locations/${location}/kubernetesVersions`,
    'Microsoft.ContainerService/locations/kubernetesVersions/read',
    () => ({
      values: Object.entries(clusterVersions).map(([version, patch]) => ({
        ...{ version, isDefault: version === defaultClusterVersion, isPreview: false },
        patchVersions: { [patch]: { upgrades: [] } },
      })),
    }),
  ),
  route(
    'databaseCapabilities',
    `providers/Microsoft.DBforMySQL/locations/${location}/capabilitySets/default`,
    'Microsoft.DBforMySQL/locations/capabilitySets/read',
    (_asked, _view, _session, [region = '']) => capabilities(plainRegion(region)),
  ),
  ...(['Microsoft.Compute', 'Microsoft.Network'] as const).map((namespace) =>
    route(
      `usages of ${namespace}`,
      `providers/${namespace}/locations/${location}/usages`,
      `${namespace}/locations/usages/read`,
      (_asked, view) => ({ value: usagesOf(namespace, view) }),
    ),
  ),
  route(
    'databaseName',
    `providers/Microsoft.DBforMySQL/locations/${location}/checkNameAvailability`,
    'Microsoft.DBforMySQL/locations/checkNameAvailability/action',
    ({ body }, view) => {
      const nameAvailable = holderOfName(textAt(body, 'name') ?? '', view) === undefined
      return { nameAvailable, ...(nameAvailable ? {} : { reason: 'AlreadyExists' }) }
    },
    'POST',
  ),
  route(
    'label',
    `providers/Microsoft.Network/locations/${location}/CheckDnsNameAvailability`,
    'Microsoft.Network/locations/checkDnsNameAvailability/read',
    ({ query }, view, _session, [region = '']) => ({
      available: holderOf(nameFor(query.get('domainNameLabel') ?? '', region), view) === undefined,
    }),
  ),
]

function machinesIn(region: string) {
  const zones = regionNamed(region)?.hasZones ? ['1', '2', '3'] : []
  return machines.map(({ name, family, cores, gigabytes, closedIn }) => ({
    ...{
      resourceType: 'virtualMachines',
      name,
      family,
      locations: [region],
      locationInfo: [{ location: region, zones }],
    },
    capabilities: [
      { name: 'vCPUs', value: `${cores}` },
      { name: 'MemoryGB', value: `${gigabytes}` },
      { name: 'CpuArchitectureType', value: 'x64' },
    ],
    restrictions: closedIn?.includes(region)
      ? [{ type: 'Location', values: [region], reasonCode: 'NotAvailableForSubscription' }]
      : [],
  }))
}

function capabilities(region: string) {
  if (withoutMysql.includes(region))
    refuse('ProvisionNotSupportedForRegion', 'Provisioning in requested region is not supported.')
  const hasZones = regionNamed(region)?.hasZones === true
  const tiers = [...new Set(databaseSizes.map(({ tier }) => tier))]
  return {
    name: 'default',
    properties: {
      supportedServerVersions: mysqlVersions.map((name) => ({ name })),
      supportedFlexibleServerEditions: tiers.map((tier) => ({
        name: tier,
        supportedSkus: databaseSizes
          .filter((size) => size.tier === tier)
          .map(({ name, cores }) => ({
            ...{ name, vCores: cores, supportedZones: hasZones ? ['1', '2', '3'] : ['none'] },
            supportedHAMode:
              tier === 'Burstable' ? [] : hasZones ? ['SameZone', 'ZoneRedundant'] : ['SameZone'],
          })),
      })),
    },
  }
}

function usagesOf(namespace: Quota['namespace'], view: View) {
  return Object.entries(quotas)
    .filter(([, quota]) => quota.namespace === namespace)
    .map(([name, { words }]) => ({
      ...{ unit: 'Count', currentValue: usedOf(name, view), limit: view.quota(name) },
      name: { value: name, localizedValue: words },
    }))
}

function usedOf(name: string, view: View): number {
  if (name === 'StandardSkuPublicIpAddresses') return view.list(kinds.publicAddress).length
  if (name === 'VirtualNetworks') return view.list(kinds.virtualNetwork).length
  return usedCores(view, name === 'cores' ? undefined : name)
}
