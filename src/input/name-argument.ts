import { Args } from '@oclif/core'

/** The deployment a command is about. */
export function nameArgument() {
  return Args.string({ name: 'name', description: 'name of the deployment (default: the only one there is)' })
}
