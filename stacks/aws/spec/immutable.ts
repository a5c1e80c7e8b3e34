/** What of a deployment at AWS can't be changed while it is there: its data would stay behind, or be lost. */
import type { Spec } from '../../contract.ts'
import { settledOf } from './settled.ts'

/** Flags. */
export const fixed = ['region', 'vpc-id', 'vpc-cidr', 'cluster', 'subnet-ids'] as const

/** A sentence, when these are logins of another account than the one where it is. */
export function problemOfAccount({ name, options }: Spec, account: string): string | undefined {
  const { account: before } = settledOf(options)
  return before === undefined || before === account
    ? undefined
    : `"${name}" is in the AWS account ${before}, and this login is one of account ${account}`
}
