import type { Hook } from '@oclif/core/hooks'
import { nearest } from '../deployment/suggestion.ts'
import { unknownCommand } from '../errors/internal.ts'
import { chooseTerminal } from '../terminal/choose-terminal.ts'

/** `zen depoly`: says which command comes nearest, in the form the person asked for. */
const commandNotFound: Hook<'command_not_found'> = async ({ id, config, argv }) => {
  const { stdout, stderr, stdin, env } = process
  const json = argv?.includes('--json') ?? false
  const { signal } = new AbortController()
  const streams = { out: stdout, err: stderr, in: stdin, signal }
  const terminal = await chooseTerminal(streams, { json, quiet: true, env })
  const words = id.replaceAll(':', ' ')
  const error = unknownCommand(words, nearest(words, config.commandIDs))
  terminal.failure(words, error)
  process.exitCode = error.exit
}

export default commandNotFound
