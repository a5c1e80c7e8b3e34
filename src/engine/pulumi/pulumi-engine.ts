import type { Provider } from '../../../stacks/contract.ts'
import type { Engine, EngineFacts } from '../engine.ts'

/** Deployments made by Pulumi programs, on clusters and in clouds. */
export function createPulumiEngine(facts: EngineFacts, providers: readonly Provider[]): Engine {
  const later = async (): Promise<never> => {
    throw new Error(`No program of ${providers.length} providers runs yet in ${facts.dataDirectory}`)
  }
  return {
    checks: () => [],
    preview: later,
    up: later,
    stop: later,
    planDestroy: async () => undefined,
    destroy: later,
    read: async () => undefined,
    list: async () => [],
    cancel: later,
    logs: () => {
      throw new Error('There is no log yet')
    },
  }
}
