/** Regions that are offered while somebody types: the usual ones first. Others are taken too, and asked about at Azure. */
export const usualRegions: readonly string[] = [
  ...['eastus', 'eastus2', 'westus2', 'westus3', 'centralus', 'northeurope', 'westeurope', 'uksouth'],
  ...[
    'germanywestcentral',
    'francecentral',
    'swedencentral',
    'switzerlandnorth',
    'norwayeast',
    'polandcentral',
  ],
  ...['italynorth', 'spaincentral', 'southeastasia', 'eastasia', 'japaneast', 'koreacentral', 'centralindia'],
  ...['australiaeast', 'canadacentral', 'brazilsouth', 'southafricanorth', 'uaenorth', 'qatarcentral'],
  ...['israelcentral', 'southcentralus', 'northcentralus', 'westus', 'ukwest', 'newzealandnorth'],
]

/** What is wrong with the name of a region, as the end of a sentence. */
export function regionProblem(region: string): string | undefined {
  if (!/^[a-z]{4,}\d?$/.test(region)) return 'must be the name of an Azure region, such as westeurope'
  return /^(usgov|usdod|china)/.test(region) ? 'must be outside the clouds that zen does not know' : undefined
}
