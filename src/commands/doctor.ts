import { doctor } from '../actions/doctor.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { exitCodes } from '../errors/zen-error.ts'
import { providerOption } from '../input/command-options.ts'
import { textOf } from '../input/input-values.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { diagnosisJson, diagnosisText } from '../words/diagnosed.ts'

const options = [providerOption]

export default class Doctor extends ZenCommand {
  static override summary = 'Check what this computer has and lacks, and say how to mend it.'
  static override description = 'Runs the checks that deploy runs before it creates anything.'
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --provider docker']

  static override flags = commandFlags(options)

  protected override readonly options = options

  protected override async perform(context: Context, input: Input): Promise<void> {
    const diagnosis = await doctor(context, { provider: textOf(input.values['provider']) })
    context.terminal.result(diagnosisText(diagnosis), diagnosisJson(diagnosis))
    if (!diagnosis.healthy) this.exitWith(exitCodes.checkFailed)
  }
}
