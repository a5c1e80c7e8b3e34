import { connect } from '../actions/connect.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { exitCodes } from '../errors/zen-error.ts'
import { existingName } from '../input/command-options.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { connectedJson, connectedText } from '../words/connection.ts'

const options = [existingName()]

export default class Connect extends ZenCommand {
  static override summary = 'Connect the ZenML client of this computer to a deployment.'
  static override description =
    `Makes a fresh API key for this client; an older one of the same client stops working.

To a server that is not reachable from outside its cluster it forwards a port of this computer, and stays until Ctrl-C; the client then gets back the store it had before.`
  static override examples = ['<%= config.bin %> connect', '<%= config.bin %> connect docker']
  static override args = { name: nameArgument() }
  static override flags = commandFlags(options)

  protected override readonly options = options

  protected override async perform(context: Context, input: Input): Promise<void> {
    const result = await connect(context, input)
    context.terminal.result(connectedText(result), connectedJson(result))
    if (result.stay && !(await result.stay())) this.exitWith(exitCodes.failed)
  }
}
