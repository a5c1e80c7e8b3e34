/** Catalogue: preflight checks. */
import { exitCodes, ZenError } from './zen-error.ts'

interface FailedCheck {
  readonly id: string
  readonly title: string
  readonly message: string
  readonly fix: readonly string[]
  readonly foreign?: string
}

export function checksFailed(failed: readonly FailedCheck[]) {
  const [only] = failed
  return new ZenError({
    code: 'CHECKS_FAILED',
    message:
      failed.length === 1 && only
        ? `${only.message} Nothing was created.`
        : [
            `${failed.length} checks failed. Nothing was created.`,
            ...failed.map(({ message }) => `  - ${message}`),
          ].join('\n'),
    fix: [...new Set(failed.flatMap(({ fix }) => fix))],
    exit: exitCodes.checkFailed,
    foreign: failed.flatMap(({ foreign }) => foreign ?? []).join('\n'),
    details: { checks: failed.map(({ id, message, fix }) => ({ id, message, fix })) },
  })
}
