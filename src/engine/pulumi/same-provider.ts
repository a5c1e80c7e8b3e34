import type { Spec } from '../../../stacks/contract.ts'
import { usageError } from '../../errors/usage.ts'

/**
 * What an earlier destroy kept under a name is in the same state: another provider would take it away.
 * @throws ZenError `USAGE`
 */
export function proveSameProvider({ name, provider }: Spec, stored: Spec | undefined): void {
  if (stored === undefined || stored.provider === provider) return
  const message = `"${name}" has data on ${stored.provider} that was kept: choose another --name`
  throw usageError([{ flag: 'name', message }], 'deploy')
}
