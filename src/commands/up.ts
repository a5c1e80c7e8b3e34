import { providers, shortFormProvider } from '../../stacks/index.ts'
import { deploy } from '../actions/deploy.ts'
import { ZenCommand } from '../base-command.ts'
import type { Context } from '../context.ts'
import { connectOption, existingName, unlockOption } from '../input/command-options.ts'
import { toDeployOptions } from '../input/deploy-input.ts'
import { nameArgument } from '../input/name-argument.ts'
import { commandFlags, providerFlags } from '../input/option-flags.ts'
import type { Input } from '../input/parsed-input.ts'
import { deployedJson, deployedText } from '../words/deployed.ts'

const options = [existingName(shortFormProvider.defaultName), connectOption, unlockOption]

export default class Up extends ZenCommand {
  static override summary = 'Start a ZenML server on this computer, or start a stopped deployment again.'
  static override description = 'Without a name: short for "zen deploy --provider local --yes". Asks nothing.'
  static override examples = [
    '<%= config.bin %> up',
    '<%= config.bin %> up --port 9000',
    '<%= config.bin %> up docker',
  ]
  static override args = { name: nameArgument(shortFormProvider.defaultName) }
  static override flags = { ...commandFlags(options), ...providerFlags(providers) }

  protected override readonly options = options
  protected override readonly optionProviders = providers
  protected override readonly refusesProblems = false

  protected override async perform(context: Context, input: Input): Promise<void> {
    const request = { ...toDeployOptions(input, 'up'), fallbackProvider: shortFormProvider.id, yes: true }
    const terminal = { ...context.terminal, canAsk: false }
    const result = await deploy({ ...context, terminal }, request)
    context.terminal.result(deployedText(result), deployedJson(result, 'up'))
  }
}
