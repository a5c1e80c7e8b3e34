/**
 * What things cost at AWS, on demand, in dollars, without traffic, logs and snapshots: for estimates that need no
 * network. Prices of us-east-1, and how much more the same costs elsewhere. Sources: the price pages of
 * https://aws.amazon.com/eks/pricing/, /ec2/pricing/on-demand/, /vpc/pricing/, /elasticloadbalancing/pricing/,
 * /ebs/pricing/ and /rds/mysql/pricing/.
 */

/** When the table was last gone through. */
export const pricesAsOf = '2026-07-01'

/** For an hour. The first two cost the same in all regions. */
export const hourly = {
  controlPlane: 0.1,
  publicAddress: 0.005,
  natGateway: 0.045,
  loadBalancer: 0.0225,
} as const

/** For a gigabyte and a month. */
export const perGigabyte = { nodeDisk: 0.08, databaseDisk: 0.115 } as const

/** Instances of size "large", for an hour; other sizes follow from it. */
const largeNodes: Readonly<Record<string, number>> = {
  ...{ t3: 0.0832, t3a: 0.0752, m5: 0.096, m5a: 0.086, m6i: 0.096, m6a: 0.0864, m7i: 0.1008, m7a: 0.1159 },
  ...{ c5: 0.085, c6i: 0.085, c6a: 0.0765, c7i: 0.0893, r5: 0.126, r6i: 0.126, r6a: 0.1134, r7i: 0.1323 },
}

/** The same for MySQL databases in one zone. */
const largeDatabases: Readonly<Record<string, number>> = {
  ...{ t4g: 0.129, t3: 0.136, m5: 0.171, m6g: 0.152, m6i: 0.171, m7g: 0.168 },
  ...{ r5: 0.24, r6g: 0.215, r6i: 0.24, r7g: 0.239 },
}

/** Of the presets' own, which are rounded otherwise. */
const exactDatabases: Readonly<Record<string, number>> = { 'db.t4g.small': 0.032, 'db.t4g.medium': 0.065 }

/** Each size costs twice the one before. */
const sizes = [
  'nano',
  'micro',
  'small',
  'medium',
  'large',
  'xlarge',
  '2xlarge',
  '4xlarge',
  '8xlarge',
  '16xlarge',
]

/** How much more than in us-east-1. */
const factors: Readonly<Record<string, number>> = {
  ...{
    'us-east-1': 1,
    'us-east-2': 1,
    'us-west-2': 1,
    'us-west-1': 1.19,
    'us-gov-east-1': 1.21,
    'us-gov-west-1': 1.21,
  },
  ...{ 'ca-central-1': 1.12, 'ca-west-1': 1.12, 'mx-central-1': 1.13, 'sa-east-1': 1.62 },
  ...{ 'eu-west-1': 1.1, 'eu-west-2': 1.13, 'eu-west-3': 1.13, 'eu-central-1': 1.15, 'eu-central-2': 1.27 },
  ...{ 'eu-north-1': 1.04, 'eu-south-1': 1.15, 'eu-south-2': 1.1, 'il-central-1': 1.15, 'af-south-1': 1.31 },
  ...{
    'ap-south-1': 1.08,
    'ap-south-2': 1.08,
    'ap-southeast-1': 1.27,
    'ap-southeast-2': 1.27,
    'ap-southeast-3': 1.27,
  },
  ...{ 'ap-southeast-4': 1.27, 'ap-southeast-5': 1.14, 'ap-northeast-1': 1.31, 'ap-northeast-2': 1.25 },
  ...{ 'ap-northeast-3': 1.31, 'ap-east-1': 1.4, 'me-central-1': 1.21, 'me-south-1': 1.21 },
}

/** For regions that are newer than the table. */
const usualFactor = 1.2

export function factorOf(region: string): number {
  return factors[region] ?? usualFactor
}

/** @param type `t3.large` @returns dollars an hour in us-east-1, or `undefined` when the table does not know it */
export function nodePrice(type: string): number | undefined {
  const [family = '', size = ''] = type.split('.')
  return priceOf(largeNodes[family], size)
}

/** @param instanceClass `db.t4g.small` */
export function databasePrice(instanceClass: string): number | undefined {
  const [, family = '', size = ''] = instanceClass.split('.')
  return exactDatabases[instanceClass] ?? priceOf(largeDatabases[family], size)
}

function priceOf(large: number | undefined, size: string): number | undefined {
  const steps = sizes.indexOf(size) - sizes.indexOf('large')
  return large === undefined || !sizes.includes(size) ? undefined : large * 2 ** steps
}
