/**
 * A zen in a process of its own, to be killed or interrupted: reads what to do as JSON from its standard input and tells
 * events and the end as lines of JSON. Signals do what they do to the real one.
 */
import { text } from 'node:stream/consumers'
import type { EngineFacts, Target } from '../../../src/engine/engine.ts'
import { createPulumiEngine } from '../../../src/engine/pulumi/pulumi-engine.ts'
import { ZenError } from '../../../src/errors/zen-error.ts'
import { cupboardParts } from './cupboard-parts.ts'
import { providers } from './cupboard-provider.ts'

interface Work {
  readonly facts: Omit<EngineFacts, 'now'>
  readonly pulumiHome: string
  readonly target: Target
  readonly verb: 'up' | 'destroy' | 'stop'
}

const { facts, pulumiHome, target, verb }: Work = JSON.parse(await text(process.stdin))
const controller = new AbortController()
process.on('SIGINT', () => {
  if (controller.signal.aborted) process.exit(130)
  controller.abort()
})

const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
const { signal } = controller
const { name } = target.spec
const parts = await cupboardParts(pulumiHome)
const engine = createPulumiEngine({ ...facts, now: () => new Date() }, providers, parts)
try {
  if (verb === 'up') await engine.up(target, tell, signal)
  else if (verb === 'stop') await engine.stop(name, tell, signal)
  else await engine.destroy(name, { data: 'delete' }, tell, signal)
  tell({ end: 'done' })
} catch (error) {
  const code = error instanceof ZenError ? error.code : String(error)
  tell({ end: code })
}
