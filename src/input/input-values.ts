import type { OptionValue } from '../../stacks/contract.ts'

/** A text value, or `undefined`. */
export function textOf(value: OptionValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
