/** The parts of pages on clouds that are derived from code, between markers such as `<!-- permissions -->`. */
import { estimate } from '../stacks/aws/spec/estimate.ts'
import { permissionPolicy } from '../stacks/aws/spec/permissions.ts'
import { table, withPart } from './readme-parts.ts'

/** @throws Error when the page lacks a marker */
export function withAwsParts(page: string): string {
  const policy = `\`\`\`json\n${JSON.stringify(permissionPolicy(), null, 2)}\n\`\`\``
  return withPart(withPart(page, 'permissions', policy), 'costs', costTable())
}

const regions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-1']

/** Dollars a month by part, of both presets. */
function costTable(): string {
  const columns = ['small', 'production'].flatMap((preset) => regions.map((region) => ({ preset, region })))
  const rows = columns.map(({ preset, region }) => {
    const options = { region, preset, database: 'managed', expose: 'load-balancer' }
    const { parts = [], monthlyUsd, minutes } = estimate({ name: 'x', provider: 'aws', options })
    const dollars = [...parts.map((part) => part.monthlyUsd), monthlyUsd].map((each) => `${Math.round(each)}`)
    return [`\`${preset}\``, region, ...dollars, `${minutes}`]
  })
  return table([
    ['preset', 'region', 'network', 'cluster', 'database', 'server', 'all', 'minutes to make'],
    ...rows,
  ])
}
