/** A process of its own that provides the sample and prints where it comes from: `node build-process.ts WORKSHOP` */
import { provide } from '../../scripts/toolchain/provide.ts'
import { sample } from './sample-recipe.ts'

const workshop = JSON.parse(process.argv[2] ?? '')
const observer = {
  waiting: () => process.stdout.write('waiting\n'),
  building: () => ({ end: () => undefined }),
}
const { source } = await provide(sample, { workshop, observer })
process.stdout.write(`${source}\n`)
