import type { Check } from '../../stacks/contract.ts'
import { type CheckResult, type FurtherLook, failureOf, runChecks } from '../checks/check.ts'
import type { Context } from '../context.ts'
import type { Preflight } from '../engine/preflight.ts'
import { exitCodes, ZenError } from '../errors/zen-error.ts'
import { listenerOf } from './engine-progress.ts'
import type { PlannedSpec } from './plan-spec.ts'

interface Checking {
  readonly plan: Pick<PlannedSpec, 'engine' | 'provider' | 'spec' | 'secrets'>
  /** What has to be right wherever it goes. */
  readonly common: readonly Check[]
}

/**
 * Makes sure of everything that has to be so before anything is made: on this computer, and over there where that can
 * be asked.
 * @throws ZenError `CHECKS_FAILED` (exit 4) with all findings at once
 */
export async function checkTarget(context: Context, { plan, common }: Checking): Promise<Preflight> {
  const { engine, provider, spec, secrets } = plan
  const target = { spec, secrets }
  let preflight: Preflight = { target, findings: [] }
  const askThere: FurtherLook = async (results, tell) => {
    // Whoever asks over there needs what the engine's own checks look for.
    const isReady = results.slice(common.length).every(({ verdict }) => verdict !== 'fail')
    if (!engine.preflight || !isReady) return []
    try {
      preflight = await engine.preflight(target, listenerOf(context.terminal, tell), context.signal)
      return preflight.findings
    } catch (error) {
      return [refusedThere(provider.label, error)]
    }
  }
  engine.prepare?.()
  await runChecks([...common, ...engine.checks(target)], context, askThere)
  return preflight
}

/** That nothing can be asked is a finding like others. */
function refusedThere(title: string, error: unknown): CheckResult {
  if (!(error instanceof ZenError) || error.exit !== exitCodes.checkFailed) throw error
  return { id: 'place', title, ...failureOf(error) }
}
