import { containerMissing } from '../../errors/docker.ts'
import type { Engine, EngineFacts, LogOptions, Preview, Target } from '../engine.ts'
import { breakDeploymentLock, withDeploymentLock } from '../records.ts'
import { dockerChecks } from './checks.ts'
import { placeOf } from './connection.ts'
import { destroy, planDestroy } from './destroy.ts'
import { containerName } from './names.ts'
import { planFor, resourcesOf } from './plan.ts'
import { listDeployments, readDeployment } from './read.ts'
import { situationOf } from './situation.ts'
import { up } from './up.ts'

/** A pull takes a few minutes at most; the rest is the server's start. */
const MINUTES = { withPull: 3, without: 1 }

/** Deployments in containers, through the docker command (or podman's). */
export function createDockerEngine(facts: EngineFacts): Engine {
  const locked = <T>(name: string, work: () => Promise<T>) =>
    withDeploymentLock(facts.dataDirectory, name, work)
  return {
    checks: (target) => dockerChecks(facts, target),
    preview: (target, signal) => preview(facts, target, signal),
    up: (target, listener, signal) => locked(target.spec.name, () => up(facts, target, listener, signal)),
    stop: (name, listener, signal) =>
      locked(name, async () => {
        const { docker, container } = await situationOf(facts, name, { signal })
        if (!container) throw containerMissing(name)
        listener({ kind: 'step', text: `Stopping ${container.name}` })
        const subject = { what: `stop the container ${container.name}`, container: container.name }
        await docker.run(['stop', container.name], { subject, signal })
      }),
    planDestroy: (name) => planDestroy(facts, name),
    destroy: (name, data, listener, signal) =>
      locked(name, () => destroy(facts, name, data, listener, signal)),
    read: (name) => readDeployment(facts, name),
    list: () => listDeployments(facts),
    cancel: (name) => breakDeploymentLock(facts.dataDirectory, name),
    logs: (name, options) => logs(facts, name, options),
  }
}

async function preview(facts: EngineFacts, target: Target, signal: AbortSignal): Promise<Preview> {
  const situation = await situationOf(facts, target.spec.name, { spec: target.spec, signal })
  const plan = await planFor(target, situation, signal)
  return {
    resources: resourcesOf(plan),
    where: placeOf(situation.docker.connection),
    estimate: {
      minutes: plan.image === 'create' ? MINUTES.withPull : MINUTES.without,
      monthlyUsd: 0,
      asOf: facts.now().toISOString().slice(0, 10),
    },
  }
}

async function* logs(
  facts: EngineFacts,
  name: string,
  { tail, follow, signal }: LogOptions,
): AsyncIterable<string> {
  const { docker, container } = await situationOf(facts, name, { signal })
  if (!container) throw containerMissing(name)
  const args = ['logs', '--tail', String(tail), ...(follow ? ['--follow'] : []), containerName(name)]
  yield* docker.lines(args, { what: 'show the log' }, signal)
}
