/**
 * A zen of its own that needs the engine, for tests with a second process:
 *
 *   node install-process.ts '{"dataDirectory": …, "env": {…}, "plugins": {…}}'
 *
 * It prints what it tells of its progress, a line of JSON each, and at the end `{"engine": …}` or `{"code": …}`.
 */
import type { EngineFacts } from '../../../src/engine/engine.ts'
import { ensureEngine } from '../../../src/engine/pulumi/install/engine-program.ts'
import { ZenError } from '../../../src/errors/zen-error.ts'

export interface InstallProcessInput extends Pick<EngineFacts, 'dataDirectory' | 'env'> {
  readonly plugins: Readonly<Record<string, string>>
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

const { plugins, ...rest }: InstallProcessInput = JSON.parse(process.argv[2] ?? '')
const facts = { ...rest, clientDirectory: rest.dataDirectory, now: () => new Date() }
try {
  const engine = await ensureEngine(facts, plugins, ({ text }) => print(text), new AbortController().signal)
  print({ engine })
} catch (error) {
  if (!(error instanceof ZenError)) throw error
  const { code, message, fix, foreign } = error
  print({ code, message, fix, foreign })
}
