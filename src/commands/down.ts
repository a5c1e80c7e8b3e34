import { down } from '../actions/down.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { existingName, unlockOption } from '../input/command-options.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { stoppedJson, stoppedText } from '../words/destroyed.ts'

const options = [existingName(), unlockOption]

export default class Down extends ZenCommand {
  static override summary = 'Stop a ZenML server and keep everything; "zen up" starts it again.'
  static override description = 'The ZenML client gets back the store it had before.'
  static override examples = ['<%= config.bin %> down', '<%= config.bin %> down docker']
  static override args = { name: nameArgument() }
  static override flags = commandFlags(options)

  protected override readonly options = options

  protected override async perform(context: Context, input: Input): Promise<void> {
    const { name, values } = input
    const result = await down(context, { name, unlock: values['unlock'] === true })
    context.terminal.result(stoppedText(result), stoppedJson(result))
  }
}
