import type { UpgradeOptions } from '../actions/upgrade.ts'
import { typedState } from './deploy-input.ts'
import { textOf } from './input-values.ts'
import type { Input } from './parsed-input.ts'

/** What a person said, in the words of the upgrade action. */
export function toUpgradeOptions(input: Input): UpgradeOptions {
  const { values, name, problems } = input
  return {
    name,
    version: textOf(values['server-version']),
    problems,
    typedState: typedState(input),
    yes: values['yes'] === true,
    preview: values['preview'] === true,
    unlock: values['unlock'] === true,
  }
}
