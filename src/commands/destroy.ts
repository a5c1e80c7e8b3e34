import { destroy } from '../actions/destroy.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { exitCodes } from '../errors/zen-error.ts'
import {
  clusterGoneOption,
  deleteDataOption,
  existingName,
  forceOption,
  keepDatabaseOption,
  unlockOption,
} from '../input/command-options.ts'
import { toDestroyOptions } from '../input/destroy-input.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { destroyedJson, destroyedText } from '../words/destroyed.ts'

const options = [
  existingName(),
  deleteDataOption,
  keepDatabaseOption,
  clusterGoneOption,
  forceOption,
  unlockOption,
]

export default class Destroy extends ZenCommand {
  static override summary = 'Take a deployment away, and prove that nothing is left.'
  static override description =
    'Keeps the data, or a last snapshot of it where a cloud manages the database, unless told otherwise, gives the ZenML client its previous store back, and ends with exit code 6 and a list when something is left.'
  static override examples = [
    '<%= config.bin %> destroy',
    '<%= config.bin %> destroy team --delete-data',
    '<%= config.bin %> destroy local --yes --json',
    '<%= config.bin %> destroy team --cluster-gone',
    '<%= config.bin %> destroy team --force',
  ]
  static override args = { name: nameArgument() }
  static override flags = commandFlags(options)

  protected override readonly options = options
  protected override readonly refusesProblems = false

  protected override async perform(context: Context, input: Input): Promise<void> {
    const result = await destroy(context, toDestroyOptions(input))
    context.terminal.result(destroyedText(result), destroyedJson(result))
    if (result.left.length > 0) this.exitWith(exitCodes.left)
  }
}
