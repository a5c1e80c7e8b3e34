/** A deployment at the simulated AWS, made by the engine alone: no server has to answer before it is destroyed. */
import type { DestroyDecision } from '../../../src/engine/engine.ts'
import { runEngine } from '../../../src/engine/pulumi/engine-run.ts'
import { programOf } from '../../../src/engine/pulumi/pulumi-context.ts'
import { checkpointOf } from '../../../src/engine/pulumi/state-reader.ts'
import type { OptionValues } from '../../../stacks/contract.ts'
import { type SimulatedCloud, simulatedCloud } from '../../cloud/cloud.ts'
import type { Settings } from '../../cloud/frame/view.ts'
import { quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { settledSpec } from './aws-deployment.ts'
import { type CloudZen, cloudZen } from './cloud-zen.ts'

export interface Doomed {
  readonly cloud: SimulatedCloud
  readonly zen: CloudZen
  /** Deploys, or goes on deploying. @returns whether it came to its end */
  make(options?: OptionValues): Promise<boolean>
  destroy(decision: DestroyDecision, signal?: AbortSignal): ReturnType<CloudZen['engine']['destroy']>
  /** What would still be billed, as `TYPE NAME`. */
  orphans(): readonly string[]
  /** What was created, changed and deleted since it was last asked: `delete TYPE NAME`. */
  calls(): readonly string[]
}

export async function doomed(
  settings: Partial<Settings> = {},
  name = 'team',
  cloud?: SimulatedCloud,
): Promise<Doomed> {
  const account = cloud ?? (await simulatedCloud(settings))
  const zen = await cloudZen(account)
  const { context, engine, listener } = zen
  let seen = 0
  return {
    cloud: account,
    zen,
    make: async (options = {}) => {
      const spec = settledSpec(options, {}, name)
      const result = await runEngine(context, {
        ...{ operation: 'up', part: 'everything', target: { spec, secrets: {} } },
        ...{ program: programOf(context, spec), checkpoint: await checkpointOf(context, name) },
        ...{ listener, signal: quiet() },
      })
      return result.kind === 'done'
    },
    destroy: (decision, signal = quiet()) => engine.destroy(name, decision, listener, signal),
    orphans: () =>
      account
        .account()
        .orphans()
        .map(({ type, id }) => `${type} ${id}`),
    calls: () => {
      const all = account.journal()
      const fresh = all.slice(seen).filter(({ verb }) => ['create', 'update', 'delete'].includes(verb))
      seen = all.length
      return fresh.map(({ verb, type, name: called }) => `${verb} ${type} ${called}`)
    },
  }
}
