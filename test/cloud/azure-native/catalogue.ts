/** What Azure offers where: regions, sizes, versions. A small part of it, of mid-2026. */

export interface Region {
  readonly name: string
  readonly words: string
  /** Whether it has availability zones. */
  readonly hasZones: boolean
}

export const regions: readonly Region[] = [
  { name: 'eastus', words: 'East US', hasZones: true },
  { name: 'eastus2', words: 'East US 2', hasZones: true },
  { name: 'westus2', words: 'West US 2', hasZones: true },
  { name: 'westus', words: 'West US', hasZones: false },
  { name: 'westeurope', words: 'West Europe', hasZones: true },
  { name: 'northeurope', words: 'North Europe', hasZones: true },
  { name: 'uksouth', words: 'UK South', hasZones: true },
  { name: 'ukwest', words: 'UK West', hasZones: false },
  { name: 'germanywestcentral', words: 'Germany West Central', hasZones: true },
  { name: 'southeastasia', words: 'Southeast Asia', hasZones: true },
]

export function regionNamed(name: string): Region | undefined {
  return regions.find((region) => region.name === plainRegion(name))
}

/** Spaces and capitals say nothing: `West Europe` is `westeurope`. */
export function plainRegion(name: string): string {
  return name.replaceAll(' ', '').toLowerCase()
}

export interface Machine {
  readonly name: string
  /** Of quotas. */
  readonly family: string
  readonly cores: number
  readonly gigabytes: number
  /** Where this subscription may not have it. */
  readonly closedIn?: readonly string[]
}

export const machines: readonly Machine[] = [
  { name: 'Standard_D2as_v5', family: 'standardDASv5Family', cores: 2, gigabytes: 8, closedIn: ['westus'] },
  { name: 'Standard_D4as_v5', family: 'standardDASv5Family', cores: 4, gigabytes: 16, closedIn: ['westus'] },
  { name: 'Standard_D2s_v5', family: 'standardDSv5Family', cores: 2, gigabytes: 8 },
  { name: 'Standard_B2s_v2', family: 'standardBsv2Family', cores: 2, gigabytes: 8 },
  { name: 'Standard_E2as_v5', family: 'standardEASv5Family', cores: 2, gigabytes: 16 },
]

export interface DatabaseSize {
  readonly name: string
  readonly tier: 'Burstable' | 'GeneralPurpose' | 'MemoryOptimized'
  readonly cores: number
}

export const databaseSizes: readonly DatabaseSize[] = [
  { name: 'Standard_B1ms', tier: 'Burstable', cores: 1 },
  { name: 'Standard_B2s', tier: 'Burstable', cores: 2 },
  { name: 'Standard_D2ads_v5', tier: 'GeneralPurpose', cores: 2 },
  { name: 'Standard_D4ads_v5', tier: 'GeneralPurpose', cores: 4 },
  { name: 'Standard_E2ads_v5', tier: 'MemoryOptimized', cores: 2 },
]

export const mysqlVersions = ['5.7', '8.0.21', '8.4']

/** Regions where new subscriptions get no MySQL. */
export const withoutMysql = ['westus']

/** Minor versions of Kubernetes, oldest first, with the newest patch of each. */
export const clusterVersions: Readonly<Record<string, string>> = {
  '1.32': '1.32.9',
  '1.33': '1.33.5',
  '1.34': '1.34.1',
}

export const defaultClusterVersion = '1.33'

/** Namespaces of services that have to be registered before a subscription can use them. */
export const namespaces = [
  ...['Microsoft.Compute', 'Microsoft.ContainerService', 'Microsoft.DBforMySQL'],
  ...['Microsoft.ManagedIdentity', 'Microsoft.Network', 'Microsoft.Storage'],
]

/** Built-in roles by their ids. */
export const roles: Readonly<Record<string, string>> = {
  '4d97b98b-1d4f-4787-a291-c67834d212e7': 'Network Contributor',
  'b24988ac-6180-42a0-ab88-20f7382dd24c': 'Contributor',
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': 'Owner',
}
