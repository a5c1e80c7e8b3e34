/** Data sources of EKS. */
import type { DataSource, Session } from '../../frame/definition.ts'
import { complain } from '../../frame/fields.ts'
import { flagAt, textAt, textsAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { addonVersions, clusterVersions, defaultClusterVersion } from '../catalogue.ts'
import { cluster } from '../eks/cluster.ts'
import { clusterToken } from '../eks/token.ts'
import * as kinds from '../kinds.ts'

const eks = (name: string, doing: string) => ({ service: 'EKS', name, doing })

export const clusters: Readonly<Record<string, DataSource>> = {
  'aws:eks/getClusters:getClusters': {
    operation: eks('ListClusters', 'listing EKS Clusters'),
    answer: (args, view) => ({
      ...args,
      id: view.region,
      region: view.region,
      names: view.seen(kinds.cluster).map(({ id }) => id),
    }),
  },
  'aws:eks/getCluster:getCluster': {
    operation: eks('DescribeCluster', 'reading EKS Cluster ({name})'),
    answer: (args, view) => {
      const name = textAt(args, 'name') ?? ''
      const found = view.seen(kinds.cluster).find(({ id }) => id === name)
      if (!found || found.phase === 'deleted')
        return complain(`reading EKS Cluster (${name}): couldn't find resource`)
      const { certificateAuthority, vpcConfig, accessConfig, upgradePolicy, ...rest } = found.outputs
      const status = cluster.status?.words[found.phase]
      // The data source wraps into lists what the resource has as one.
      const wrapped = {
        certificateAuthorities: [certificateAuthority],
        accessConfigs: [accessConfig],
        upgradePolicies: [upgradePolicy],
      }
      return { ...rest, ...wrapped, vpcConfig, id: name, name, status, region: view.region }
    },
  },
  'aws:eks/getClusterAuth:getClusterAuth': {
    // The provider signs a request that it does not send: it asks nobody.
    operation: { service: 'STS', name: 'GetCallerIdentity', doing: 'signing' },
    answer: (args, view, session) => {
      const name = textAt(args, 'name') ?? ''
      return { id: name, name, region: view.region, token: tokenFor(view, session, name) }
    },
  },
  'aws:eks/getClusterVersions:getClusterVersions': {
    operation: eks('DescribeClusterVersions', 'reading EKS Cluster Versions'),
    answer: (args, { region, now }) => {
      const only = textsAt(args, 'clusterVersionsOnlies')
      const offered = clusterVersions
        .filter(({ version }) => !flagAt(args, 'defaultOnly') || version === defaultClusterVersion)
        .filter(({ version }) => only.length === 0 || only.includes(version))
      return {
        ...{ ...args, region },
        clusterVersions: offered.map(({ version, endOfStandardSupport, endOfExtendedSupport }) => ({
          ...{ clusterVersion: version, clusterType: 'eks', defaultPlatformVersion: 'eks.9' },
          ...{ defaultVersion: version === defaultClusterVersion, kubernetesPatchVersion: `${version}.4` },
          ...{
            endOfStandardSupportDate: endOfStandardSupport,
            endOfExtendedSupportDate: endOfExtendedSupport,
          },
          versionStatus: Date.parse(endOfStandardSupport) > now ? 'STANDARD_SUPPORT' : 'EXTENDED_SUPPORT',
        })),
      }
    },
  },
  'aws:eks/getAddonVersion:getAddonVersion': {
    operation: eks('DescribeAddonVersions', 'reading EKS Add-On Version'),
    answer: (args, { region }) => {
      const name = textAt(args, 'addonName') ?? ''
      const version = addonVersions[name]
      return version === undefined
        ? complain(`reading EKS Add-On (${name}) version info: couldn't find resource`)
        : { ...args, id: name, version, region }
    },
  },
}

/** Where a real node stands behind the cluster, its own. */
function tokenFor(view: View, { identity }: Session, name: string): string {
  const node = view.settings.nodes[name] ?? view.settings.nodes['*']
  return node?.token ?? clusterToken(view, identity.principal, name)
}
