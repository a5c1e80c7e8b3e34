/** What an account may have of each, by the codes of Service Quotas; new accounts, mid-2026. */

export interface Quota {
  readonly service: string
  readonly name: string
  readonly value: number
}

export const quotas: Readonly<Record<string, Quota>> = {
  'L-F678F1CE': { service: 'vpc', name: 'VPCs per Region', value: 5 },
  'L-FE5A380F': { service: 'vpc', name: 'NAT gateways per Availability Zone', value: 5 },
  'L-A4707A72': { service: 'vpc', name: 'Internet gateways per Region', value: 5 },
  'L-0263D0A3': { service: 'ec2', name: 'EC2-VPC Elastic IPs', value: 5 },
  'L-1216C47A': {
    service: 'ec2',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    value: 5,
  },
  'L-69A177A2': { service: 'elasticloadbalancing', name: 'Network Load Balancers per Region', value: 50 },
  'L-1194D53C': { service: 'eks', name: 'Clusters', value: 100 },
  'L-7B6409FD': { service: 'rds', name: 'DB instances', value: 40 },
}
