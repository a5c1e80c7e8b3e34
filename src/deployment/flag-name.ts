import type { Option } from '../../stacks/contract.ts'

/** What a person types: a secret is never typed, only the file that holds it. */
export function flagName({ flag, secret, fromFile }: Option): string {
  return secret && !fromFile ? `${flag}-file` : flag
}
