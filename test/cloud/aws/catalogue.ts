/** What AWS offers where: regions, zones, sizes, versions. A small part of it, of mid-2026. */

/** Every account has these. */
export const usualRegions = [
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1'],
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
]

/** An account has these when somebody enabled them. */
export const optInRegions = [
  ...[
    'af-south-1',
    'ap-east-1',
    'ap-south-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ca-west-1',
    'eu-central-2',
  ],
  ...['eu-south-1', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1'],
]

export interface Zone {
  /** `eu-west-1a` */
  readonly name: string
  /** The same for everybody: `euw1-az1`. */
  readonly id: string
}

const zoneCounts: Readonly<Record<string, number>> = {
  'us-east-1': 6,
  'us-west-2': 4,
  'us-west-1': 2,
  'ap-northeast-2': 4,
}

const directions: Readonly<Record<string, string>> = {
  ...{ north: 'n', south: 's', east: 'e', west: 'w', central: 'c' },
  ...{ northeast: 'ne', southeast: 'se', northwest: 'nw', southwest: 'sw' },
}

export function zonesOf(region: string): readonly Zone[] {
  const [area = '', direction = '', number = ''] = region.split('-')
  return Array.from({ length: zoneCounts[region] ?? 3 }, (_, at) => ({
    name: `${region}${'abcdef'[at]}`,
    id: `${area}${directions[direction] ?? ''}${number}-az${at + 1}`,
  }))
}

/** EKS has no control planes there: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
export const zonesWithoutEks = ['use1-az3', 'usw1-az2', 'cac1-az3']

/** Instance types with their vCPUs. */
export const instanceTypes: Readonly<Record<string, number>> = {
  't3.medium': 2,
  't3.large': 2,
  't3.xlarge': 4,
  't3a.large': 2,
  'm5.large': 2,
  'm6i.large': 2,
  'm6i.xlarge': 4,
  'm7i.large': 2,
}

/** Sizes of databases with their memory in GiB. */
export const databaseClasses: Readonly<Record<string, number>> = {
  'db.t3.micro': 1,
  'db.t3.small': 2,
  'db.t4g.micro': 1,
  'db.t4g.small': 2,
  'db.t4g.medium': 4,
  'db.t4g.large': 8,
  'db.m6g.large': 8,
  'db.m7g.large': 8,
  'db.r6g.large': 16,
}

/** MySQL's newest minor version of each major one. */
export const mysqlVersions: Readonly<Record<string, string>> = { '8.0': '8.0.43', '8.4': '8.4.6' }

export interface ClusterVersion {
  readonly version: string
  readonly endOfStandardSupport: string
  readonly endOfExtendedSupport: string
}

/** Oldest first. */
export const clusterVersions: readonly ClusterVersion[] = [
  {
    version: '1.32',
    endOfStandardSupport: '2026-03-23T00:00:00Z',
    endOfExtendedSupport: '2027-03-23T00:00:00Z',
  },
  {
    version: '1.33',
    endOfStandardSupport: '2026-07-29T00:00:00Z',
    endOfExtendedSupport: '2027-07-29T00:00:00Z',
  },
  {
    version: '1.34',
    endOfStandardSupport: '2026-12-02T00:00:00Z',
    endOfExtendedSupport: '2027-12-02T00:00:00Z',
  },
  {
    version: '1.35',
    endOfStandardSupport: '2027-03-27T00:00:00Z',
    endOfExtendedSupport: '2028-03-27T00:00:00Z',
  },
]

export const defaultClusterVersion = '1.34'

/** Add-ons with the version that goes with every Kubernetes version above. */
export const addonVersions: Readonly<Record<string, string>> = {
  'vpc-cni': 'v1.20.4-eksbuild.1',
  'kube-proxy': 'v1.34.0-eksbuild.2',
  coredns: 'v1.12.4-eksbuild.1',
  'eks-pod-identity-agent': 'v1.3.10-eksbuild.1',
  'aws-ebs-csi-driver': 'v1.51.1-eksbuild.1',
  'metrics-server': 'v0.8.0-eksbuild.3',
}

/** Policies of AWS's own that a cluster's roles can have. */
export const managedPolicies = [
  'AmazonEKSClusterPolicy',
  'AmazonEKSVPCResourceController',
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKSWorkerNodeMinimalPolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonEC2ContainerRegistryReadOnly',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonSSMManagedInstanceCore',
  'AmazonS3ReadOnlyAccess',
  'service-role/AmazonEBSCSIDriverPolicy',
  'service-role/AmazonRDSEnhancedMonitoringRole',
  'AdministratorAccess',
]
