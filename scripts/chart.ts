/**
 * `npm run chart`: makes the schema and the table of the README out of the comments in the chart's values.yaml, and the
 * digest by which programs see that the chart is another one.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { chartDigestModule } from './chart-digest.ts'
import { withChartValues } from './chart-readme.ts'
import { readRefusedKeys } from './chart-refused.ts'
import { chartSchema } from './chart-schema.ts'
import { readChartValues } from './chart-values.ts'

const chart = new URL('../charts/zenml/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, chart), 'utf8')
const values = readChartValues(read('values.yaml'))
const refused = readRefusedKeys(read('files/refused.yaml'))

writeFileSync(
  new URL('values.schema.json', chart),
  `${JSON.stringify(chartSchema(values, refused), null, 2)}\n`,
)
writeFileSync(new URL('README.md', chart), withChartValues(read('README.md'), values, refused))
writeFileSync(new URL('../stacks/chart-digest.ts', import.meta.url), chartDigestModule())
