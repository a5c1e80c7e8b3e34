import { disconnect } from '../actions/disconnect.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { existingName } from '../input/command-options.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { disconnectedJson, disconnectedText } from '../words/connection.ts'

const usual = 'the one that is connected'
const options = [existingName(usual)]

export default class Disconnect extends ZenCommand {
  static override summary = 'Give the ZenML client the store it had before; the server goes on.'

  static override examples = ['<%= config.bin %> disconnect']
  static override args = { name: nameArgument(usual) }
  static override flags = commandFlags(options)

  protected override readonly options = options

  protected override async perform(context: Context, input: Input): Promise<void> {
    const result = await disconnect(context, input)
    context.terminal.result(disconnectedText(result), disconnectedJson(result))
  }
}
