import type { DeployOptions } from '../actions/deploy.ts'
import { textOf } from './input-values.ts'
import type { Input } from './parsed-input.ts'

/** What a person said, in the words of the deploy action. */
export function toDeployOptions(
  { values, given, config, typed, secrets, problems, name }: Input,
  command: DeployOptions['command'] = 'deploy',
): DeployOptions {
  return {
    command,
    provider: textOf(values['provider']),
    name,
    given,
    config,
    typed,
    secrets,
    problems,
    yes: values['yes'] === true,
    preview: values['preview'] === true,
    connect: values['connect'] !== false,
    unlock: values['unlock'] === true,
  }
}
