/** What Google Cloud offers where: regions, zones, sizes, versions. A small part of it, of mid-2026. */

export const regions: Readonly<Record<string, string>> = {
  ...{ 'us-central1': 'abcf', 'us-east1': 'bcd', 'us-west1': 'abc', 'europe-west1': 'bcd' },
  ...{ 'europe-west3': 'abc', 'europe-west4': 'abc', 'asia-southeast1': 'abc', 'asia-northeast1': 'abc' },
}

export function zonesOf(region: string): readonly string[] {
  return [...(regions[region] ?? '')].map((letter) => `${region}-${letter}`)
}

/** Machines with their processors. */
export const machines: Readonly<Record<string, number>> = {
  ...{ 'e2-medium': 2, 'e2-standard-2': 2, 'e2-standard-4': 4, 'e2-standard-8': 8 },
  ...{ 'n2-standard-2': 2, 'n2-standard-4': 4, 'c3-standard-4': 4 },
}

/** Newer machines are in some zones only. */
export function hasMachine(zone: string, type: string): boolean {
  return type in machines && !(type.startsWith('c3-') && !/-[ab]$/.test(zone))
}

/** Machines for databases of the edition Enterprise, beside those that people put together. */
export const tiers = ['db-f1-micro', 'db-g1-small', 'db-n1-standard-1', 'db-n1-standard-2', 'db-n1-highmem-2']

export function hasTier(tier: string): boolean {
  return tiers.includes(tier) || /^db-custom-\d+-\d+$/.test(tier)
}

/** Newest first, as GKE lists them. */
export const masterVersions = [
  ...['1.35.1-gke.1396000', '1.34.3-gke.1051000', '1.34.1-gke.3971000', '1.33.5-gke.2228001'],
  ...['1.33.5-gke.1308000', '1.32.9-gke.1726000'],
]

/** Of the channel "regular". */
export const defaultVersion = '1.34.3-gke.1051000'
