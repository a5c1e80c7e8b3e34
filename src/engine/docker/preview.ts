import type { EngineFacts, Preview, Target } from '../engine.ts'
import { placeOf } from './connection.ts'
import { planFor, resourcesOf } from './plan.ts'
import { situationOf } from './situation.ts'

/** A pull takes a few minutes at most; the rest is the server's start. */
const MINUTES = { withPull: 3, without: 1 }

/** What `up` would do. A container costs nothing. */
export async function preview(facts: EngineFacts, target: Target, signal: AbortSignal): Promise<Preview> {
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
