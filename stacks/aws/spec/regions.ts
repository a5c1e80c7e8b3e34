/** Regions that are offered while somebody types: the usual ones first. Others are taken too, and asked about at AWS. */
export const usualRegions: readonly string[] = [
  ...['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-north-1'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'ap-south-1', 'ca-central-1', 'sa-east-1'],
  ...['eu-west-3', 'eu-south-1', 'eu-south-2', 'eu-central-2', 'us-west-1', 'us-gov-east-1', 'us-gov-west-1'],
  ...['ap-northeast-2', 'ap-northeast-3', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-south-2'],
  ...['ap-east-1', 'ca-west-1', 'mx-central-1', 'il-central-1', 'me-central-1', 'me-south-1', 'af-south-1'],
]

/** What is wrong with the name of a region, as the end of a sentence. */
export function regionProblem(region: string): string | undefined {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region)) return 'must be the name of an AWS region, such as eu-west-1'
  return /^(cn|us-iso[a-z]*|eusc)-/.test(region)
    ? 'must be outside the partitions that zen does not know'
    : undefined
}

/** First part of the names (ARNs) of everything there. */
export function partitionOf(region: string): string {
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** Zones where no cluster can have its control plane: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
export const zonesWithoutClusters: readonly string[] = ['use1-az3', 'usw1-az2', 'cac1-az3']

/** Every account has these; others have to be enabled: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const alwaysEnabled: readonly string[] = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1', 'eu-north-1'],
  ...[
    'eu-central-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
  ],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'us-gov-east-1', 'us-gov-west-1'],
]

/** A region where one can be asked about the other: one that is not enabled takes a good login for a bad one. */
export function regionToAskIn(region: string): string {
  return alwaysEnabled.includes(region) ? region : 'us-east-1'
}
