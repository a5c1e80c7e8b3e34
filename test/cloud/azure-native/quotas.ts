/** What a subscription may have of each in a region, by the names of Azure's lists of usages; new ones, mid-2026. */

export interface Quota {
  /** The list that has it. */
  readonly namespace: 'Microsoft.Compute' | 'Microsoft.Network'
  readonly words: string
  readonly value: number
}

export const quotas: Readonly<Record<string, Quota>> = {
  cores: { namespace: 'Microsoft.Compute', words: 'Total Regional vCPUs', value: 10 },
  standardDASv5Family: { namespace: 'Microsoft.Compute', words: 'Standard DASv5 Family vCPUs', value: 10 },
  standardDSv5Family: { namespace: 'Microsoft.Compute', words: 'Standard DSv5 Family vCPUs', value: 10 },
  standardBsv2Family: { namespace: 'Microsoft.Compute', words: 'Standard Bsv2 Family vCPUs', value: 10 },
  standardEASv5Family: { namespace: 'Microsoft.Compute', words: 'Standard EASv5 Family vCPUs', value: 0 },
  StandardSkuPublicIpAddresses: {
    namespace: 'Microsoft.Network',
    words: 'Public IPv4 Addresses - Standard',
    value: 20,
  },
  VirtualNetworks: { namespace: 'Microsoft.Network', words: 'Virtual Networks', value: 1000 },
}
