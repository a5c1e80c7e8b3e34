import { interrupted } from '../errors/deployment.ts'

/**
 * Between two stages: goes on, unless somebody pressed Ctrl-C meanwhile.
 * @throws ZenError `INTERRUPTED` (130)
 */
export function stopIfInterrupted({ signal }: { readonly signal: AbortSignal }): void {
  if (signal.aborted) throw interrupted(['Continue: run the same command again.'])
}
