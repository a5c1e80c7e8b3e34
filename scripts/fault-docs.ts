/** Brings docs/faults.md, and the README's part of it, up to date with the last run of the matrix: part of `npm run build`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { providers } from '../stacks/index.ts'
import { readOutcomes } from '../test/faults/outcome-files.ts'
import { faultSummary, faultTable } from './fault-tables.ts'
import { withPart } from './readme-parts.ts'

const clouds = providers
  .map(({ id, label }) => ({ id, label, outcomes: readOutcomes(id) }))
  .filter(({ outcomes }) => outcomes.length > 0)

function update(page: string, name: string, part: string): void {
  const file = new URL(`../${page}`, import.meta.url)
  writeFileSync(file, withPart(readFileSync(file, 'utf8'), name, part))
}

const tables = clouds.flatMap((cloud) => [
  `## ${cloud.label}`,
  'Hit while it was being made:',
  faultTable(cloud, 'create'),
  'Hit while it was being removed:',
  faultTable(cloud, 'delete'),
])
update('docs/faults.md', 'faults', `\n${tables.join('\n\n')}\n`)
update('README.md', 'faults', faultSummary(clouds))
