import type { Provider } from '../../../stacks/contract.ts'
import type { Engine, EngineFacts } from '../engine.ts'
import { pulumiChecks } from './checks.ts'
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
  const alone = async <T>(name: string, listener: Parameters<Engine['up']>[1], work: () => Promise<T>) =>
    (await import('./alone.ts')).alone(context, name, listener, work)
  return {
    offer: async (flag, values) => (await import('./offer.ts')).offer(facts, flag, values),
    settle: async (target) => (await import('./settle.ts')).settle(context, target),
    prepare: () => {
      // What can't be begun early is begun when it is needed, and says then why it can't.
      void import('./prepare.ts').then(({ prepare }) => prepare(context)).catch(() => undefined)
    },
    checks: (target, provider) => pulumiChecks(context, target, provider),
    preflight: async (target, listener, signal) =>
      (await import('./preflight.ts')).preflight(context, target, listener, signal),
    preview: async (target, signal, listener = () => undefined) =>
      (await import('./preview.ts')).preview(context, target, listener, signal),
    up: async (target, listener, signal) => {
      const { up } = await import('./up.ts')
      return alone(target.spec.name, listener, () => up(context, target, listener, signal))
    },
    stop: async (name, listener, signal) => {
      const { stop } = await import('./stop.ts')
      return alone(name, listener, () => stop(context, name, listener, signal))
    },
    planDestroy: async (name) => (await import('./plan-destroy.ts')).planDestroy(context, name),
    destroy: async (name, decision, listener, signal) => {
      const { destroy } = await import('./destroy.ts')
      return alone(name, listener, () => destroy(context, name, decision, listener, signal))
    },
    forgetting: {
      plan: async (name) => (await import('./forget.ts')).planForgetting(context, name),
      carryOut: async (name, listener, signal) => {
        const { forget } = await import('./forget.ts')
        return alone(name, listener, () => forget(context, name, listener, signal))
      },
    },
    read: (name) => readDeployment(context, name),
    list: () => listDeployments(context),
    inspect: async (name, signal, listener) =>
      (await import('./running-server.ts')).inspect(context, name, signal, listener),
    forward: async (name, signal, listener) =>
      (await import('./running-server.ts')).forward(context, name, signal, listener),
    cancel: async (name) => (await import('./cancel.ts')).cancel(context, name),
    logs: async function* (name, options) {
      yield* (await import('./running-server.ts')).logsOf(context, name, options)
    },
  }
}
