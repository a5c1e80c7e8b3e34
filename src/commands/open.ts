import { open } from '../actions/open.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { existingName, printOption } from '../input/command-options.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'

const options = [existingName(), printOption]

export default class Open extends ZenCommand {
  static override summary = 'Open the dashboard in a browser.'

  static override examples = ['<%= config.bin %> open', '<%= config.bin %> open docker --print']
  static override args = { name: nameArgument() }
  static override flags = commandFlags(options)

  protected override readonly options = options

  protected override async perform(context: Context, input: Input): Promise<void> {
    const result = await open(context, { name: input.name, browse: input.values['print'] !== true })
    context.terminal.result(result.url, { ok: true, command: 'open', ...result })
  }
}
