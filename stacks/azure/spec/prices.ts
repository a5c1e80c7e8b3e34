/**
 * What things cost at Azure, pay as you go, in dollars, without traffic, logs and backups beyond what is free: for
 * estimates that need no network. Prices of eastus, and how much more the same costs elsewhere. Sources: the price pages
 * of https://azure.microsoft.com/pricing/details/kubernetes-service/, /virtual-machines/linux/, /managed-disks/,
 * /load-balancer/, /ip-addresses/, /dns/ and /mysql/flexible-server/.
 */

/** When the table was last gone through. */
export const pricesAsOf = '2026-07-01'

/** For an hour. */
export const hourly = { controlPlane: 0.1, publicAddress: 0.005, loadBalancer: 0.025 } as const

/** For a month. */
export const monthly = { nodeDisk: 9.28, privateZone: 0.5 } as const

/** For a gigabyte and a month. */
export const perGigabyte = { database: 0.115 } as const

/** A processor of a node, for an hour, by what is left of a size's name without its number. */
const processors: Readonly<Record<string, number>> = {
  ...{
    Das_v5: 0.043,
    Ds_v5: 0.048,
    Dads_v5: 0.0515,
    Dds_v5: 0.0565,
    Das_v4: 0.048,
    Ds_v4: 0.048,
    Ds_v3: 0.048,
  },
  ...{
    Das_v6: 0.0455,
    Ds_v6: 0.0505,
    Eas_v5: 0.0565,
    Es_v5: 0.063,
    Fs_v2: 0.0423,
    Bs_v2: 0.0416,
    Bas_v2: 0.0376,
  },
}

/** Burstable sizes, whose prices follow no rule. */
const nodes: Readonly<Record<string, number>> = {
  ...{ Standard_B2s: 0.0416, Standard_B2ms: 0.0832, Standard_B4ms: 0.166 },
}

const databaseProcessors: Readonly<Record<string, number>> = {
  ...{ Dads_v5: 0.0855, Dds_v4: 0.0876, Dds_v5: 0.0876, Eads_v5: 0.114, Eds_v4: 0.1168, Eds_v5: 0.1168 },
}

const databases: Readonly<Record<string, number>> = {
  ...{ Standard_B1s: 0.0085, Standard_B1ms: 0.017, Standard_B2s: 0.068, Standard_B2ms: 0.136 },
  ...{ Standard_B4ms: 0.272, Standard_B8ms: 0.544 },
}

/** How much more than in eastus. */
const factors: Readonly<Record<string, number>> = {
  ...{
    eastus: 1,
    eastus2: 1,
    westus2: 1,
    westus3: 1,
    northcentralus: 1.05,
    centralus: 1.12,
    southcentralus: 1.13,
  },
  ...{ westus: 1.17, canadacentral: 1.1, northeurope: 1.1, westeurope: 1.2, uksouth: 1.16, ukwest: 1.2 },
  ...{
    swedencentral: 1.05,
    francecentral: 1.17,
    germanywestcentral: 1.2,
    norwayeast: 1.2,
    polandcentral: 1.15,
  },
  ...{
    italynorth: 1.15,
    spaincentral: 1.15,
    switzerlandnorth: 1.28,
    centralindia: 1.04,
    southeastasia: 1.25,
  },
  ...{ eastasia: 1.38, japaneast: 1.3, koreacentral: 1.22, australiaeast: 1.25, southafricanorth: 1.27 },
  ...{ uaenorth: 1.25, qatarcentral: 1.25, israelcentral: 1.22, brazilsouth: 1.6, newzealandnorth: 1.25 },
}

/** For regions that are newer than the table. */
const usualFactor = 1.2

export function factorOf(region: string): number {
  return factors[region] ?? usualFactor
}

/** @param size `Standard_D2as_v5` @returns dollars an hour in eastus, or `undefined` when the table does not know it */
export function nodePrice(size: string): number | undefined {
  return nodes[size] ?? byProcessors(processors, size)
}

/** The same for MySQL, without a second one. */
export function databasePrice(size: string): number | undefined {
  return databases[size] ?? byProcessors(databaseProcessors, size)
}

/** `Standard_D4as_v5` has four processors of the kind `Das_v5`. */
function byProcessors(table: Readonly<Record<string, number>>, size: string): number | undefined {
  const [, letter = '', count = '', rest = ''] = /^Standard_([A-Z]+)(\d+)([a-z]*(?:_v\d+)?)$/.exec(size) ?? []
  const each = table[`${letter}${rest}`]
  return each === undefined ? undefined : each * Number(count)
}
