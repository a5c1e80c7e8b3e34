/** Program: `up` of the deployment described by its argument, as a zen that can be killed. */
import { createLocalEngine } from '../../../src/engine/local/local-engine.ts'

const { facts, target } = JSON.parse(process.argv[2] ?? '{}')
const engine = createLocalEngine({ ...facts, now: () => new Date() })
await engine.up(target, () => undefined, new AbortController().signal)
