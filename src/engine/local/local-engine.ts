import { deploymentNotFound } from '../../errors/deployment.ts'
import type { Engine, EngineFacts } from '../engine.ts'
import type { LogOptions } from '../live.ts'
import { breakDeploymentLock, withDeploymentLock } from '../records.ts'
import { localChecks } from './checks.ts'
import { destroy, planDestroy, stop } from './destroy.ts'
import { readLocalRecord, readLocalRecords } from './local-record.ts'
import { readLog } from './log-file.ts'
import { planUp, previewOf } from './plan.ts'
import { rememberedProbe } from './python-probe.ts'
import { listDeployments, readDeployment } from './read.ts'
import { up } from './up.ts'

/**
 * ZenML servers as processes of this computer, on the SQLite database that the client has. Everything that is known
 * of one is in its folder below zen's data directory: `record.json`, `secrets.json`, `server.log`, and `zenml/`,
 * the server's own configuration folder. Tried on Linux; what macOS and Windows do differently is written from
 * their documentation (ZenML's own local server does not run on Windows either).
 */
export function createLocalEngine(given: EngineFacts): Engine {
  const facts = { ...given, probe: rememberedProbe() }
  const locked = <T>(name: string, work: () => Promise<T>) =>
    withDeploymentLock(facts.dataDirectory, name, work)
  return {
    checks: (target) => localChecks(facts, target),
    preview: async (target) => previewOf(await planUp(facts, target), facts),
    up: (target, listener, signal) => locked(target.spec.name, () => up({ facts, target, listener, signal })),
    stop: (name, listener) => locked(name, () => stop(facts, name, listener)),
    planDestroy: (name) => planDestroy(facts, name),
    destroy: (name, { data }, listener) => locked(name, () => destroy(facts, { name, data, listener })),
    read: (name) => readDeployment(facts, name),
    list: () => listDeployments(facts),
    cancel: (name) => breakDeploymentLock(facts.dataDirectory, name),
    logs: (name, options) => logs(facts, name, options),
  }
}

async function* logs({ dataDirectory }: EngineFacts, name: string, options: LogOptions) {
  const record = await readLocalRecord(dataDirectory, name)
  if (!record) {
    const known = await readLocalRecords(dataDirectory)
    throw deploymentNotFound(
      name,
      known.map(({ spec }) => spec.name),
    )
  }
  yield* readLog(record.runtime.logFile, options)
}
