import { open } from '../actions/open.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { exitCodes } from '../errors/zen-error.ts'
import { existingName, printOption } from '../input/command-options.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { openedJson } from '../words/connection.ts'

const options = [existingName(), printOption]

export default class Open extends ZenCommand {
  static override summary = 'Open the dashboard in a browser.'
  static override description =
    'To a server that is not reachable from outside its cluster it forwards a port of this computer, and stays until Ctrl-C.'
  static override examples = ['<%= config.bin %> open', '<%= config.bin %> open docker --print']
  static override args = { name: nameArgument() }
  static override flags = commandFlags(options)

  protected override readonly options = options

  protected override async perform(context: Context, input: Input): Promise<void> {
    const result = await open(context, { name: input.name, browse: input.values['print'] !== true })
    context.terminal.result(result.url, openedJson(result))
    if (!result.stay) return
    context.terminal.info('It answers there as long as this runs; Ctrl-C ends it.')
    if (!(await result.stay())) this.exitWith(exitCodes.failed)
  }
}
