/** Data sources about what AWS offers where, and how much of it to whom. */
import type { DataSource } from '../../frame/definition.ts'
import { complain, refuse } from '../../frame/fields.ts'
import { flagAt, listAt, type Properties, textAt, textsAt } from '../../frame/properties.ts'
import {
  databaseClasses,
  instanceTypes,
  mysqlVersions,
  optInRegions,
  usualRegions,
  zonesOf,
} from '../catalogue.ts'
import { arn } from '../fields.ts'
import { quotas } from '../quotas.ts'

const ec2 = (name: string, doing: string) => ({ service: 'EC2', name, doing })
const rds = (name: string, doing: string) => ({ service: 'RDS', name, doing })

export const offers: Readonly<Record<string, DataSource>> = {
  'aws:index/getPartition:getPartition': {
    operation: ec2('DescribeRegions', 'reading partition'),
    answer: () => ({
      id: 'aws',
      partition: 'aws',
      dnsSuffix: 'amazonaws.com',
      reverseDnsPrefix: 'com.amazonaws',
    }),
  },
  'aws:index/getRegion:getRegion': {
    operation: ec2('DescribeRegions', 'reading region'),
    answer: (_args, { region }) => ({
      id: region,
      region,
      name: region,
      endpoint: `ec2.${region}.amazonaws.com`,
      description: region,
    }),
  },
  'aws:index/getRegions:getRegions': {
    operation: ec2('DescribeRegions', 'reading Regions'),
    answer: (args, _view, { identity }) => {
      const open = [...usualRegions, ...(identity.regions ?? [])]
      const names = flagAt(args, 'allRegions') ? [...usualRegions, ...optInRegions] : open
      const statuses = listAt(args, 'filters').flatMap((filter) =>
        textAt(filter, 'name') === 'opt-in-status' ? textsAt(filter, 'values') : [],
      )
      const statusOf = (name: string) =>
        usualRegions.includes(name)
          ? 'opt-in-not-required'
          : open.includes(name)
            ? 'opted-in'
            : 'not-opted-in'
      return {
        ...args,
        id: 'aws',
        names: names.filter((name) => statuses.length === 0 || statuses.includes(statusOf(name))),
      }
    },
  },
  'aws:index/getAvailabilityZones:getAvailabilityZones': {
    operation: ec2('DescribeAvailabilityZones', 'reading EC2 Availability Zones'),
    answer: (args, { region }) => {
      const [names, ids] = [textsAt(args, 'excludeNames'), textsAt(args, 'excludeZoneIds')]
      const zones = zonesOf(region).filter(({ name, id }) => !names.includes(name) && !ids.includes(id))
      return {
        ...{ ...args, id: region, region, groupNames: [region] },
        ...{ names: zones.map(({ name }) => name), zoneIds: zones.map(({ id }) => id) },
      }
    },
  },
  'aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings': {
    operation: ec2('DescribeInstanceTypeOfferings', 'reading EC2 Instance Type Offerings'),
    answer: (args, { region }) => {
      const byZone = textAt(args, 'locationType') === 'availability-zone'
      const places = byZone ? zonesOf(region).map(({ name }) => name) : [region]
      const types = filtered(args, 'instance-type', Object.keys(instanceTypes))
      const offered = types.flatMap((type) =>
        filtered(args, 'location', places).map((place) => ({ type, place })),
      )
      return {
        ...{ ...args, id: region, region, instanceTypes: offered.map(({ type }) => type) },
        ...{
          locations: offered.map(({ place }) => place),
          locationTypes: offered.map(() => textAt(args, 'locationType') ?? 'region'),
        },
      }
    },
  },
  'aws:ec2/getInstanceType:getInstanceType': {
    operation: ec2('DescribeInstanceTypes', 'reading EC2 Instance Type'),
    answer: (args, { region }) => {
      const type = textAt(args, 'instanceType') ?? ''
      const defaultVcpus = instanceTypes[type]
      if (defaultVcpus === undefined) {
        return refuse('InvalidInstanceType', `The following supplied instance types do not exist: [${type}]`)
      }
      return {
        ...{
          ...args,
          id: type,
          region,
          defaultVcpus,
          memorySize: defaultVcpus * 4096,
          currentGeneration: true,
        },
        supportedArchitectures: ['x86_64'],
      }
    },
  },
  'aws:rds/getOrderableDbInstance:getOrderableDbInstance': {
    operation: rds('DescribeOrderableDBInstanceOptions', 'reading RDS Orderable DB Instance Options'),
    answer: (args, { region }) => {
      const wanted = [...textsAt(args, 'preferredInstanceClasses'), textAt(args, 'instanceClass')]
      const size = wanted.find((name) => name !== undefined && name in databaseClasses)
      const version = versionFor(textAt(args, 'engineVersion'))
      if (size === undefined || version === undefined || textAt(args, 'engine') !== 'mysql') {
        return complain('no RDS DB Instance Classes match the criteria; try different search')
      }
      return {
        ...{ ...args, id: size, instanceClass: size, engineVersion: version, region, multiAzCapable: true },
        ...{
          availabilityZones: zonesOf(region).map(({ name }) => name),
          storageType: textAt(args, 'storageType') ?? 'gp3',
        },
        ...{ minStorageSize: 20, maxStorageSize: 65536, vpc: true, supportsStorageEncryption: true },
      }
    },
  },
  'aws:rds/getEngineVersion:getEngineVersion': {
    operation: rds('DescribeDBEngineVersions', 'reading RDS DB Engine Versions'),
    answer: (args, { region }) => {
      const wanted = textAt(args, 'version') ?? textsAt(args, 'preferredVersions')[0] ?? '8.4'
      const actual = textAt(args, 'engine') === 'mysql' ? versionFor(wanted) : undefined
      if (actual === undefined)
        return complain('no RDS engine versions match the criteria and preferred versions: []')
      const family = `mysql${actual.split('.').slice(0, 2).join('.')}`
      return {
        ...args,
        id: actual,
        version: actual,
        versionActual: actual,
        parameterGroupFamily: family,
        region,
        status: 'available',
      }
    },
  },
  'aws:servicequotas/getServiceQuota:getServiceQuota': {
    operation: {
      service: 'Service Quotas',
      name: 'GetServiceQuota',
      doing: 'reading Service Quotas Service Quota',
    },
    answer: (args, view) => {
      const code = textAt(args, 'quotaCode') ?? ''
      const quota = quotas[code]
      if (!quota || quota.service !== textAt(args, 'serviceCode')) {
        return refuse(
          'NoSuchResourceException',
          'The request failed because the specified service quota does not exist.',
          404,
        )
      }
      const id = `${quota.service}/${code}`
      return {
        ...{
          ...args,
          id,
          arn: arn(view, 'servicequotas', id),
          quotaCode: code,
          quotaName: quota.name,
          usageMetrics: [],
        },
        ...{ serviceName: quota.service, adjustable: true, globalQuota: false, region: view.region },
        ...{ defaultValue: quota.value, value: view.quota(code) },
      }
    },
  },
}

function versionFor(wanted: string | undefined): string | undefined {
  return mysqlVersions[wanted ?? '8.4'] ?? Object.values(mysqlVersions).find((version) => version === wanted)
}

/** Names that a filter lets through. */
function filtered(args: Properties, name: string, all: readonly string[]): readonly string[] {
  const filters = listAt(args, 'filters').filter((filter) => textAt(filter, 'name') === name)
  return all.filter((item) => filters.every((filter) => textsAt(filter, 'values').includes(item)))
}
