import { show } from '../actions/show.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { existingName, revealOption } from '../input/command-options.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { showJson, showText } from '../words/shown.ts'

const options = [existingName(), revealOption]

export default class Show extends ZenCommand {
  static override summary =
    'Show one deployment: address, health, login, and whether the client is connected.'

  static override examples = ['<%= config.bin %> show', '<%= config.bin %> show docker --reveal']
  static override args = { name: nameArgument() }
  static override flags = commandFlags(options)

  protected override readonly options = options

  protected override async perform(context: Context, input: Input): Promise<void> {
    const shown = await show(context, input)
    const wishes = { reveal: input.values['reveal'] === true }
    context.terminal.result(showText(shown, wishes), showJson(shown, wishes), { exact: wishes.reveal })
  }
}
