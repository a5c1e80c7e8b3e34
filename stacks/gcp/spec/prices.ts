/**
 * What things cost at Google Cloud, on demand, in dollars, without traffic, logs and backups: for estimates that need no
 * network. Prices of us-central1, and how much more the same costs elsewhere. Sources: the price pages of
 * https://cloud.google.com/kubernetes-engine/pricing, /compute/vm-instance-pricing, /compute/disks-image-pricing,
 * /nat/pricing, /vpc/network-pricing, /load-balancing/pricing and /sql/pricing.
 */

/** When the table was last gone through. */
export const pricesAsOf = '2026-07-01'

/** For an hour. */
export const hourly = {
  controlPlane: 0.1,
  /** Of a node that goes out through it. */
  nat: 0.0014,
  publicAddress: 0.005,
  forwardingRule: 0.025,
} as const

/** A month: what Google Cloud takes off the first zonal cluster of a billing account. */
export const freeControlPlane = 74.4

/** For a gigabyte and a month. */
export const perGigabyte = { nodeDisk: 0.1, databaseDisk: 0.17 } as const

/** For an hour: one processor, and one gigabyte of memory, by series. */
const series: Readonly<Record<string, readonly [processor: number, gigabyte: number]>> = {
  ...{
    e2: [0.021811, 0.002923],
    n1: [0.031611, 0.004237],
    n2: [0.031611, 0.004237],
    n2d: [0.027502, 0.003686],
  },
  ...{ t2d: [0.027502, 0.003686], c3: [0.03398, 0.00456], c3d: [0.029563, 0.003959], n4: [0.03127, 0.00355] },
  ...{ c4: [0.03465, 0.003938], c2: [0.03398, 0.00455], c2d: [0.029563, 0.003959] },
}

/** Gigabytes for each processor. */
const memory: Readonly<Record<string, number>> = { standard: 4, highmem: 8, highcpu: 1 }

/** Databases whose price is no sum, for an hour. */
const sharedDatabases: Readonly<Record<string, number>> = { 'db-f1-micro': 0.0105, 'db-g1-small': 0.035 }

const databaseProcessor = 0.0413
const databaseGigabyte = 0.007

/** How much more than in us-central1. */
const factors: Readonly<Record<string, number>> = {
  ...{ 'us-central1': 1, 'us-east1': 1, 'us-west1': 1, 'us-east4': 1.13, 'us-east5': 1, 'us-south1': 1.18 },
  ...{ 'us-west2': 1.2, 'us-west3': 1.2, 'us-west4': 1.13, 'northamerica-northeast1': 1.1 },
  ...{ 'northamerica-northeast2': 1.1, 'southamerica-east1': 1.59, 'southamerica-west1': 1.43 },
  ...{ 'europe-west1': 1.1, 'europe-west2': 1.29, 'europe-west3': 1.29, 'europe-west4': 1.1 },
  ...{ 'europe-west6': 1.4, 'europe-west8': 1.16, 'europe-west9': 1.16, 'europe-west10': 1.29 },
  ...{ 'europe-west12': 1.16, 'europe-north1': 1.1, 'europe-central2': 1.29, 'europe-southwest1': 1.18 },
  ...{ 'asia-east1': 1.16, 'asia-east2': 1.4, 'asia-northeast1': 1.28, 'asia-northeast2': 1.28 },
  ...{ 'asia-northeast3': 1.28, 'asia-south1': 1.2, 'asia-south2': 1.2, 'asia-southeast1': 1.23 },
  ...{ 'asia-southeast2': 1.34, 'australia-southeast1': 1.42, 'australia-southeast2': 1.42 },
  ...{ 'me-central1': 1.23, 'me-central2': 1.4, 'me-west1': 1.1, 'africa-south1': 1.31 },
}

/** For regions that are newer than the table. */
const usualFactor = 1.2

export function factorOf(region: string): number {
  return factors[region] ?? usualFactor
}

/** @param type `e2-standard-2` @returns dollars an hour in us-central1, or `undefined` when the table does not know it */
export function nodePrice(type: string): number | undefined {
  const [name = '', kind = '', size = ''] = type.split('-')
  const [rates, gigabytes, processors] = [series[name], memory[kind], Number(size)]
  if (!rates || gigabytes === undefined || !Number.isInteger(processors) || processors === 0) return undefined
  const [processor, gigabyte] = rates
  return processors * (processor + gigabytes * gigabyte)
}

/** @param tier `db-custom-2-7680` @returns dollars an hour in one zone */
export function databasePrice(tier: string): number | undefined {
  const shared = sharedDatabases[tier]
  if (shared !== undefined) return shared
  const [, processors, megabytes] = /^db-custom-(\d+)-(\d+)$/.exec(tier) ?? []
  if (processors === undefined || megabytes === undefined) return undefined
  return Number(processors) * databaseProcessor + (Number(megabytes) / 1024) * databaseGigabyte
}
