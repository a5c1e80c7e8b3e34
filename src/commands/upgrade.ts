import { upgrade } from '../actions/upgrade.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { existingName, previewOption, serverVersionOption, unlockOption } from '../input/command-options.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { toUpgradeOptions } from '../input/upgrade-input.ts'
import { upgradedJson, upgradedText } from '../words/upgraded.ts'

const options = [existingName(), serverVersionOption, previewOption, unlockOption]

export default class Upgrade extends ZenCommand {
  static override summary = 'Put a newer version of ZenML in place of the one that a deployment runs.'
  static override description =
    `Users, API keys, stacks and pipelines stay. There is no way back: ZenML changes its database on the way. When that fails, the old server goes on with the old data.

For deployments that have --server-version; the version of others follows their image, or the ZenML client of this computer.`
  static override examples = [
    '<%= config.bin %> upgrade team --server-version 0.98.0',
    '<%= config.bin %> upgrade --server-version 0.98.0 --preview',
  ]
  static override args = { name: nameArgument() }
  static override flags = commandFlags(options)

  protected override readonly options = options
  protected override readonly refusesProblems = false

  protected override async perform(context: Context, input: Input): Promise<void> {
    const result = await upgrade(context, toUpgradeOptions(input))
    context.terminal.result(upgradedText(result), upgradedJson(result))
  }
}
