import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const chart = new URL('../charts/zenml/', import.meta.url)

/** What a release is rendered from. The schema follows from the values. */
const rendered = ['Chart.yaml', 'values.yaml', 'templates/**/*', 'files/**/*']

/** The text of `stacks/chart-digest.ts`. */
export function chartDigestModule(): string {
  return `/** Made by \`npm run chart\`. It tells a release of the chart as it is now from one of an earlier zen. */
export const chartDigest = '${chartDigest()}'
`
}

function chartDigest(): string {
  const folder = fileURLToPath(chart)
  const entries = globSync(rendered, { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = entries.map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/')).sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const path = file.slice(file.lastIndexOf('charts/zenml/'))
    hash.update(`${path}\0${readFileSync(file, 'utf8').replaceAll('\r\n', '\n')}\0`)
  }
  return hash.digest('hex').slice(0, 12)
}
