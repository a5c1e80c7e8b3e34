import type { Engine, EngineFacts } from '../engine.ts'
import { breakDeploymentLock, withDeploymentLock } from '../records.ts'
import { dockerChecks } from './checks.ts'
import { listDeployments, readDeployment } from './read.ts'
import { logsOf, stop } from './running-server.ts'

/**
 * Deployments in containers, through the docker command (or podman's). What changes something is loaded when it is
 * asked for: `zen list` shall not wait for code that it does not run.
 */
export function createDockerEngine(facts: EngineFacts): Engine {
  const locked = <T>(name: string, work: () => Promise<T>) =>
    withDeploymentLock(facts.dataDirectory, name, work)
  return {
    checks: (target) => dockerChecks(facts, target),
    preview: async (target, signal) => {
      const { preview } = await import('./preview.ts')
      return preview(facts, target, signal)
    },
    up: async (target, listener, signal) => {
      const { up } = await import('./up.ts')
      return locked(target.spec.name, () => up(facts, target, listener, signal))
    },
    stop: (name, listener, signal) => locked(name, () => stop(facts, name, listener, signal)),
    planDestroy: async (name) => {
      const { planDestroy } = await import('./destroy.ts')
      return planDestroy(facts, name)
    },
    destroy: async (name, { data }, listener, signal) => {
      const { destroy } = await import('./destroy.ts')
      return locked(name, () => destroy(facts, name, data, listener, signal))
    },
    read: (name) => readDeployment(facts, name),
    list: () => listDeployments(facts),
    cancel: (name) => breakDeploymentLock(facts.dataDirectory, name),
    exportFiles: async (target) => {
      const { composeFiles } = await import('./compose-files.ts')
      return composeFiles(facts, target)
    },
    logs: (name, options) => logsOf(facts, name, options),
  }
}
