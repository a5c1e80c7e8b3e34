/** The parts of pages on clouds that are derived from code, between markers such as `<!-- permissions -->`. */

import { aws } from '../stacks/aws/provider.ts'
import { permissionPolicy } from '../stacks/aws/spec/permissions.ts'
import { azure } from '../stacks/azure/provider.ts'
import { permissionRole } from '../stacks/azure/spec/permissions.ts'
import type { Provider } from '../stacks/contract.ts'
import { gcp } from '../stacks/gcp/provider.ts'
import { customRole } from '../stacks/gcp/spec/permissions.ts'
import { table, withPart } from './readme-parts.ts'

export interface CloudPage {
  readonly provider: Provider
  /** Of which prices are told. */
  readonly regions: readonly string[]
  /** What a login needs, as the cloud takes it: text of a file. */
  readonly permissions: { readonly language: 'json' | 'yaml'; readonly text: string }
}

/** Every one has a page in `docs`, called like its provider: one line each. */
export const cloudPages: readonly CloudPage[] = [
  {
    provider: aws,
    regions: ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-1'],
    permissions: { language: 'json', text: JSON.stringify(permissionPolicy(), null, 2) },
  },
  {
    provider: gcp,
    regions: ['us-central1', 'europe-west1', 'europe-west3', 'asia-southeast1'],
    permissions: { language: 'yaml', text: customRole() },
  },
  {
    provider: azure,
    regions: ['eastus', 'westeurope', 'northeurope', 'southeastasia'],
    permissions: { language: 'json', text: JSON.stringify(permissionRole(), null, 2) },
  },
]

/** @throws Error when the page lacks a marker */
export function withCloudParts(cloud: CloudPage, page: string): string {
  const { language, text } = cloud.permissions
  return withPart(
    withPart(page, 'permissions', `\`\`\`${language}\n${text}\n\`\`\``),
    'costs',
    costTable(cloud),
  )
}

/** Dollars a month by part, of both presets. */
function costTable({ provider, regions }: CloudPage): string {
  const columns = ['small', 'production'].flatMap((preset) => regions.map((region) => ({ preset, region })))
  const rows = columns.map(({ preset, region }) => {
    const options = { region, preset, database: 'managed', expose: 'load-balancer' }
    const estimate = provider.program?.estimate({ name: 'x', provider: provider.id, options })
    const { parts = [], monthlyUsd = 0, minutes = 0 } = estimate ?? {}
    const dollars = [...parts.map((part) => part.monthlyUsd), monthlyUsd].map((each) => `${Math.round(each)}`)
    return [`\`${preset}\``, region, ...dollars, `${minutes}`]
  })
  return table([
    ['preset', 'region', 'network', 'cluster', 'database', 'server', 'all', 'minutes to make'],
    ...rows,
  ])
}
