import type { Provider } from '../../../stacks/contract.ts'
import type { Engine, EngineFacts } from '../engine.ts'
import { alone } from './alone.ts'
import type { EngineParts } from './engine-parts.ts'
import { listDeployments } from './list.ts'
import { pulumiContext } from './pulumi-context.ts'
import { readDeployment } from './read.ts'
import { realParts } from './real-parts.ts'

/**
 * Deployments made by Pulumi programs, on clusters and in clouds. Reading the state needs no Pulumi; what does is
 * loaded when it is asked for, and runs in a process of its own.
 */
export function createPulumiEngine(
  facts: EngineFacts,
  providers: readonly Provider[],
  parts: EngineParts = realParts,
): Engine {
  const context = pulumiContext(facts, providers, parts)
  const later = async (): Promise<never> => {
    throw new Error('Later')
  }
  return {
    checks: () => [],
    preview: async (target, signal) => {
      const { preview } = await import('./preview.ts')
      return preview(context, target, signal)
    },
    up: async (target, listener, signal) => {
      const { up } = await import('./up.ts')
      return alone(context, target.spec.name, listener, () => up(context, target, listener, signal))
    },
    stop: later,
    planDestroy: async () => undefined,
    destroy: later,
    read: (name) => readDeployment(context, name),
    list: () => listDeployments(context),
    cancel: later,
    logs: () => {
      throw new Error('There is no log yet')
    },
  }
}
