/** Versions of the APIs that are asked beside the provider: https://learn.microsoft.com/rest/api/azure */
export const apiVersions = {
  subscriptions: '2022-12-01',
  resources: '2021-04-01',
  permissions: '2022-04-01',
  compute: '2021-07-01',
  usages: '2024-07-01',
  network: '2024-05-01',
  clusters: '2025-09-01',
  mysql: '2023-12-30',
} as const
