import * as Args from '@oclif/core/args'

/** The deployment a command is about. Without `ignoreStdin` oclif would take it from whatever is piped in. */
export function nameArgument(note = 'the only one there is') {
  return Args.string({
    name: 'name',
    description: `name of the deployment (default: ${note})`,
    ignoreStdin: true,
  })
}
