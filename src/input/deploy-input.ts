import type { DeployOptions } from '../actions/deploy.ts'
import type { StateWishes } from '../context.ts'
import { textOf } from './input-values.ts'
import type { Input } from './parsed-input.ts'

/** What a person said, in the words of the deploy action. */
export function toDeployOptions(input: Input, command: DeployOptions['command'] = 'deploy'): DeployOptions {
  const { values, given, config, typed, secrets, problems, name } = input
  const report = textOf(values['report'])
  return {
    command,
    provider: textOf(values['provider']),
    name,
    given,
    config,
    typed,
    typedState: typedState(input),
    secrets,
    problems,
    yes: values['yes'] === true,
    preview: values['preview'] === true,
    guided: values['guided'] === true,
    connect: values['connect'] !== false,
    unlock: values['unlock'] === true,
    ...(report ? { report } : {}),
  }
}

/** What of this was typed has to be typed again with the next command; a variable stays. */
export function typedState({ values, typed }: Input): StateWishes {
  const said = (flag: string) => (typed.includes(flag) ? textOf(values[flag]) : undefined)
  const [backend, secretsProvider] = [said('backend'), said('secrets-provider')]
  return { ...(backend ? { backend } : {}), ...(secretsProvider ? { secretsProvider } : {}) }
}
