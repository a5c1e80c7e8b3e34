import type { Check, Finding } from '../../stacks/contract.ts'
import { checksFailed } from '../errors/checks.ts'
import { interrupted } from '../errors/deployment.ts'
import { messageOf, ZenError } from '../errors/zen-error.ts'
import type { Step, Terminal } from '../terminal/terminal.ts'

export interface CheckResult extends Finding {
  readonly id: string
  readonly title: string
  /** The words of whoever refused, where zen has no sentence of its own for them. */
  readonly foreign?: string
}

/** Looks further, at what can only be asked once the checks are through; `tell` says what is being waited for. */
export type FurtherLook = (
  results: readonly CheckResult[],
  tell: (text: string) => void,
) => Promise<readonly CheckResult[]>

interface Listeners {
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

/** Runs all checks side by side and returns what each found, in their order. A check that throws has failed. */
export async function findings(
  checks: readonly Check[],
  signal?: AbortSignal,
): Promise<readonly CheckResult[]> {
  return Promise.all(
    checks.map(async ({ id, title, run }) => ({ id, title, ...(await run(signal).catch(failureOf)) })),
  )
}

/** What a check has found that could not be carried out. */
export function failureOf(error: unknown): Finding & Pick<CheckResult, 'foreign'> {
  const failure = { verdict: 'fail', message: messageOf(error) } as const
  if (!(error instanceof ZenError)) return { ...failure, fix: [] }
  const { fix, foreign } = error
  return { ...failure, fix, ...(foreign === undefined ? {} : { foreign }) }
}

/**
 * Runs the checks before anything is created, says what is worth knowing, and stops if one failed.
 * @throws ZenError `CHECKS_FAILED` (exit 4) with all findings at once.
 */
export async function runChecks(
  checks: readonly Check[],
  { terminal, signal }: Listeners,
  lookFurther: FurtherLook = async () => [],
): Promise<void> {
  const step = terminal.step('Checking this computer')
  const results = await resultsOf(checks, { step, signal, lookFurther })
  // A check that was interrupted has found nothing.
  if (signal.aborted) {
    step.fail()
    throw interrupted(['Continue: run the same command again.'])
  }
  const failed = results.filter(({ verdict }) => verdict === 'fail')
  if (failed.length > 0) step.fail(`${failed.length} of ${results.length} checks failed`)
  else step.succeed(`${results.length} checks passed`)
  for (const { message, fix } of results.filter(({ verdict }) => verdict === 'warn')) {
    terminal.warn([message, ...fix].join('\n  '))
  }
  if (failed.length > 0) throw checksFailed(failed)
}

interface Looking {
  readonly step: Step
  readonly signal: AbortSignal
  readonly lookFurther: FurtherLook
}

async function resultsOf(checks: readonly Check[], { step, signal, lookFurther }: Looking) {
  const results = await findings(checks, signal)
  if (signal.aborted) return results
  try {
    return [...results, ...(await lookFurther(results, (text) => step.update(text)))]
  } catch (error) {
    step.fail()
    throw error
  }
}
