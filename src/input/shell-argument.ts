import * as Args from '@oclif/core/args'
import { shells } from '../completion/model.ts'

/** The shell a completion script is for. */
export function shellArgument() {
  return Args.string({ name: 'shell', description: `your shell: ${shells.join(', ')}` })
}
