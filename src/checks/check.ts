import type { Check, Finding } from '../../stacks/contract.ts'
import { checksFailed } from '../errors/checks.ts'
import { interrupted } from '../errors/deployment.ts'
import { messageOf, ZenError } from '../errors/zen-error.ts'
import type { Terminal } from '../terminal/terminal.ts'

export interface CheckResult extends Finding {
  readonly id: string
  readonly title: string
}

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

function failureOf(error: unknown): Finding {
  return { verdict: 'fail', message: messageOf(error), fix: error instanceof ZenError ? error.fix : [] }
}

/**
 * Runs the checks before anything is created, says what is worth knowing, and stops if one failed.
 * @throws ZenError `CHECKS_FAILED` (exit 4) with all findings at once.
 */
export async function runChecks(checks: readonly Check[], { terminal, signal }: Listeners): Promise<void> {
  const step = terminal.step('Checking this computer')
  const results = await findings(checks, signal)
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
