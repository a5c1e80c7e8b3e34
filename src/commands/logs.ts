import { logs } from '../actions/logs.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { existingName, followOption, tailOption } from '../input/command-options.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'

const options = [existingName(), tailOption, followOption]

export default class Logs extends ZenCommand {
  static override summary = "Show the server's log."

  static override examples = ['<%= config.bin %> logs', '<%= config.bin %> logs docker --tail 20 --follow']
  static override args = { name: nameArgument() }
  static override flags = commandFlags(options)

  protected override readonly options = options

  protected override async perform(context: Context, input: Input): Promise<void> {
    const { values, name } = input
    const lines = await logs(context, {
      name,
      tail: Number(values['tail']),
      follow: values['follow'] === true,
    })
    context.terminal.result('', { ok: true, command: 'logs', lines })
  }
}
