/** What people get wrong in a cloud. Each cloud's are in `mistakes.ts` beside its tables. */
import type { Account } from './account.ts'
import type { CloudDefinition } from './frame/definition.ts'
import type { Fault } from './frame/faults.ts'
import type { Settings } from './frame/view.ts'

export interface Mistake {
  /** Words of the command beside those that every deployment says. They take the place of those of the same name. */
  readonly flags?: readonly string[]
  /** Variables beside the administrator's. */
  readonly env?: Readonly<Record<string, string>>
  readonly settings?: Partial<Settings>
  /** Makes what is there already. */
  readonly there?: (account: Account) => void
  /** What the cloud refuses for whatever reason. */
  readonly fault?: Fault
  /** @default 4, before anything is made; 1 is what shows when the thing itself is made, 2 before the cloud is asked */
  readonly exit?: 1 | 2 | 4
  /** Words of what zen says happened. */
  readonly cause: readonly string[]
  /** Words of what it says to do. */
  readonly fix: readonly string[]
}

/** What can be got wrong in every cloud. */
type Usual =
  | 'no login at all'
  | 'a wrong secret'
  | 'a session that has ended'
  | 'a region that is none'
  | 'a quota that is used up'
  | 'a permission that is missing'
  | 'sizes that there are none of'
  | 'addresses that another network has'
  | 'a password of the database that its rule does not take'

export interface Mistakes {
  /** Id of its provider in the registry. */
  readonly provider: string
  /** Where its accounts are. */
  readonly definition: CloudDefinition
  /** Number of the administrator's. */
  readonly account: string
  readonly usual: Readonly<Record<Usual, Mistake>>
  /** Those that only this cloud has. */
  readonly more: Readonly<Record<string, Mistake>>
}
