/** Catalogue: our own mistakes, and what oclif says in its own words. */
import { interrupted } from './deployment.ts'
import { usageError } from './usage.ts'
import { exitCodes, messageOf, ZenError } from './zen-error.ts'

/**
 * Anything that is neither a ZenError nor a complaint of oclif's parser is a bug of ours, unless somebody pressed
 * Ctrl-C: then it is whatever was in the middle of something.
 */
export function toZenError(error: unknown, { isInterrupted }: { readonly isInterrupted: boolean }): ZenError {
  if (error instanceof ZenError) return error
  if (isInterrupted) return interrupted(['Continue: run the same command again.'])
  if (error instanceof Error && 'oclif' in error) {
    const [message] = error.message.split('\n')
    return usageError([{ message: message ?? error.message }])
  }
  return new ZenError({
    code: 'BUG',
    message: `This should not have happened: ${messageOf(error)}`,
    fix: ['Run the same command with --debug, and report what it prints together with what you typed.'],
    cause: error,
  })
}

export function unknownCommand(command: string, suggestion: string | undefined) {
  return new ZenError({
    code: 'UNKNOWN_COMMAND',
    message: `There is no command "zen ${command}".`,
    fix: [...(suggestion ? [`Did you mean: zen ${suggestion}`] : []), 'See all commands: zen --help'],
    exit: exitCodes.usage,
    details: { command },
  })
}
