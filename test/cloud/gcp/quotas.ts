/** What a project may have of each; new projects, mid-2026: https://cloud.google.com/compute/resource-usage */
export const quotas: Readonly<Record<string, number>> = {
  NETWORKS: 5,
  CPUS: 24,
  SSD_TOTAL_GB: 500,
  STATIC_ADDRESSES: 8,
  IN_USE_ADDRESSES: 8,
}

/** Those that hold for a project as a whole; the others hold in each region. */
export const projectQuotas = ['NETWORKS']
