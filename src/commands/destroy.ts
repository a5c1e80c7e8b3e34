import { destroy } from '../actions/destroy.ts'
import { forget } from '../actions/forget.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { exitCodes } from '../errors/zen-error.ts'
import { existingName, unlockOption } from '../input/command-options.ts'
import { toDestroyOptions, toForgetOptions } from '../input/destroy-input.ts'
import { destroyOptions } from '../input/destroy-options.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { destroyedJson, destroyedText } from '../words/destroyed.ts'
import { forgottenJson, forgottenText } from '../words/forgotten.ts'

const options = [existingName(), ...destroyOptions, unlockOption]

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
    '<%= config.bin %> destroy team --forget',
  ]
  static override args = { name: nameArgument() }
  static override flags = commandFlags(options)

  protected override readonly options = options
  protected override readonly refusesProblems = false

  protected override async perform(context: Context, input: Input): Promise<void> {
    if (input.values['forget'] === true) return this.giveUp(context, input)
    const result = await destroy(context, toDestroyOptions(input))
    context.terminal.result(destroyedText(result), destroyedJson(result))
    if (result.left.length > 0) this.exitWith(exitCodes.left)
  }

  private async giveUp(context: Context, input: Input): Promise<void> {
    const result = await forget(context, toForgetOptions(input))
    context.terminal.result(forgottenText(result), forgottenJson(result))
    if (result.left.length > 0) this.exitWith(exitCodes.left)
  }
}
