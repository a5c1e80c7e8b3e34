import { engineEnvironment } from './environment.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { prepareWorker } from './worker-process.ts'

/** Loading the SDK takes half a second, in which this computer is looked at. */
export function prepare({ facts, backend, spare }: PulumiContext): void {
  // Each job has an environment of its own, with its passphrase and its folder of Pulumi.
  const unknown = { passphrase: { kind: 'variable', text: '' }, pulumiHome: '' } as const
  prepareWorker(engineEnvironment({ env: facts.env, backend, ...unknown }), spare)
}
