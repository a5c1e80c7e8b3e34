import type { Secrets } from '../../stacks/contract.ts'
import type { StateWishes } from '../context.ts'
import type { RawValues } from '../deployment/option-value.ts'
import type { Problem } from '../errors/usage.ts'

/** What a person said about a deployment. */
export interface SpecRequest {
  /** Whose help says more. */
  readonly command: 'deploy' | 'up' | 'export' | 'upgrade'
  readonly provider: string | undefined
  /** The provider of a new deployment when nobody said which; a name then means one that is there. */
  readonly fallbackProvider?: string
  readonly name: string | undefined
  /** Provider options from flags and variables. */
  readonly given: RawValues
  /** Provider options from the configuration file. */
  readonly config: RawValues
  /** Names of flags that were typed. */
  readonly typed: readonly string[]
  readonly secrets: Secrets
  /** As far as it was typed, so that commands to type next can say it again. */
  readonly typedState?: StateWishes
  /** Ask about every option that means something, not only about the usual ones. */
  readonly guided?: boolean
  /** What was wrong already before this. */
  readonly problems: readonly Problem[]
}
